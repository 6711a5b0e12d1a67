// The plan on the canvas: signs and ghosts, the list and the graph together, pictures of both.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const CANVAS = { hash: "#/canvas" };
const PHONE = { viewport: { width: 390, height: 844 } };

const pane = (page) => page.locator("[data-canvas][data-ready]");
const node = (page, name) => page.locator(`[data-node="${name}"]`);
const tree = (page) => page.getByRole("tree", { name: "Changes by block" });
const row = (page, name) => tree(page).getByRole("treeitem").filter({ hasText: name });
const operation = (page, name) => node(page, name).getAttribute("data-operation");
const sign = (page, name) => node(page, name).locator(".item-sign").innerText();
const show = (page, what) => page.getByRole("radio", { name: what }).check();

/** Shows the plan on the canvas. */
async function plan(page) {
  await pane(page).waitFor();
  await show(page, "Plan");
  await tree(page).waitFor();
}

/** Opens files and shows the canvas. */
async function openFiles(page, files) {
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.locator("[data-open-files]").setInputFiles(chosen);
  const notice = page.locator(".notice", { hasText: "solution.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/canvas"));
  await pane(page).waitFor();
}

/** Opens a project of one file with a state, and shows its plan on the canvas. */
async function openPlan(page, config, state) {
  await openFiles(page, { "solution.yml": config, "dev.state.json": state });
  await plan(page);
}

/** Whether the middle of a node is in the middle half of the pane. */
function isCentered(page, name) {
  return page.waitForFunction((name) => {
    const box = (selector) => document.querySelector(selector)?.getBoundingClientRect();
    const [pane, node] = [box("[data-canvas]"), box(`[data-node="${name}"]`)];
    if (!node) return false;
    const part = (at, from, size) => (at - from) / size;
    const x = part(node.left + node.width / 2, pane.left, pane.width);
    const y = part(node.top + node.height / 2, pane.top, pane.height);
    return [x, y].every((part) => part > 0.25 && part < 0.75);
  }, name);
}

