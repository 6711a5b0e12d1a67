// The outline of the canvas: read, searched and changed by keyboard, beside a picture that follows.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const WIDE = { context: { viewport: { width: 1280, height: 800 } } };
const PHONE = { context: { viewport: { width: 390, height: 844 } } };
const LINE = `version: "1.0"
project:
  key: LINE
  name: Line
datasets:
  - name: RAW_VIBRATION
    type: managed
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    inputs:
      RAW_VIBRATION: RAW_VIBRATION
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.1.0
    instance_name: features
`;

const visit = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const tree = (page) => page.getByRole("tree", { name: "Outline of the canvas" });

async function openCanvas(page, text) {
  await page.locator("[data-open-files]").setInputFiles([
    { name: "line.yml", mimeType: "text/yaml", buffer: Buffer.from(text) },
  ]);
  const notice = page.locator(".notice", { hasText: "line.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
  await visit(page, "#/canvas");
  await page.locator(".canvas").waitFor();
}

async function source(page) {
  await visit(page, "#/source");
  await page.locator(".cm-content").waitFor();
  const lines = await page.locator(".cm-line").allTextContents();
  return lines.join("\n");
}

/** Waits until the active row begins with these words. */
const onRow = (page, words) =>
  page.waitForFunction((words) => {
    const id = document.getElementById("canvas-tree")?.getAttribute("aria-activedescendant");
    const text = id && document.getElementById(id)?.innerText.replace(/\s+/g, " ").trim();
    // The sign of the plan stands before the name.
    return text?.replace(/^([-+~=]|-\+) /, "").startsWith(words);
  }, words);

async function showOutline(page) {
  await page.locator(".canvas-pane[data-ready]").waitFor();
  await page.locator('[data-item="cleaning"]').focus();
  await page.keyboard.press("o");
  await tree(page).waitFor();
}

journey("the outline is read by keyboard: opened, closed, searched, and wires are followed", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await showOutline(page);
  // The node that had the focus in the picture has it here.
  await onRow(page, "cleaning");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await onRow(page, "input RAW_VIBRATION reads RAW_VIBRATION");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await onRow(page, "comes from RAW_VIBRATION");
  await page.keyboard.press("Enter");
  await onRow(page, "RAW_VIBRATION");
  await page.keyboard.press("End");
  await onRow(page, "output CLEAN_VIBRATION");
  await page.keyboard.press("ArrowLeft");
  await onRow(page, "cleaning");
  await page.keyboard.press("f");
  await onRow(page, "features");
  await page.keyboard.press("*");
  assert.ok(await tree(page).getByText("EQUIPMENT_METADATA").count());
  await page.keyboard.press("ArrowLeft");
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `canvas outline ${theme}`);
    await axe(page);
  });
  // What is chosen here is chosen in the picture too.
  await page.keyboard.press("o");
  await page.waitForFunction(() => document.activeElement.dataset.item === "features");
});

journey("a port is connected, renamed, disconnected and undone without a pointer", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await showOutline(page);
  await page.keyboard.press("f");
  await onRow(page, "features");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Connect" });
  await dialog.waitFor();
  const best = dialog.getByRole("listbox", { name: "Ports that fit" }).getByRole("option").first();
  assert.match(await best.textContent(), /cleaning\.CLEAN_VIBRATION.*fits: \d+ of \d+ columns/);
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `canvas connect ${theme}`);
    await axe(page);
  });
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await onRow(page, "features");
  await page.keyboard.press("F2");
  await page.getByRole("dialog", { name: "Rename features" }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("lags");
  await page.keyboard.press("Enter");
  await onRow(page, "lags");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await onRow(page, "input CLEAN_VIBRATION reads CLEANING__CLEAN_VIBRATION");
  await page.keyboard.press("Delete");
  await onRow(page, "input CLEAN_VIBRATION required, not wired");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
  assert.equal(await source(page), LINE);
});

journey("another version is chosen from the commands below the tree", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await showOutline(page);
  await onRow(page, "cleaning");
  await page.keyboard.press("Enter");
  await page.getByRole("toolbar", { name: "What can be done with cleaning" }).getByRole("button", { name: "Version" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Version of cleaning" });
  await dialog.getByRole("combobox", { name: "Version" }).selectOption("1.1.0");
  await dialog.getByRole("button", { name: "Change the version" }).click();
  await onRow(page, "cleaning SENSOR_DATA_CLEANING@1.1.0");
  await page.keyboard.press("Control+z");
  await onRow(page, "cleaning SENSOR_DATA_CLEANING@1.0.0");
});

journey("a phone shows the outline first, and the picture on demand", { ...PHONE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await tree(page).waitFor();
  await tree(page).getByText("cleaning", { exact: true }).click();
  await page.getByRole("toolbar", { name: "What can be done with cleaning" }).waitFor();
  await screenshot(page, "canvas outline on a phone");
  await axe(page);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Connect" });
  const cut = await dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  assert.equal(cut, 0, "the choice of a port is as wide as the page has room for");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Outline" }).click();
  await page.locator(".canvas-pane[data-ready]").waitFor();
});

journey("names are found on the canvas, forwards and backwards", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await page.locator('[data-item="cleaning"]').focus();
  await page.keyboard.press("Control+f");
  await page.waitForFunction(() => document.activeElement.id === "canvas-find");
  await page.keyboard.type("vibration");
  const told = page.getByRole("search", { name: "On the canvas" }).getByRole("status");
  await told.getByText("3 found").waitFor();
  await page.keyboard.press("Enter");
  await told.getByText("1 of 3: RAW_VIBRATION").waitFor();
  await page.keyboard.press("Enter");
  await told.getByText("2 of 3: cleaning").waitFor();
  await page.keyboard.press("Shift+Enter");
  await told.getByText("1 of 3").waitFor();
  await page.locator('[data-item="dataset.RAW_VIBRATION"].item-selected').waitFor();
  await screenshot(page, "canvas find");
  await axe(page);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.dataset.item === "dataset.RAW_VIBRATION");
});
