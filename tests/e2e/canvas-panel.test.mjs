// The property panel of the canvas: what is selected is renamed, set, wired, changed and taken away,
// each as one step of undo that gives the text back byte for byte.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const WIDE = { viewport: { width: 1360, height: 900 } };
const NARROW = { viewport: { width: 390, height: 844 }, hasTouch: true };
const START = `version: "1.0"
project: {key: LINE, name: Line}
blocks:
  # Readings come in here.
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning   # keeps its comment
    inputs: {RAW_VIBRATION: READINGS}
    outputs:
      CLEAN_VIBRATION: CLEAN
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomalies
datasets:
  - name: READINGS
    type: managed
    params: {limit: 5, table: readings}
    schema:
      columns:
        - {name: EQUIPMENT_ID, type: string}
  - name: ALERTS
    type: managed
recipes:
  - name: daily
    type: sql
    inputs: [READINGS]
    outputs: [ALERTS]
    code: |
      select 1
`;

const panel = (page) => page.getByRole("complementary", { name: "Properties" });
const field = (page, name) => panel(page).getByRole("textbox", { name, exact: true });
const item = (page, id) => page.locator(`[data-item="${id}"]`);

async function openCanvas(page, text = START) {
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(text) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  const notice = page.locator(".notice", { hasText: "solution.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/canvas"));
  // A narrow page begins with the outline.
  const outline = page.locator("[data-outline]");
  await page.locator("[data-canvas]").or(outline).first().waitFor();
  if (await outline.count()) await page.getByRole("button", { name: "Outline", exact: true }).click();
  await page.locator("[data-canvas][data-ready]").waitFor();
}

async function select(page, id) {
  await item(page, id).locator(".item-head").click();
  await item(page, id).and(page.locator(".item-selected")).waitFor();
}

/** The text of the project, byte for byte, as it is downloaded. */
async function text(page) {
  const download = page.waitForEvent("download", (download) => download.suggestedFilename() === "solution.yml");
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("download all files");
  await page.keyboard.press("Enter");
  return readFile(await (await download).path(), "utf8");
}

/** Takes steps back until there is none; gives how many there were. */
async function undoAll(page) {
  const undo = page.getByRole("button", { name: /^Undo/ });
  let steps = 0;
  while ((await undo.getAttribute("aria-disabled")) !== "true") {
    await undo.click();
    steps += 1;
  }
  return steps;
}

/** Types into a field and takes it over. */
async function write(page, name, value) {
  await field(page, name).fill(value);
  await field(page, name).press("Enter");
}

journey("a value that is refused is told once, beside its field, which keeps the focus", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "dataset.READINGS");
  const name = field(page, "Name");
  await name.fill("no name, this");
  const reason = panel(page).getByRole("alert").filter({ hasText: /./ });
  await reason.waitFor();
  const said = await reason.textContent();
  await page.keyboard.press("Enter");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
  assert.equal(await page.locator(".notice").count(), 0, "nothing covers the panel");
  assert.equal(await reason.textContent(), said);
  assert.ok(await name.evaluate((field) => field === document.activeElement && field.getAttribute("aria-invalid") === "true"));
  assert.equal(await name.inputValue(), "no name, this");
  await screenshot(page, "panel refusal");
  await page.keyboard.press("Escape");
  assert.equal(await name.inputValue(), "READINGS");
});

journey("a block is renamed and set, and each edit is one step of undo", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  assert.match(await panel(page).textContent(), /3 blocks.*2 datasets.*1 recipe/);
  await select(page, "cleaning");
  await write(page, "Name", "cleansing");
  await item(page, "cleansing").waitFor();
  assert.equal(await field(page, "Name").inputValue(), "cleansing");
  assert.ok(await field(page, "Name").evaluate((input) => input === document.activeElement), "the focus stays");
  await write(page, "zone_name", "raw");
  await write(page, "Written as", "CLEANED");
  const changed = await text(page);
  assert.match(changed, /instance_name: cleansing {3}# keeps its comment/);
  assert.match(changed, /zone_name: raw/);
  assert.match(changed, /CLEAN_VIBRATION: CLEANED/);
  assert.equal(await undoAll(page), 3);
  assert.equal(await text(page), START);
});