/** What a choice of the menu downloads. */
async function exported(page, choice) {
  await page.getByRole("button", { name: "Export picture" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: choice }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Five blocks in a flow, as often as asked. */
function blocks(copies) {
  const one = (at) => {
    const name = (part) => `${part}${at}`;
    const made = (part, port) => `${part}${at}__${port}`.toUpperCase();
    const block = (ref, part, inputs) =>
      `  - {ref: BLOCKS_REGISTRY/${ref}, instance_name: ${name(part)}, zone_name: ${name(part)}, inputs: {${inputs}}}\n`;
    const features = `FEATURES: ${made("features", "ENGINEERED_FEATURES")}`;
    return [
      block("SENSOR_DATA_CLEANING@1.0.0", "cleaning", `RAW_VIBRATION: READINGS`),
      block("COMPRESSOR_FEATURE_ENG@1.0.0", "features", `CLEAN_VIBRATION: ${made("cleaning", "CLEAN_VIBRATION")}`),
      block("EQUIPMENT_ANOMALY_DETECTION@1.0.0", "anomaly", features),
      block("RUL_PREDICTION@1.0.0", "rul", features),
      block(
        "EQUIPMENT_ALERTING@1.1.0",
        "alerting",
        `ANOMALIES: ${made("anomaly", "ANOMALIES")}, RUL_SCORES: ${made("rul", "RUL_SCORES")}`,
      ),
    ].join("");
  };
  const head = "version: '1.0'\nproject: {key: P, name: Orchard}\ndatasets:\n  - {name: READINGS, type: managed}\n";
  return `${head}blocks:\n${Array.from({ length: copies }, (_, at) => one(at)).join("")}`;
}

/** A state in which a block read what the first of `blocks` writes, and is no longer in the text. */
const STATE = JSON.stringify({
  version: 1,
  serial: 7,
  lineage: null,
  environment: "dev",
  updated_at: "2026-01-02T03:04:05Z",
  resources: Object.fromEntries(
    Object.entries({
      "block.P.old_report": {
        ref: "BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0",
        inputs: { CLEAN_VIBRATION: "CLEANING0__CLEAN_VIBRATION" },
        outputs: { ENGINEERED_FEATURES: "OLD_FEATURES" },
      },
      "dataset.P.LEGACY_COPY": { type: "managed", params: {} },
      "recipe.P.copy_legacy": { type: "sync", inputs: ["READINGS"], outputs: ["LEGACY_COPY"] },
    }).map(([id, attributes]) => [
      id,
      {
        resource_type: id.split(".")[0],
        resource_id: id,
        attributes,
        metadata: { deployed_at: "2026-01-02T03:04:05Z", deployed_by: "config" },
      },
    ]),
  ),
});

journey("the canvas shows what the plan does", CANVAS, async ({ page }) => {
  await plan(page);
  assert.equal(await page.locator(".canvas-plan-signs").innerText(), "+4\n~5\n-1\n=12");
  assert.deepEqual(
    [await operation(page, "RAW_VIBRATION"), await sign(page, "RAW_VIBRATION")],
    ["update", "~"],
  );
  assert.equal(await operation(page, "CLEAN_VIBRATION"), "unchanged");
  assert.equal(await operation(page, "VIBRATION_ARCHIVE_2019"), "delete");
  assert.equal(await sign(page, "VIBRATION_ARCHIVE_2019"), "-");
  const ghost = node(page, "VIBRATION_ARCHIVE_2019");
  const drawn = await ghost.evaluate((ghost) => [
    getComputedStyle(ghost).borderBottomStyle,
    getComputedStyle(ghost.querySelector(".item-name")).textDecorationLine,
  ]);
  assert.deepEqual(drawn, ["dashed", "line-through"]);
  assert.match(await ghost.getAttribute("aria-label"), /no longer in the configuration, will be deleted/);
  assert.equal(await tree(page).getByRole("treeitem").count(), 10);
  await page.getByRole("checkbox", { name: "Only changes" }).uncheck();
  await row(page, /CLEAN_VIBRATION/).waitFor();
  await show(page, "Compose");
  await ghost.waitFor({ state: "detached" });
  assert.equal(await operation(page, "RAW_VIBRATION"), null);
});

journey("the list and the canvas go together", CANVAS, async ({ page }) => {
  await plan(page);
  await row(page, "prioritise_work").click();
  await isCentered(page, "prioritise_work");
  assert.match(await node(page, "prioritise_work").getAttribute("class"), /item-selected/);
  await tree(page).focus();
  await page.keyboard.press("End");
  await isCentered(page, "VIBRATION_ARCHIVE_2019");
  await page.keyboard.press("ArrowRight");
  await row(page, "params.table").waitFor();
  await node(page, "RAW_VIBRATION").click();
  await page.waitForFunction(() => {
    const id = document.querySelector("[role=tree]").getAttribute("aria-activedescendant");
    return document.getElementById(id)?.innerText.includes("RAW_VIBRATION");
  });
  assert.equal(await row(page, "RAW_VIBRATION").first().getAttribute("aria-selected"), "true");
});

journey("nothing is composed while the plan is shown", CANVAS, async ({ page }) => {
  await pane(page).waitFor();
  await pane(page).focus();
  await page.keyboard.press("p");
  await tree(page).waitFor();
  const count = () => pane(page).getAttribute("aria-label");
  const before = await count();
  await node(page, "RAW_VIBRATION").focus();
  await page.keyboard.press("Delete");
  await page.getByText("Nothing was changed: the canvas shows the plan.").first().waitFor();
  assert.equal(await count(), before);
  await page.keyboard.press("p");
  await tree(page).waitFor({ state: "detached" });
  assert.match(page.url(), /#\/canvas$/);
});

journey("blocks open to objects and fields", CANVAS, async ({ page }) => {
  await openPlan(page, blocks(1), STATE);
  assert.deepEqual([await operation(page, "cleaning0"), await sign(page, "cleaning0")], ["create", "+\n+6"]);
  assert.equal(await operation(page, "old_report"), "delete");
  assert.match(await page.locator(".line-trail").getAttribute("d"), /^M/);
  await row(page, "cleaning0").first().click();
  await tree(page).focus();
  await page.keyboard.press("ArrowRight");
  await row(page, "cleaning0__fill_gaps").first().click();
  await page.keyboard.press("ArrowRight");
  await tree(page).locator('[aria-level="3"]').first().waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `canvas plan ${theme}`);
  });
});

journey("without a plan the canvas says what stands in the way", CANVAS, async ({ page }) => {
  await openFiles(page, { "solution.yml": "project: {key: p}\n" });
  await show(page, "Plan");
  await page.getByText(/in the way/).waitFor();
  await axe(page);
  await page.getByRole("link", { name: "Show the problems" }).click();
  await page.waitForURL(/#\/problems/);
});

journey("pictures hold the whole canvas", CANVAS, async ({ page }) => {
  await openPlan(page, blocks(1), STATE);
  const svg = await exported(page, "Everything as SVG");
  assert.equal(svg.name, "P-plan.svg");
  const { root, titles, width, height } = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const root = parsed.documentElement;
    const titles = [...parsed.querySelectorAll("text")].map((element) => element.textContent);
    return { root: root.nodeName, titles, width: Number(root.getAttribute("width")), height: Number(root.getAttribute("height")) };
  }, svg.bytes.toString("utf8"));
  assert.equal(root, "svg");
  for (const title of ["Orchard, dev", "READINGS", "cleaning0", "alerting0", "old_report", "LEGACY_COPY"]) {
    assert.ok(titles.includes(title), `${title} is not among ${titles}`);
  }
  const png = await exported(page, "Everything as PNG");
  assert.equal(png.name, "P-plan.png");
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2 * width, 2 * height]);
  await row(page, "rul0").first().click();
  const part = await exported(page, "Selection as SVG");
  assert.ok(part.bytes.includes("rul0") && !part.bytes.includes("alerting0"));
  await show(page, "Compose");
  const plain = await exported(page, "Everything as SVG");
  assert.equal(plain.name, "P-canvas.svg");
  assert.ok(!plain.bytes.includes("old_report"));
});

