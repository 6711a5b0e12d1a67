// The shelf beside the canvas: blocks found, put down by keyboard, pointer and finger, and what an empty
// project shows.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const WIDE = { context: { viewport: { width: 1440, height: 900 } } };
const PHONE = { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } };
const LINE = `version: "1.0"
project:
  key: LINE
  name: Line
datasets:
  - name: RAW_VIBRATION
    type: managed
blocks:
  # first of all
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
    instance_name: cleaning
    inputs:
      RAW_VIBRATION: RAW_VIBRATION
`;
const EMPTY = `version: "1.0"
project:
  key: LINE
  name: Line
`;

const visit = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const item = (page, id) => page.locator(`[data-item="${id}"]`);
const search = (page) => page.getByRole("combobox", { name: "Find a block" });
const row = (page, id) => page.getByRole("listbox", { name: "Blocks" }).getByRole("option").filter({ hasText: id });
const ghost = (page) => page.locator(".shelf-ghost");

/** Opens a text and shows it on the canvas, with the blocks of the demo at hand. */
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

async function shelfIsRead(page) {
  await page.getByText("35 blocks", { exact: true }).waitFor();
}

/** The text of the open file, line by line. */
async function source(page) {
  await visit(page, "#/source");
  await page.locator(".cm-content").waitFor();
  const lines = await page.locator(".cm-line").allTextContents();
  return lines.join("\n");
}

/** Undoes until nothing is left, which has to give back the text that was opened. */
async function undoneTo(page, text, steps = 1) {
  for (let step = 0; step < steps; step += 1) await page.keyboard.press("Control+z");
  assert.equal(await source(page), text);
}

/** The middle of a box on screen. */
async function middle(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** The middle of the first wire on screen. */
const middleOfWire = (page) =>
  page.locator("path[data-wire]").first().evaluate((path) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
    const { a, d, e, f } = path.getScreenCTM();
    return { x: x * a + e, y: y * d + f };
  });

/** Drags an entry of the shelf to a place and holds it there. */
async function carry(page, id, to) {
  const from = await middle(row(page, id).first());
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 4);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await ghost(page).waitFor();
}

journey("a block is found and put down by keyboard alone, wired to the focused node", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await shelfIsRead(page);
  await item(page, "cleaning").focus();
  await page.keyboard.press("/");
  await page.keyboard.type("compressor feature");
  await page.getByText("1 of 35 blocks").or(page.getByText(/^\d+ of 35 blocks$/)).first().waitFor();
  assert.match(await row(page, "COMPRESSOR_FEATURE_ENG").first().textContent(), /CLEAN_VIBRATION/);
  await page.keyboard.press("Enter");
  const added = item(page, "compressor_feature_eng");
  await added.waitFor();
  await added.getByRole("button", { name: /input CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION/ }).waitFor();
  // What was put down is focused now, so that the next one goes behind it.
  await page.keyboard.press("Control+a");
  await page.keyboard.type("anomaly detection");
  await page.keyboard.press("Enter");
  await item(page, "equipment_anomaly_detection").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.dataset.item === "equipment_anomaly_detection");
  await undoneTo(page, LINE, 2);
});

journey("a search without a hit says so and leads out", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await shelfIsRead(page);
  const shelf = page.getByRole("complementary", { name: "Blocks" });
  await search(page).fill("zzz qqq");
  await shelf.getByRole("heading", { name: "Nothing is found for “zzz qqq”" }).waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `shelf without a hit ${theme}`);
  });
  await shelf.getByRole("button", { name: "Clear the search" }).click();
  await shelfIsRead(page);
  await page.waitForFunction(() => document.activeElement.id === "shelf-search");
  assert.equal(await search(page).inputValue(), "");
  // A filter stays in sight and can be taken away as well, and so can what has to fit.
  await shelf.getByRole("combobox", { name: "Level" }).selectOption({ index: 1 });
  await item(page, "cleaning").focus();
  await shelf.getByRole("switch", { name: "Fits here" }).check();
  await search(page).fill("zzz qqq");
  await shelf.getByRole("heading", { name: "Nothing that fits cleaning is found for “zzz qqq” with these filters" }).waitFor();
  for (const way of ["Show what does not fit too", "Clear the filters", "Clear the search"]) {
    await shelf.getByRole("button", { name: way }).click();
  }
  await shelfIsRead(page);
  assert.equal(await shelf.getByRole("combobox", { name: "Level" }).inputValue(), "");
});