journey("what is typed is judged at once, restored by Escape, and taken over when the focus leaves", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "cleaning");
  const name = field(page, "Name");
  await name.fill("features");
  await panel(page).getByRole("alert").getByText("The name features is taken").waitFor();
  assert.equal(await name.getAttribute("aria-invalid"), "true");
  await name.press("Escape");
  assert.equal(await name.inputValue(), "cleaning");
  assert.equal(await name.getAttribute("aria-invalid"), null);
  assert.equal(await undoAll(page), 0);
  // A press on another node takes over what was typed for the first one.
  await name.fill("washing");
  await item(page, "anomalies").locator(".item-head").click();
  await item(page, "washing").waitFor();
  assert.equal(await name.inputValue(), "anomalies");
  assert.equal(await undoAll(page), 1);
  assert.equal(await text(page), START);
});

journey("a version is changed with its breaks in sight, and a gone port is mapped anew", { context: WIDE }, async ({ page }) => {
  await openCanvas(page, START.replace("RAW_VIBRATION: READINGS", "OLD_PORT: READINGS"));
  await select(page, "features");
  await panel(page).getByText("1.0.0, 3 newer").waitFor();
  await panel(page).getByText("All versions").click();
  const version = panel(page).locator(".panel-version", { hasText: "2.0.0" });
  await version.getByText("breaks users").waitFor();
  await version.getByRole("button", { name: "Use 2.0.0" }).click();
  await panel(page).getByText("2.0.0, the newest").waitFor();
  assert.equal(await panel(page).getByRole("textbox", { name: "Version", exact: true }).inputValue(), "2.0.0");
  await select(page, "cleaning");
  await panel(page).getByText("not in this version").waitFor();
  await panel(page).getByRole("combobox", { name: "Map to" }).selectOption("RAW_VIBRATION");
  await panel(page).getByText("not in this version").waitFor({ state: "detached" });
  const changed = await text(page);
  assert.match(changed, /COMPRESSOR_FEATURE_ENG@2\.0\.0/);
  assert.match(changed, /\{RAW_VIBRATION: READINGS\}/);
  assert.equal(await undoAll(page), 2);
});

journey("ports are wired by keyboard from a list with reasons", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "features");
  const picker = panel(page).getByRole("combobox", { name: "Read CLEAN_VIBRATION from" });
  await picker.focus();
  await page.keyboard.press("ArrowDown");
  const options = panel(page).getByRole("listbox", { name: "Read CLEAN_VIBRATION from" }).getByRole("option");
  // The list is open before the columns have been read, and says so until then.
  await options.first().filter({ hasText: /cleaning\.CLEAN_VIBRATION as CLEAN.*fits: 4 of 4 columns/ }).waitFor();
  const refused = options.filter({ hasText: "READINGS" });
  assert.equal(await refused.getAttribute("aria-disabled"), "true");
  assert.match(await refused.textContent(), /columns? .*missing/);
  await page.keyboard.type("readings");
  await page.keyboard.press("Enter");
  assert.equal(await undoAll(page), 0, "what is refused cannot be chosen");
  await picker.fill("");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("button", { name: "cleaning.CLEAN_VIBRATION", exact: true }).waitFor();
  assert.equal(await field(page, "Name").inputValue(), "features", "what is selected stays so");
  await panel(page).getByRole("button", { name: "Take the wire from cleaning.CLEAN_VIBRATION away" }).click();
  await panel(page).getByText("Not wired, but required").waitFor();
  await page.keyboard.press("Escape");
  assert.ok(await item(page, "features").evaluate((item) => item === document.activeElement), "Escape leads back");
  await page.keyboard.press("Enter");
  assert.ok(await field(page, "Name").evaluate((input) => input === document.activeElement), "Enter leads here");
  // What is on the server has a name only.
  await picker.fill("ON_THE_SERVER");
  await page.keyboard.press("Enter");
  await panel(page).getByText("not on the canvas").waitFor();
  assert.match(await text(page), /CLEAN_VIBRATION: ON_THE_SERVER/);
  assert.equal(await undoAll(page), 3);
  assert.equal(await text(page), START);
});

