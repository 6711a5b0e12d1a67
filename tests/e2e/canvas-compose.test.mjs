// The sample of five blocks, composed on the canvas from what it reads: by keyboard alone, by mouse and by
// touch.

import assert from "node:assert/strict";

import { journey, screenshot } from "./browser.mjs";

const WIDE = { context: { viewport: { width: 1920, height: 1000 } } };
const TOUCH = { context: { viewport: { width: 1920, height: 1000 }, hasTouch: true } };
const START = `version: "1.0"
project: {key: LINE, name: Line}
datasets:
  # what the sensors say
  - {name: RAW_VIBRATION, type: managed}
  - {name: OPERATING_CONDITIONS, type: managed}
`;
const WIRES = [
  "RAW_VIBRATION > SENSOR_DATA_CLEANING.RAW_VIBRATION",
  "OPERATING_CONDITIONS > COMPRESSOR_FEATURE_ENG.OPERATING_CONDITIONS",
  "SENSOR_DATA_CLEANING > COMPRESSOR_FEATURE_ENG.CLEAN_VIBRATION",
  "COMPRESSOR_FEATURE_ENG > EQUIPMENT_ANOMALY_DETECTION.FEATURES",
  "COMPRESSOR_FEATURE_ENG > RUL_PREDICTION.FEATURES",
  "EQUIPMENT_ANOMALY_DETECTION > EQUIPMENT_ALERTING.ANOMALIES",
  "RUL_PREDICTION > EQUIPMENT_ALERTING.RUL_SCORES",
];

const item = (page, id) => page.locator(`[data-item="${id}"]`);
const search = (page) => page.getByRole("combobox", { name: "Find a block" });
const row = (page, id) => page.getByRole("listbox", { name: "Blocks" }).getByRole("option").filter({ hasText: id });
const port = (page, name) => page.locator(`[data-port="${name}"]`);
const lines = (page) => page.locator(".line-hit");