journey("the menu of the selection lines up, spreads and cuts, or says what is missing", { ...WIDE }, async ({ page }) => {
  const datasets = ["A_1", "B_2", "C_3"].map((name) => `  - {name: ${name}, type: managed}\n`).join("");
  await openCanvas(page, EMPTY + `datasets:\n${datasets}`);
  await item(page, "dataset.C_3").waitFor();
  const menu = page.getByRole("button", { name: "Selection" });
  const entry = (name) => page.locator(".menu-entry", { hasText: name });
  const missing = (name) => entry(name).locator(".menu-missing");
  await menu.click();
  assert.equal(await missing("Align left edges").textContent(), "select 2 nodes or more");
  assert.equal(await missing("Distribute side by side").textContent(), "select 3 nodes or more");
  assert.equal(await missing("Cut").textContent(), "no node is selected");
  assert.equal(await entry("Cut").getAttribute("aria-disabled"), "true");
  assert.match(await entry("Cut").locator("kbd").textContent(), /X/);
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `selection menu ${theme}`);
  });
  // What is missing keeps the menu open.
  await entry("Align left edges").dispatchEvent("click");
  assert.ok(await entry("Cut").isVisible());
  await page.keyboard.press("Escape");
  await item(page, "dataset.A_1").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await item(page, "dataset.B_2").focus();
  const lefts = () => Promise.all(["dataset.A_1", "dataset.B_2", "dataset.C_3"].map(async (id) => Math.round((await item(page, id).boundingBox()).x)));
  await page.keyboard.press("Escape");
  await item(page, "dataset.B_2").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  assert.equal(new Set(await lefts()).size, 2);
  await page.keyboard.press("Control+a");
  await menu.click();
  assert.equal(await missing("Distribute side by side").count(), 0);
  await entry("Align left edges").click();
  assert.equal(new Set(await lefts()).size, 1);
  await item(page, "dataset.B_2").focus();
  await page.keyboard.press("Escape");
  await item(page, "dataset.B_2").focus();
  await menu.click();
  await entry("Cut").click();
  await item(page, "dataset.B_2").waitFor({ state: "detached" });
});

journey("a block dropped on a wire goes into it, on a port to it, and Escape puts it back", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await shelfIsRead(page);
  await item(page, "cleaning").waitFor();
  await search(page).fill("sensor data cleaning");
  await row(page, "SENSOR_DATA_CLEANING").first().waitFor();

  await carry(page, "SENSOR_DATA_CLEANING", await middleOfWire(page));
  await ghost(page).getByText("Put sensor_data_cleaning between RAW_VIBRATION and cleaning").waitFor();
  await page.locator(".line-aimed").waitFor({ state: "attached" });
  await screenshot(page, "canvas shelf over a wire");
  await page.keyboard.press("Escape");
  await ghost(page).waitFor({ state: "detached" });
  await page.mouse.up();
  assert.equal(await item(page, "sensor_data_cleaning").count(), 0);

  await carry(page, "SENSOR_DATA_CLEANING", await middleOfWire(page));
  await page.mouse.up();
  const added = item(page, "sensor_data_cleaning");
  await added.getByRole("button", { name: /input RAW_VIBRATION: RAW_VIBRATION/ }).waitFor();
  await item(page, "cleaning").getByRole("button", { name: /input RAW_VIBRATION: SENSOR_DATA_CLEANING_CLEAN_VIBRATION/ }).waitFor();
  await page.keyboard.press("Control+z");
  await added.waitFor({ state: "detached" });

  await search(page).fill("compressor feature");
  await row(page, "COMPRESSOR_FEATURE_ENG").first().waitFor();
  const port = item(page, "cleaning").getByRole("button", { name: /output CLEAN_VIBRATION/ });
  const { x, y, width, height } = await port.boundingBox();
  await carry(page, "COMPRESSOR_FEATURE_ENG", { x: x + width - 4, y: y + height / 2 });
  await ghost(page).getByText("Add compressor_feature_eng behind cleaning").waitFor();
  await page.mouse.up();
  await item(page, "compressor_feature_eng").getByRole("button", { name: /input CLEAN_VIBRATION: CLEANING__CLEAN_VIBRATION/ }).waitFor();
  await undoneTo(page, LINE);
});