journey("the values of a dataset are set, added and removed", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "dataset.READINGS");
  await write(page, "limit", "[1, two]");
  await field(page, "table").fill("{broken");
  await panel(page).getByRole("alert").getByText("This cannot be read as YAML").waitFor();
  await field(page, "table").press("Escape");
  await field(page, "Name of what to add to parameters").fill("mode");
  await field(page, "Value of what to add to parameters").fill("true");
  await field(page, "Value of what to add to parameters").press("Enter");
  await panel(page).getByRole("checkbox", { name: "mode" }).uncheck();
  await field(page, "Name of what to add to schema").fill("VALUE");
  await field(page, "Value of what to add to schema").fill("double");
  await field(page, "Value of what to add to schema").press("Enter");
  await panel(page).getByRole("button", { name: "Remove EQUIPMENT_ID" }).click();
  await panel(page).getByText("Lifecycle").click();
  await panel(page).getByRole("checkbox", { name: "prevent_destroy" }).check();
  const type = panel(page).getByRole("combobox", { name: "type", exact: true });
  await type.fill("nowhere");
  await type.press("Enter");
  await panel(page).getByText("SCH006", { exact: true }).waitFor();
  const changed = await text(page);
  assert.match(changed, /limit: \[1, two\], table: readings, mode: false/);
  assert.match(changed, /name: VALUE/);
  assert.doesNotMatch(changed, /EQUIPMENT_ID/);
  assert.match(changed, /prevent_destroy: true/);
  assert.equal(await undoAll(page), 7);
  assert.equal(await text(page), START);
});

journey("several are lined up, framed and deleted", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "cleaning");
  await item(page, "features").locator(".item-head").click({ modifiers: ["Shift"] });
  await panel(page).getByText("2 selected").waitFor();
  const left = (id) => item(page, id).evaluate((item) => item.getBoundingClientRect().left);
  await panel(page).getByRole("button", { name: "Left" }).click();
  await page.waitForFunction(() => new Set(["cleaning", "features"].map((id) => document.querySelector(`[data-item="${id}"]`).getBoundingClientRect().left)).size === 1);
  assert.equal(await left("cleaning"), await left("features"));
  await field(page, "Frame them as").fill("Preparation");
  await panel(page).getByRole("button", { name: "Frame", exact: true }).click();
  await item(page, "frame:Preparation").waitFor();
  await panel(page).getByRole("button", { name: "Delete", exact: true }).click();
  await item(page, "features").waitFor({ state: "detached" });
  assert.match(await panel(page).textContent(), /1 block/);
  await undoAll(page);
  assert.equal(await item(page, "features").count(), 1);
});

journey("a fix is applied where its problem stands", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "features");
  const fix = panel(page).getByRole("button", { name: "Map CLEAN_VIBRATION" });
  await fix.click();
  await fix.waitFor({ state: "detached" });
  assert.equal(await undoAll(page), 1);
  assert.equal(await text(page), START);
});

