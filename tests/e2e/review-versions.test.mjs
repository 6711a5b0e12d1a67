// Three people and two versions of a plan; a plan that travels as a file.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { DIST, axe, inBothThemes, journey, screenshot, sideways } from "./browser.mjs";
import { serve } from "./serve.mjs";
import { NARROW, WIDE, copied, hash, openProject, reply, share, take, visit } from "./sharing.mjs";

/** A project without a state in two versions: a format changes, a dataset comes, another goes, one moves. */
const pipes = (isSecond) => ({
  "project.yml": `version: "1.1"
project: {key: PIPES, name: Pipes}
datasets:
  - {name: READINGS, type: managed, format_type: ${isSecond ? "parquet" : "csv"}}
  - {name: DAILY, type: managed, format_type: csv}
  - {name: ${isSecond ? "ALERTS" : "SPARE"}, type: managed, format_type: csv}
recipes:
  - {name: aggregate, type: sql, inputs: [READINGS], outputs: [DAILY], code: "select 1"}
`,
  "canvas.json": JSON.stringify({
    version: 1,
    nodes: { "dataset.READINGS": [0, 0], "recipe.aggregate": [300, 0], "dataset.DAILY": isSecond ? [600, 260] : [600, 0] },
  }),
});

const requests = [];
const listen = (page) => page.on("request", (request) => requests.push(request.url()));

journey("three people and two versions", { hash: "#/plan", context: WIDE, prepare: listen }, async ({ page, url }) => {
  await openProject(page, pipes(false));
  await share(page);
  const first = await copied(page, "Copy the link");
  await page.keyboard.press("Escape");

  const lin = await visit(url, first, { prepare: listen });
  const grace = await visit(url, first, { context: NARROW, prepare: listen });
  try {
    await lin.page.getByText("Worked out again here: identical.").waitFor();
    assert.equal(await lin.page.getByText("You saw").count(), 0, "it is the first version that this browser sees");
    const approval = await reply(lin.page, { name: "Lin", verdict: "Approve", isSigned: true });

    await grace.page.getByText("Worked out again here: identical.").waitFor();
    await grace.page.getByRole("option").filter({ hasText: "SPARE" }).click();
    await grace.page.getByRole("button", { name: "Object" }).click();
    await grace.page.getByRole("button", { name: "Add a comment" }).click();
    await grace.page.getByRole("textbox", { name: "Comment" }).fill("Nobody reads it.");
    const objection = await reply(grace.page, { name: "Grace", verdict: "Request changes" });
    await screenshot(grace.page, "review narrow answer");
    await axe(grace.page);

    await take(page, approval);
    await page.getByText("Lin, signed:").waitFor();
    await page.getByText("It holds: the plan comes out again").waitFor();
    await take(page, objection);
    await page.getByText("Grace, unsigned").waitFor();
    const answers = page.getByRole("region", { name: "Answers" });
    assert.match(await answers.innerText(), /SPARE objected to; Nobody reads it\./);
    assert.equal(await page.getByText("stale").count(), 0);
    await screenshot(page, "answers of two");

    await openProject(page, pipes(true));
    await page.getByText("stale: about another version").nth(1).waitFor();
    assert.equal(await page.getByText("It holds").count(), 0);
    await inBothThemes(page, async (theme) => {
      await screenshot(page, `answers stale ${theme}`);
      await axe(page);
    });

    const dialog = await share(page);
    await dialog.getByText("It takes the place of the version that you shared").waitFor();
    await inBothThemes(page, (theme) => screenshot(page, `share again ${theme}`));
    const second = await copied(page, "Copy the link");
    await page.keyboard.press("Escape");

    // Another visit of the same profile: what was seen is kept.
    await lin.page.goto("about:blank");
    await lin.page.goto(url + hash(second));
    await lin.page.getByText("You saw the version before this one").waitFor();
    await lin.page.getByText("Changes since then: 1 new, 1 done otherwise, 1 no longer done, 3 the same.").waitFor();
    await lin.page.getByText("On the canvas, 1 node moved, which means nothing for the plan.").waitFor();
    const list = lin.page.getByRole("listbox", { name: "Changes that differ from the version you saw" });
    assert.deepEqual((await list.getByRole("option").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim()), [
      "new dataset.ALERTS",
      "otherwise dataset.READINGS",
      "no longer dataset.SPARE",
    ]);
    await list.getByRole("option").nth(1).click();
    const otherwise = lin.page.locator(".review-otherwise");
    assert.match(await otherwise.innerText(), /formatType[\s\S]*csv[\s\S]*parquet/);
    await inBothThemes(lin.page, async (theme) => {
      await screenshot(lin.page, `review since ${theme}`);
      await axe(lin.page);
    });
    await lin.page.getByRole("radio", { name: "Graph" }).check();
    await lin.page.getByRole("button", { name: "READINGS, changed since the version you saw" }).waitFor();
    await lin.page.getByRole("button", { name: "ALERTS, new since the version you saw" }).waitFor();
    await lin.page.getByRole("button", { name: "SPARE, gone since the version you saw" }).click();
    await otherwise.getByText("No longer done").waitFor();
    assert.equal(await lin.page.locator(".review-moves line").count(), 1);
    await inBothThemes(lin.page, async (theme) => {
      await screenshot(lin.page, `review since graph ${theme}`);
      await axe(lin.page);
    });
    await lin.page.getByRole("checkbox", { name: "Show what moved" }).uncheck();
    assert.equal(await lin.page.locator(".review-moves").count(), 0);
    const again = await reply(lin.page, { name: "Lin", verdict: "Approve", isSigned: true });

    await take(page, again);
    await page.getByText("It holds: the plan comes out again").waitFor();
    assert.equal(await page.getByText("stale: about another version").count(), 2);
    await screenshot(page, "answers of two versions");

    // The same profile on a phone.
    await grace.page.goto("about:blank");
    await grace.page.goto(url + hash(second));
    await grace.page.getByText("You saw the version before this one").waitFor();
    await screenshot(grace.page, "review since narrow");
    await axe(grace.page);
    assert.deepEqual(await sideways(grace.page), []);

    for (const one of [lin, grace]) {
      await one.settle();
      assert.deepEqual(one.problems, []);
    }
    // Nothing left the page's own origin, and no address that was asked for has the plan in it.
    assert.ok(requests.length > 20);
    const origin = new URL(url).origin;
    const elsewhere = requests.filter((address) => /^(https?|wss?):/.test(address) && new URL(address).origin !== origin);
    assert.deepEqual(elsewhere, []);
    const bodies = [first, second, approval, again].map((address) => hash(address).split(".")[2]);
    assert.ok(!requests.some((address) => bodies.some((digest) => address.split("#")[0].includes(digest))));
  } finally {
    await lin.close();
    await grace.close();
  }
});