/** Names longer than their places, a recipe, a zone with a colour, a note, and what would break out of XML. */
const LONG = `version: "1.1"
project: {key: P, name: "Orchard <script>alert('x')</script> & \\"co\\""}
zones:
  - {name: "raw & <b>", color: "#c0ffee"}
datasets:
  - {name: READINGS_OF_EVERY_COMPRESSOR_IN_THE_NORTHERN_PLANT, type: managed, zone: "raw & <b>"}
  - {name: COPIES, type: managed}
recipes:
  - {name: copy_the_readings_of_every_compressor, type: sync, inputs: [READINGS_OF_EVERY_COMPRESSOR_IN_THE_NORTHERN_PLANT], outputs: [COPIES]}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning_of_the_readings_of_every_compressor
    inputs: {RAW_VIBRATION: COPIES}
`;

/** The texts of a picture that reach beyond the node they begin in, as the browser draws them. */
function overrun(svg) {
  const root = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
  document.body.append(root);
  const rects = [...root.querySelectorAll("rect")].map((rect) => rect.getBBox()).filter(({ width }) => width >= 190 && width < 300);
  const problems = [];
  for (const text of root.querySelectorAll("text")) {
    const box = text.getBBox();
    const [x, y] = [Number(text.getAttribute("x")), box.y + box.height / 2];
    const around = rects.findLast((rect) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height);
    if (around && (box.x < around.x - 1 || box.x + box.width > around.x + around.width + 1)) problems.push(text.textContent);
  }
  root.remove();
  return problems;
}

journey("a picture has the shapes and colours of the canvas, and whole names", CANVAS, async ({ page }) => {
  await openPlan(page, LONG, STATE);
  await show(page, "Compose");
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await page.keyboard.type("Ask Ada before the northern plant is read");
  await page.keyboard.press("Escape");
  await show(page, "Plan");
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await screenshot(page, `canvas beside its picture ${scheme}`);
    const svg = (await exported(page, "Everything as SVG")).bytes.toString("utf8");
    assert.deepEqual(await page.evaluate(overrun, svg), [], "texts that leave their node");
    const found = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      const all = (selector) => [...parsed.querySelectorAll(selector)].map((element) => element.textContent);
      const count = (selector) => parsed.querySelectorAll(selector).length;
      return {
        words: all("text").join(" "),
        recipes: count('rect[rx="24"]'),
        ghosts: count('rect[stroke-dasharray="5 4"]:not([fill="none"])'),
        zones: count('rect[fill="#c0ffee"]'),
        faults: count("parsererror"),
        scripts: count("script"),
      };
    }, svg);
    assert.ok(found.words.includes("Ask Ada") && found.words.includes("raw & <b>"), found.words);
    assert.ok(!found.words.includes("…"), "nothing is cut");
    assert.deepEqual([found.faults, found.scripts, found.zones], [0, 0, 1]);
    assert.ok(found.recipes >= 2 && found.ghosts >= 3, JSON.stringify(found));
    const shown = await page.context().newPage();
    const [width, height] = svg.match(/width="([\d.]+)" height="([\d.]+)"/).slice(1).map(Number);
    await shown.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
    await shown.setContent(`<style>body{margin:0}</style>${svg}`);
    await screenshot(shown, `picture ${scheme}`);
    await shown.close();
  }
});

journey("the plan fits a narrow page", { ...CANVAS, context: PHONE }, async ({ page }) => {
  // There the canvas is an outline at first.
  await page.getByRole("button", { name: "Outline" }).click();
  await plan(page);
  await row(page, "raise_alerts").click();
  await isCentered(page, "raise_alerts");
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${overflow} pixels too wide`);
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `canvas plan narrow ${theme}`);
  });
  // In the outline too nothing is composed meanwhile.
  await page.getByRole("button", { name: "Outline" }).click();
  await pane(page).waitFor({ state: "detached" });
  assert.equal(await page.getByRole("button", { name: "Rename" }).count(), 0);
  await show(page, "Compose");
  await page.getByRole("button", { name: "Rename" }).waitFor();
});