journey("what the plan does to a node is told down to its fields", { hash: "#/canvas", context: WIDE }, async ({ page }) => {
  await page.locator("[data-canvas][data-ready]").waitFor();
  const find = page.getByRole("application", { name: "Canvas" });
  await find.focus();
  await page.keyboard.press("End");
  const wanted = item(page, "recipe.join_health").and(page.locator(".item-selected"));
  for (let step = 0; step < 20 && (await wanted.count()) === 0; step += 1) await page.keyboard.press("ArrowLeft");
  await wanted.waitFor();
  const plan = panel(page).locator(".panel-section", { hasText: "Plan" }).first();
  assert.match(await plan.locator("summary").first().textContent(), /\+ create \+1/);
  await plan.locator("summary").first().click();
  await plan.locator(".panel-step > summary").click();
  await plan.getByText("It is in the configuration, not in the state.").waitFor();
  assert.ok((await plan.locator(".change").count()) > 2);
  await plan.getByRole("link", { name: "Show it in the plan" }).click();
  await page.waitForURL(/#\/plan\/recipe\.COMPRESSOR_MONITORING\.join_health$/);
});

journey("extensions are set, and a class gives way to a recipe", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await select(page, "anomalies");
  await panel(page).getByText("Extensions").click();
  await write(page, "Class", "custom.scoring.Robust");
  await write(page, "Its configuration", "{threshold: 3}");
  assert.match(await text(page), /use_class: custom\.scoring\.Robust\s+class_config:\s+threshold: 3/);
  const recipe = panel(page).getByRole("combobox", { name: "Recipe in the place of score_isolation_forest" });
  await recipe.selectOption("daily");
  await panel(page).getByText("EXT-004").first().waitFor();
  const replaced = await text(page);
  assert.match(replaced, /override_with: daily/);
  assert.doesNotMatch(replaced, /use_class/);
  assert.equal(await undoAll(page), 3);
  assert.equal(await text(page), START);
});

journey("a layout document that cannot be read is told, and the panel rests while the text cannot be read", { context: WIDE }, async ({ page }) => {
  const files = { "project.yml": START, "canvas.json": "{" };
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.locator("[data-open-files]").setInputFiles(chosen);
  await page.waitForURL(/#\/source/);
  await page.evaluate(() => (location.hash = "#/canvas"));
  await panel(page).getByText("canvas.json cannot be read").waitFor();
  await panel(page).getByRole("button", { name: "Show it in the source" }).click();
  await page.waitForURL(/#\/source\/canvas\.json/);
  await page.evaluate(() => (location.hash = "#/source/project.yml"));
  await page.locator(".cm-content").focus();
  const judged = () => page.evaluate(() => document.querySelector(".status-bar").textContent);
  await page.locator(".status-bar").getByText("error").waitFor();
  const before = await judged();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("\n  broken: [");
  await page.waitForFunction((before) => document.querySelector(".status-bar").textContent !== before, before);
  await page.evaluate(() => (location.hash = "#/canvas"));
  await select(page, "cleaning");
  assert.ok(await field(page, "Name").isDisabled());
});

journey("the panel is accessible in both themes, and its width and closing are kept", { context: WIDE }, async ({ page }) => {
  await openCanvas(page);
  await inBothThemes(page, async (theme) => {
    await page.locator("[data-canvas]").focus();
    await page.keyboard.press("Escape");
    await axe(page);
    for (const id of ["cleaning", "anomalies", "dataset.READINGS", "recipe.daily"]) {
      await select(page, id);
      const folded = panel(page).locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await axe(page);
    }
    await select(page, "features");
    await panel(page).getByRole("combobox", { name: "Read CLEAN_VIBRATION from" }).click();
    await axe(page);
    await screenshot(page, `canvas panel ${theme}`);
    await page.keyboard.press("Escape");
  });
  const bar = page.getByRole("separator", { name: "Width of the properties" });
  const wide = Number(await bar.getAttribute("aria-valuenow"));
  await bar.focus();
  await page.keyboard.press("ArrowLeft");
  assert.equal(Number(await bar.getAttribute("aria-valuenow")), wide + 20);
  await page.getByRole("button", { name: "Hide the properties" }).click();
  await page.reload();
  const open = panel(page).getByRole("button", { name: /^Properties/ });
  await open.click();
  assert.equal(Number(await bar.getAttribute("aria-valuenow")), wide + 20);
});

journey("on a narrow page the panel lies over the canvas", { context: NARROW }, async ({ page }) => {
  await openCanvas(page);
  const open = panel(page).getByRole("button", { name: /^Properties/ });
  await select(page, "dataset.READINGS");
  assert.match(await open.textContent(), /READINGS/);
  await open.click();
  await write(page, "Name", "SIGNALS");
  await item(page, "dataset.SIGNALS").waitFor();
  await axe(page);
  await screenshot(page, "canvas panel narrow");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off");
  await page.getByRole("button", { name: "Hide the properties" }).click();
  await open.waitFor();
});
