// Composing: a wish to a valid plan, gaps and what closes them, no match, data, and the export.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const COMPOSE = { hash: "#/compose" };
const PHONE = { viewport: { width: 390, height: 844 } };
const CHAIN =
  "clean raw sensor data, then compressor feature engineering, detect anomalies in equipment and equipment alerting";
const APART = "clean raw sensor data -> equipment anomaly detection, xyzzy";

const outcome = (page) => page.locator(".compose-outcome p");
const parts = (page) => page.locator(".compose-part");
const gaps = (page) => page.locator(".compose-gap");
const wish = (page) => page.getByRole("textbox", { name: "Describe what you need" });
const press = (page, name) => page.getByRole("button", { name }).click();

/** Waits until the demo registry with all its schemas is here, then asks. */
async function ask(page, text) {
  await page.getByText(/\d+ blocks are searched/).waitFor();
  await page.waitForLoadState("networkidle");
  await wish(page).fill(text);
  await wish(page).press("Enter");
}

/** The names and texts of the files in an archive that compresses nothing. */
function unpacked(bytes) {
  const files = {};
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const [size, length] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const start = at + 30 + length;
    files[bytes.toString("utf8", at + 30, start)] = bytes.toString("utf8", start, start + size);
    at = start + size;
  }
  return files;
}

journey("a wish becomes a valid plan in few steps", COMPOSE, async ({ page }) => {
  let interactions = 0;
  const act = (done) => {
    interactions += 1;
    return done;
  };
  await page.getByText("35 blocks are searched").waitFor();
  await page.waitForLoadState("networkidle");
  await act(wish(page).fill(CHAIN));
  await act(wish(page).press("Enter"));
  await page.getByText("4 blocks in 4 stages with 3 wires; 2 things are missing.").waitFor();
  assert.equal(await parts(page).count(), 4);
  await parts(page).first().getByText(/Because "cleaning" is in the name/).waitFor();
  assert.equal(await page.locator(".compose-wire", { hasText: "checked" }).count(), 3);
  await act(press(page, "Open as a new project"));
  await page.waitForURL(/#\/source/);
  await act(press(page, "Show the plan"));
  await page.getByText("to create").first().waitFor();
  assert.match(await page.locator(".plan-summary").innerText(), /^Plan: \d+ to create\.$/);
  assert.ok(interactions < 10, `${interactions} interactions`);
});

journey("a proposal joins the open project in one step of undo", COMPOSE, async ({ page }) => {
  await ask(page, "compressor feature engineering -> detect anomalies in equipment");
  await page.getByText("2 blocks in 2 stages with 1 wire").waitFor();
  await press(page, "Add to this project");
  await page.getByText("2 blocks added to project.yml.").waitFor();
  await press(page, "Show the plan");
  await page.getByRole("tree", { name: "Steps of the plan" }).getByText("compressor_feature_eng_zone").first().waitFor();
  await page.getByRole("button", { name: /^Undo: Add 2 blocks/ }).click();
  await page.getByText("Plan: 4 to create, 5 to update, 1 to destroy, 12 unchanged.").waitFor();
});

journey("gaps are told and closed with a press", COMPOSE, async ({ page }) => {
  await ask(page, APART);
  await page.getByText(/2 blocks in 1 stage with 0 wires/).waitFor();
  await gaps(page).getByText('Nothing matches "xyzzy".').waitFor();
  await gaps(page).getByText(/are not connected: .* column WINDOW_START is missing/).waitFor();
  await press(page, "Connect them through COMPRESSOR_FEATURE_ENG");
  await page.getByText("3 blocks in 3 stages with 2 wires; 3 things are missing.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "compose-plan");
  // An input is read from a dataset of the project that is open.
  const before = await gaps(page).count();
  await page.getByRole("combobox", { name: /^Dataset for sensor_data_cleaning_instance/ }).selectOption({ index: 1 });
  await page.getByText("of this project.").waitFor();
  assert.equal(await gaps(page).count(), before - 1);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByText("of this project.").waitFor({ state: "detached" });
  // What is left out is not planned; what was added can be taken away.
  await parts(page).first().getByRole("checkbox").uncheck();
  await page.getByText(/2 blocks in 2 stages with 1 wire/).waitFor();
  await press(page, "Take this block away");
  await page.getByText(/1 block in 1 stage/).waitFor();
  assert.equal(await parts(page).count(), 2);
});

journey("another block is taken for the same words by keyboard", COMPOSE, async ({ page }) => {
  await ask(page, "feature engineering");
  const first = parts(page).first();
  await first.locator("summary").focus();
  if (!(await first.locator("details").evaluate((element) => element.open))) await page.keyboard.press("Enter");
  const radios = first.getByRole("radio");
  assert.ok((await radios.count()) > 1);
  await radios.first().focus();
  await page.keyboard.press("ArrowDown");
  const chosen = await radios.nth(1).evaluate((radio) => radio.checked && radio.parentElement.innerText.split(" ")[0]);
  assert.ok(chosen);
  await page.locator(".compose-instance", { hasText: chosen.trim() }).waitFor();
  assert.ok(await radios.nth(1).evaluate((radio) => radio === document.activeElement), "the focus stays");
});

journey("where nothing matches, suggestions are buttons", COMPOSE, async ({ page }) => {
  await ask(page, "qwertz zzyzx");
  await page.getByRole("heading", { name: "Nothing was composed" }).waitFor();
  await page.getByText("No block matches this").waitFor();
  await press(page, "predictive maintenance");
  await page.locator(".compose-part").first().waitFor();
  await page.getByRole("combobox", { name: "Domain" }).selectOption("fraud_detection");
  await wish(page).fill("churn");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Without the filter domain/ }).click();
  await page.getByText("CHURN_PREDICTION@1.2.0").first().waitFor();
});