async function openCanvas(page) {
  await page.locator("[data-open-files]").setInputFiles([
    { name: "line.yml", mimeType: "text/yaml", buffer: Buffer.from(START) },
  ]);
  const notice = page.locator(".notice", { hasText: "line.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/canvas"));
  await page.locator("[data-canvas][data-ready]").waitFor();
  await page.getByText("35 blocks", { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** What is wired to what, from the names that the inputs say they read. */
async function wires(page) {
  const blocks = await page.locator("[data-item]").evaluateAll((items) =>
    items.map((item) => ({
      block: item.querySelector(".item-label").textContent.split("@")[0],
      inputs: [...item.querySelectorAll(".port-in")].map((port) => port.getAttribute("aria-label")),
    })),
  );
  const found = blocks.flatMap(({ block, inputs }) =>
    inputs.map((label) => [block, ...label.match(/^input (\w+): (.*)$/).slice(1)]),
  );
  const writers = [
    [/RUL/, "RUL_PREDICTION"],
    [/ANOMAL/, "EQUIPMENT_ANOMALY_DETECTION"],
    [/FEATURE/, "COMPRESSOR_FEATURE_ENG"],
    [/CLEAN/, "SENSOR_DATA_CLEANING"],
  ];
  const named = found.filter(([block, , object]) => block !== "managed" && !/not wired/.test(object));
  return named.map(([block, port, object]) => `${writers.find(([letters]) => letters.test(object))?.[1] ?? object} > ${block}.${port}`).sort();
}

async function isComposed(page) {
  await page.getByText("No problems").waitFor();
  // What is out of sight is not drawn.
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await page.locator('[data-item^="sensor_data_cleaning"]').waitFor();
  assert.deepEqual(await wires(page), [...WIRES].sort());
  assert.equal(await lines(page).count(), WIRES.length);
}

journey("five blocks are composed by keyboard alone, in at most 60 presses", WIDE, async ({ page }) => {
  await openCanvas(page);
  await page.locator("[data-canvas]").focus();
  let presses = 0;
  const press = async (...keys) => {
    for (const key of keys) {
      presses += 1;
      await page.keyboard.press(key);
    }
  };
  const put = async (letters, id) => {
    await press("/", ...letters);
    await page.locator('[aria-label="Blocks"] [role="option"][aria-selected="true"]').filter({ hasText: id }).waitFor();
    await press("Enter", "Escape");
    await page.locator(`[data-item^="${id.toLowerCase()}"]:focus`).waitFor();
  };
  await put("sens", "SENSOR_DATA_CLEANING");
  await put("compr", "COMPRESSOR_FEATURE_ENG");
  await put("anom", "EQUIPMENT_ANOMALY_DETECTION");
  await press("ArrowLeft");
  await put("rul", "RUL_PREDICTION");
  await put("alerti", "EQUIPMENT_ALERTING");
  await isComposed(page);
  assert.ok(presses <= 60, `${presses} key presses`);
  await screenshot(page, "canvas five blocks");
});

/** The middle of a box on screen. */
async function middle(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where the dot of a port is. */
async function dot(page, name) {
  const { x, y, width, height } = await port(page, name).boundingBox();
  const isInput = (await port(page, name).getAttribute("data-side")) === "input";
  return { x: isInput ? x + 1 : x + width - 1, y: y + height / 2 };
}

/** What comes after what, and where: a port to put the block to. */
const STEPS = [
  ["sensor data cleaning", "SENSOR_DATA_CLEANING", "RAW_VIBRATION.out", "sensor_data_cleaning"],
  ["compressor feature", "COMPRESSOR_FEATURE_ENG", "sensor_data_cleaning.CLEAN_VIBRATION", "compressor_feature_eng"],
  ["equipment anomaly", "EQUIPMENT_ANOMALY_DETECTION", "compressor_feature_eng.ENGINEERED_FEATURES", "equipment_anomaly_detection"],
  ["rul prediction", "RUL_PREDICTION", "compressor_feature_eng.ENGINEERED_FEATURES", "rul_prediction"],
  ["equipment alerting", "EQUIPMENT_ALERTING", "rul_prediction.RUL_SCORES", "equipment_alerting"],
];
/** What is wired at last, from and to: a block that is put to a port is wired there only. */
const LAST = [
  ["OPERATING_CONDITIONS.out", "compressor_feature_eng.OPERATING_CONDITIONS"],
  ["equipment_anomaly_detection.ANOMALIES", "equipment_alerting.ANOMALIES"],
];

journey("five blocks are composed by mouse", WIDE, async ({ page }) => {
  await openCanvas(page);
  for (const [letters, id, at, added] of STEPS) {
    await search(page).fill(letters);
    await row(page, id).first().waitFor();
    const from = await middle(row(page, id).first());
    const to = await dot(page, at);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 4);
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.locator(".ghost-fits").waitFor();
    await page.mouse.up();
    await item(page, added).waitFor();
    await page.getByRole("button", { name: "Fit", exact: true }).click();
  }
  for (const [writer, reader] of LAST) {
    const [from, to] = [await dot(page, writer), await dot(page, reader)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 6 });
    // The columns of a dataset that nobody declared fit with a warning.
    await page.locator(".hint-fits, .hint-warns").waitFor();
    await page.mouse.up();
    await page.locator(".canvas-hint").waitFor({ state: "detached" });
  }
  await isComposed(page);
});

journey("five blocks are composed by touch", TOUCH, async ({ page }) => {
  await openCanvas(page);
  const tap = async ({ x, y }) => page.touchscreen.tap(x, y);
  for (const [letters, id, at, added] of STEPS) {
    await search(page).fill(letters);
    await row(page, id).first().waitFor();
    await row(page, id).first().tap();
    await tap(await dot(page, at));
    await item(page, added).waitFor();
    await page.getByRole("button", { name: "Fit", exact: true }).tap();
  }
  for (const [writer, reader] of LAST) {
    await tap(await dot(page, writer));
    await page.locator(".canvas-hint").waitFor();
    await tap(await dot(page, reader));
    await page.locator(".canvas-hint").waitFor({ state: "detached" });
  }
  await isComposed(page);
});