/** Names that do not compress: the link of their project is too long for a wiki. */
function manyDatasets() {
  const name = (at) => `D_${createHash("sha256").update(String(at)).digest("hex").toUpperCase()}`;
  const datasets = Array.from({ length: 260 }, (_, at) => `  - {name: ${name(at)}, type: managed, format_type: csv}\n`);
  return { "project.yml": `version: "1.0"\nproject: {key: PIPES, name: Pipes}\ndatasets:\n${datasets.join("")}` };
}

journey("a plan that is too long travels as a file beside the page", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, manyDatasets());
  const dialog = await share(page);
  await dialog.getByText("survives only in a browser: send the file as well").waitFor();
  await screenshot(page, "share long");
  const short = await copied(page, "Copy a short link to the file");
  assert.match(short, /#p1\.d0\.[\w-]{43}\.[\w-]{6}$/);
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download as a file" }).click()]);
  const name = download.suggestedFilename();
  assert.equal(name, `${hash(short).split(".")[2]}.plan`);
  const file = await download.path();

  // Without the file beside the page it can be chosen; another file is not taken for it.
  const missing = await visit(url, short, { allow: [/404/] });
  try {
    await missing.page.getByText("Its file is not beside this page").waitFor();
    await screenshot(missing.page, "review missing file");
    await axe(missing.page);
    const choose = (text) => missing.page.locator("[data-open-plan]").setInputFiles([{ name, mimeType: "text/plain", buffer: Buffer.from(text) }]);
    const source = path.resolve(import.meta.dirname, "../plan_link/vectors/source.txt");
    await choose(await readFile(source, "utf8"));
    await missing.page.getByText("The file does not hold the plan that the link names").waitFor();
    await choose(hash(short).slice(1));
    await missing.page.getByText("The file does not hold the plan that the link names").waitFor();
    await choose(await readFile(file, "utf8"));
    await missing.page.getByText("Worked out again here: identical.").waitFor();
    await missing.settle();
    assert.deepEqual(missing.problems, []);
  } finally {
    await missing.close();
  }

  const folder = await mkdtemp(path.join(tmpdir(), "plans-"));
  await cp(DIST, folder, { recursive: true });
  await mkdir(path.join(folder, "plans"));
  await writeFile(path.join(folder, "plans", name), await readFile(file));
  const server = await serve({ root: folder });
  try {
    const reader = await visit(server.url, short);
    try {
      await reader.page.getByText("Worked out again here: identical.").waitFor();
      await reader.page.getByText("0 of 261 changes seen").waitFor();
      // One stop of the Tab key for the whole graph; arrows move, Enter shows the change.
      await reader.page.getByRole("radio", { name: "Graph" }).check();
      const nodes = reader.page.locator(".review-node");
      await nodes.nth(259).waitFor();
      const stops = () => reader.page.locator('.review-node[tabindex="0"]');
      assert.equal(await stops().count(), 1);
      await stops().focus();
      const name = () => reader.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      const first = await name();
      assert.match(first, /^D_[0-9A-F]+, Plan: 1 to create/);
      await reader.page.keyboard.press("ArrowDown");
      const second = await name();
      assert.notEqual(second, first);
      assert.equal(await stops().count(), 1);
      await reader.page.keyboard.press("ArrowUp");
      assert.equal(await name(), first);
      await reader.page.keyboard.press("End");
      await reader.page.keyboard.press("Enter");
      await reader.page.getByText("1 of 261 changes seen").waitFor();
      assert.equal(await reader.page.evaluate(() => document.activeElement?.getAttribute("aria-pressed")), "true");
      await axe(reader.page);
      await reader.settle();
      assert.deepEqual(reader.problems, []);
    } finally {
      await reader.close();
    }
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});