journey("what is done is no match where nobody knows what it is done to", COMPOSE, async ({ page }) => {
  await ask(page, "order a pizza");
  await page.getByRole("heading", { name: "Nothing was composed" }).waitFor();
  await wish(page).fill("order proposals for every shop");
  await page.keyboard.press("Enter");
  await page.locator(".compose-part", { hasText: "REPLENISHMENT_PLANNING" }).waitFor();
});

journey("question and answer are data", { ...COMPOSE, context: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
  await ask(page, "churn prediction");
  await page.getByText("Configuration (YAML), request and response").click();
  const copied = async (name) => {
    await press(page, name);
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name }).waitFor();
    return text;
  };
  assert.equal(JSON.parse(await copied("Copy the request as JSON")).intent, "churn prediction");
  const response = JSON.parse(await copied("Copy the response as JSON"));
  assert.equal(response.matches[0].ref, "BLOCKS_REGISTRY/CHURN_PREDICTION@1.2.0");
  assert.equal(response.config, await copied("Copy the YAML"));
});

journey("the project is exported with its lock file", COMPOSE, async ({ page }) => {
  await ask(page, CHAIN);
  await press(page, "Open as a new project");
  await page.waitForURL(/#\/source/);
  await press(page, "Show the plan");
  await page.locator(".plan-summary").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Project", exact: true }).click();
  await page.getByRole("button", { name: "Export project" }).click();
  const archive = await download;
  assert.equal(archive.suggestedFilename(), "COMPRESSOR_MONITORING.zip");
  const files = unpacked(await readFile(await archive.path()));
  const names = ["README.md", "blocks.lock.json", "project.yml"].map((name) => `COMPRESSOR_MONITORING/${name}`);
  assert.deepEqual(Object.keys(files), names);
  assert.match(files[names[0]], /\| `SENSOR_DATA_CLEANING` \| 1\.1\.0 \| `BLOCKS_REGISTRY` \|/);
  assert.equal(JSON.parse(files[names[1]]).blocks.length, 4);
  assert.match(files[names[2]], /ref: BLOCKS_REGISTRY\/EQUIPMENT_ALERTING@1\.1\.0/);
});

const CHANGED = {
  prepare: (page) => page.route("**/manifests/SENSOR_DATA_CLEANING_v1.1.0.json", async (route) => {
    const manifest = await (await route.fetch()).json();
    await route.fulfill({ json: { ...manifest, description: "Changed without a new version" } });
  }),
};
journey("a manifest that changed under a locked version is an error with both digests", CHANGED, async ({ page }) => {
  const locked = "0ee8ecec34d26af7977ef13114946ba769521f782751da5e8a5fb1ceb71cf004";
  const lock = { lock_format: 1, blocks: [{ registry: "BLOCKS_REGISTRY", block_id: "SENSOR_DATA_CLEANING", version: "1.1.0", sha256: locked }] };
  const project = `version: "1.0"
project: {key: LINE, name: Line}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0
    inputs: {RAW_VIBRATION: RAW}
datasets:
  - {name: RAW, type: managed}
`;
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.locator("[data-open-files]").setInputFiles([file("project.yml", project), file("blocks.lock.json", JSON.stringify(lock))]);
  await page.getByText("1 error", { exact: true }).waitFor();
  await page.evaluate(() => (location.hash = "#/problems"));
  const said = page.locator(".problem-head", { hasText: "SENSOR_DATA_CLEANING@1.1.0 has the digest" });
  await said.waitFor();
  const digests = (await said.innerText()).match(/[0-9a-f]{64}/g);
  assert.equal(digests.length, 2);
  assert.ok(digests.includes(locked) && digests[0] !== digests[1]);
  assert.match(await said.innerText(), /BLK-026/);
});

for (const [size, context] of Object.entries({ wide: { viewport: { width: 1280, height: 800 } }, narrow: PHONE })) {
  journey(`composing is accessible, ${size}`, { ...COMPOSE, context }, async ({ page }) => {
    const look = async (what) => {
      await inBothThemes(page, async (theme) => {
        await axe(page);
        await screenshot(page, `compose ${what} ${size} ${theme}`);
      });
    };
    await page.getByText("35 blocks are searched").waitFor();
    await look("beginning");
    await ask(page, APART);
    await page.locator(".compose-gaps").first().waitFor();
    await look("gaps");
    await page.locator("summary", { hasText: "Configuration" }).click();
    await page.locator(".compose-preview pre").scrollIntoViewIfNeeded();
    await look("preview");
    await wish(page).fill("qwertz zzyzx");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nothing was composed" }).waitFor();
    await look("no match");
  });
}