journey("what cannot go somewhere is told there, and nothing is changed", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await shelfIsRead(page);
  await search(page).fill("review sentiment");
  await row(page, "REVIEW_SENTIMENT").first().waitFor();
  await carry(page, "REVIEW_SENTIMENT", await middleOfWire(page));
  await page.locator(".ghost-refused").waitFor();
  await page.mouse.up();
  const notice = page.locator(".notice", { hasText: "Nothing was changed" });
  await notice.waitFor();
  assert.equal(await item(page, "review_sentiment").count(), 0);
  await undoneTo(page, LINE, 0);
});

journey("only what fits here is offered, with the ports it would be wired at", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await shelfIsRead(page);
  await page.getByRole("switch", { name: "Fits here" }).check();
  await page.getByText("Choose a node on the canvas first").waitFor();
  await item(page, "cleaning").click({ position: { x: 40, y: 20 } });
  await page.getByText("What can be wired to cleaning").waitFor();
  await row(page, "COMPRESSOR_FEATURE_ENG").getByText("CLEAN_VIBRATION \u2192 CLEAN_VIBRATION (columns fit)").waitFor();
  await page.getByRole("combobox", { name: "Type", exact: true }).selectOption("solution");
  await page.getByText("2 of 35 blocks").waitFor();
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `canvas shelf ${theme}`);
    await axe(page);
  });
});

journey("a finger takes a block up with one tap and puts it down with the next", { ...PHONE }, async ({ page }) => {
  await openCanvas(page, LINE);
  await page.getByRole("button", { name: "Outline" }).tap();
  await item(page, "cleaning").waitFor();
  await page.getByRole("button", { name: "Blocks", exact: true }).tap();
  await shelfIsRead(page);
  await search(page).fill("new dataset");
  await row(page, "New dataset").tap();
  await page.locator(".shelf").waitFor({ state: "detached" });
  const pane = await page.locator(".canvas-pane").boundingBox();
  await page.touchscreen.tap(pane.x + pane.width / 2, pane.y + pane.height - 60);
  await item(page, "dataset.DATASET").waitFor();
  await ghost(page).waitFor({ state: "detached" });
  await screenshot(page, "canvas shelf on a phone");
});

journey("an empty project has doors to begin", { ...WIDE }, async ({ page }) => {
  await openCanvas(page, EMPTY);
  await page.getByRole("heading", { name: "Nothing is on the canvas yet" }).waitFor();
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `canvas doors ${theme}`);
    await axe(page);
  });
  await page.getByRole("button", { name: "Find a block" }).click();
  await page.waitForFunction(() => document.activeElement.id === "shelf-search");
  await shelfIsRead(page);
  await page.keyboard.type("fraud scoring");
  await row(page, "FRAUD_SCORING").first().waitFor();
  await page.keyboard.press("Enter");
  await item(page, "fraud_scoring").waitFor();
  await page.getByRole("heading", { name: "Nothing is on the canvas yet" }).waitFor({ state: "detached" });
  await undoneTo(page, EMPTY);
});
