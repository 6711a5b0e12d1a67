// What nobody meant to change stays: the canvas where it is, and what is typed with the node it was typed for.

import assert from "node:assert/strict";

import { journey, screenshot } from "./browser.mjs";
import { grip, hint, node, openProject, port } from "./canvas/project.mjs";

const CANVAS = { hash: "#/canvas", context: { viewport: { width: 1500, height: 900 } } };
// The reference of `first` is shared, so that no other version can be written there.
const SHARED = `version: "1.0"
project: {key: SHARED, name: Shared}
datasets:
  - {name: READINGS, type: managed}
  - {name: OTHER, type: managed}
blocks:
  - ref: &cleaning BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: first
    inputs: {RAW_VIBRATION: READINGS}
  - ref: *cleaning
    instance_name: second
    zone_name: second
    inputs: {RAW_VIBRATION: READINGS}
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
    inputs: {CLEAN_VIBRATION: FIRST__CLEAN_VIBRATION}
`;

const panel = (page) => page.locator(".canvas-panel");
const place = (page, name) => node(page, name).evaluate((element) => element.style.transform);
const refusal = (page, words) => page.locator(".notice", { hasText: words });

/** How far the view could be scrolled, which would carry the canvas and its tools away. */
const scrolls = (page) =>
  page.evaluate(() => {
    const view = document.querySelector(".view");
    return view.scrollHeight - view.clientHeight;
  });

async function showProperties(page, name) {
  const { x, y } = await grip(page, name);
  await page.mouse.click(x, y);
  await page.keyboard.press("Enter");
  await panel(page).locator("#panel-name:focus").waitFor();
}

journey("a long panel moves no canvas", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  await page.getByRole("button", { name: "Fit" }).click();
  for (const name of ["first", "features", "READINGS"]) {
    await showProperties(page, name);
    await panel(page).getByRole("button", { name: "Delete and bridge" }).focus();
    assert.equal(await scrolls(page), 0, `beside the properties of ${name}`);
  }
  await showProperties(page, "first");
  await panel(page).locator("#panel-version").fill("1.1.0");
  assert.equal(await scrolls(page), 0, "below a reason");
});

journey("what is refused for one node is not kept for another", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  await page.getByRole("button", { name: "Fit" }).click();
  const before = await place(page, "second");
  await showProperties(page, "first");
  await panel(page).locator("#panel-version").fill("1.1.0");
  await panel(page).getByText(/shared through an anchor/).waitFor();
  const { x, y } = await grip(page, "second");
  await page.mouse.click(x, y);
  await refusal(page, /“1\.1\.0” was not taken over as Version: The value is shared/).waitFor();
  assert.equal(await panel(page).locator("#panel-version").inputValue(), "1.0.0");
  assert.equal(await panel(page).getByText(/shared through an anchor/).count(), 0);
  assert.equal(await place(page, "second"), before);
  // Nor is what was typed to be added.
  await panel(page).getByLabel("Name of what to add to settings").fill("owner");
  await panel(page).getByLabel("Value of what to add to settings").fill("team: a");
  await page.keyboard.press("Enter");
  await panel(page).getByText(/cannot be read as YAML/).waitFor();
  await showProperties(page, "features");
  assert.equal(await panel(page).getByLabel("Value of what to add to settings").inputValue(), "");
  await refusal(page, /“owner: team: a” was not added/).waitFor();
});

journey("while the text cannot be read, nothing untrue is said of a node", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const text = page.locator("[data-source-editor] .cm-content");
  await text.getByText("project").first().click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" }}");
  await page.getByText(/shows its last good state/).first().waitFor();
  await page.getByRole("button", { name: "Fit" }).click();
  await node(page, "features").click();
  await panel(page).getByText("The rest is shown again as soon as the text can be read.").waitFor();
  assert.equal(await panel(page).getByText(/in no registry|not found/).count(), 0);
  await node(page, "features").focus();
  await page.keyboard.press("c");
  await refusal(page, "Nothing is wired while the text cannot be read").waitFor();
  assert.equal(await hint(page).count(), 0);
  await page.keyboard.press("Control+c");
  await refusal(page, /project\.yml cannot be read/).waitFor();
  await screenshot(page, "canvas text that cannot be read");
});

journey("with a port in hand every other one says what it is to it", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  const said = (name) => port(page, name).getAttribute("aria-label");
  assert.equal(await said("features.EQUIPMENT_METADATA"), "input EQUIPMENT_METADATA: not wired");
  await port(page, "first.CLEAN_VIBRATION").focus();
  await page.keyboard.press("c");
  await hint(page).waitFor();
  assert.match(await said("features.EQUIPMENT_METADATA"), /: not wired; does not fit: columns? .+ missing$/);
  assert.match(await said("first.RAW_VIBRATION"), /; does not fit: its own port$/);
  assert.match(await said("second.CLEAN_VIBRATION"), /; does not fit: an output too/);
  assert.match(await said("OTHER.in"), /; fits/);
  assert.equal(await said("first.CLEAN_VIBRATION"), "output CLEAN_VIBRATION: FIRST__CLEAN_VIBRATION");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector('[aria-label*="does not fit"]'));
});

journey("a new note covers no node", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  await node(page, "second").focus();
  await page.keyboard.press("1");
  await page.keyboard.press("0");
  await page.keyboard.press("n");
  const note = page.locator(".note");
  await note.waitFor();
  const rect = await note.boundingBox();
  for (const shape of await page.locator("[data-node]").all()) {
    const other = await shape.boundingBox();
    const apart = rect.x >= other.x + other.width || other.x >= rect.x + rect.width || rect.y >= other.y + other.height || other.y >= rect.y + rect.height;
    assert.ok(apart, await shape.getAttribute("data-node"));
  }
});

journey("who shows or hides the text stays at their node", CANVAS, async ({ page }) => {
  await openProject(page, SHARED);
  const at = () => page.waitForFunction(() => document.activeElement.dataset.node === "features");
  await node(page, "features").focus();
  await page.keyboard.press("Control+e");
  await page.locator("[data-source-editor] .cm-content").waitFor();
  await at();
  await page.keyboard.press("Control+e");
  await page.locator("[data-source-editor]").waitFor({ state: "detached" });
  await at();
  // From the text as well.
  await page.keyboard.press("Control+e");
  await page.locator("[data-source-editor] .cm-content").click();
  await page.keyboard.press("Control+e");
  await page.locator("[data-source-editor]").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.closest("[data-canvas]"));
});

journey("zones are called zones, with how much is in them", CANVAS, async ({ page }) => {
  await openProject(page, `version: "1.1"
project: {key: ZONED, name: Zoned}
zones: [{name: Raw}]
datasets: [{name: A, type: managed, zone: Raw}, {name: B, type: managed, zone: Raw}]
`);
  const raw = node(page, "Raw");
  assert.equal(await raw.getAttribute("aria-label"), "Raw, zone of 2 items");
  assert.equal(await raw.getAttribute("aria-roledescription"), "zone");
  await raw.focus();
  await page.keyboard.press("z");
  await page.locator('[aria-label="Raw, folded zone of 2 items"]').waitFor();
});
