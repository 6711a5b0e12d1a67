// The catalog: a block found and added, an upgrade that breaks, registries that are broken or gone.

import assert from "node:assert/strict";
import path from "node:path";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 390, height: 844 } };
const REGISTRY = path.resolve(import.meta.dirname, "../../public/registry/blocks");
const OLD = `version: "1.0"
project:
  key: LINE
  name: Line
blocks:
  - ref: BLOCKS_REGISTRY/FRAUD_SCORING@1.0.0
    instance_name: scoring
    inputs:
      FRAUD_FEATURES: FRAUD_FEATURES
datasets:
  - name: FRAUD_FEATURES
    type: managed
`;

async function openText(page, text) {
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(text) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  const notice = page.locator(".notice", { hasText: "solution.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
}

const visit = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const side = (page, name) => page.getByRole("radio", { name }).check();
const cards = (page) => page.locator(".block-card");

/** The demo is read whole once every owner is known and nothing is being read. */
async function catalogIsRead(page) {
  await page.getByText("of 35 blocks").waitFor();
}

async function addRegistry(page, key, address) {
  await side(page, "Registries");
  await page.getByRole("textbox", { name: "Key in references" }).fill(key);
  await page.getByRole("textbox", { name: "Address of the folder" }).fill(address);
  await page.getByRole("button", { name: "Add from this address" }).click();
}

journey("a block is found, read and added, and the plan shows its parts", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await catalogIsRead(page);
  await page.keyboard.press("/");
  await page.keyboard.type("clean sensor");
  await page.locator(".block-card", { hasText: "SENSOR_DATA_CLEANING" }).waitFor();
  assert.match(await cards(page).first().textContent(), /SENSOR_DATA_CLEANING/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Sensor Data Cleaning" }).waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/catalog\/BLOCKS_REGISTRY\/SENSOR_DATA_CLEANING@1\.1\.0$/);
  // The sample has the very dataset, so that it is wired without asking.
  const feed = page.getByRole("combobox", { name: /RAW_VIBRATION/ });
  assert.match(await feed.evaluate((select) => select.selectedOptions[0].textContent), /^RAW_VIBRATION/);
  await page.getByRole("button", { name: /^Add to project/ }).click();
  await page.getByRole("heading", { level: 1, name: "Source" }).waitFor({ state: "attached" });
  await page.locator(".cm-content", { hasText: "ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0" }).waitFor();
  await visit(page, "#/plan");
  await page.getByRole("tree").getByText("sensor_data_cleaning").first().waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("tree").getByText("sensor_data_cleaning").first().waitFor({ state: "detached" });
});

journey("filters count, are taken off again, and what fits a dataset is told why", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await catalogIsRead(page);
  const solutions = page.getByRole("checkbox", { name: /solution/ });
  await solutions.check();
  await page.getByText("5 of 35 blocks").waitFor();
  assert.equal(await cards(page).count(), 5);
  await page.getByRole("button", { name: "Take off: Type: solution" }).click();
  await page.getByText("35 of 35 blocks").waitFor();
  await page.getByRole("combobox", { name: "Fits" }).selectOption("read RAW_VIBRATION");
  await page.locator(".block-card-reason", { hasText: "reads it through RAW_VIBRATION" }).first().waitFor();
  assert.ok((await cards(page).count()) < 10);
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill("zzzz");
  await page.getByRole("heading", { name: "No block fits" }).waitFor();
  await page.getByRole("button", { name: "Show all blocks" }).click();
  await page.getByText("35 of 35 blocks").waitFor();
});

journey("a breaking upgrade names its ports, is set with one click, and can be undone", { context: WIDE }, async ({ page }) => {
  await openText(page, OLD);
  await visit(page, "#/catalog");
  await side(page, /Outdated/);
  await page.getByText("breaks users").waitFor();
  await page.getByText("input NETWORK_FEATURES is new and required").waitFor();
  await screenshot(page, "catalog outdated");
  await axe(page);
  await page.getByRole("button", { name: /Set version 2\.0\.0/ }).click();
  await page.getByRole("heading", { level: 1, name: "Plan" }).waitFor({ state: "attached" });
  await page.getByText("the required input NETWORK_FEATURES").first().waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("tree").getByText("scoring").first().waitFor();
});

journey(
  "a broken second registry is told in its place and blocks nothing else",
  {
    hash: "#/catalog",
    context: WIDE,
    allow: [/404/],
    prepare: (page) => page.route("**/broken/index.json", (route) => route.fulfill({ body: '{"format_version": "2.0", "blocks": []}' })),
  },
  async ({ page }) => {
    await catalogIsRead(page);
    await addRegistry(page, "BROKEN", "broken/");
    const broken = page.locator(".registry", { hasText: "/broken/" });
    await broken.locator(".registry-why", { hasText: "its format is 2.0" }).waitFor();
    await addRegistry(page, "MISSING", "nowhere/");
    await page.locator(".registry", { hasText: "MISSING" }).getByText("the host answered 404").first().waitFor();
    await axe(page);
    await screenshot(page, "catalog registries");
    await side(page, "Blocks");
    await page.getByText("35 of 35 blocks").waitFor();
    await page.locator(".catalog-trouble").getByText("BROKEN cannot be used").waitFor();
    await page.reload();
    await page.locator(".catalog-trouble").getByText("BROKEN cannot be used").waitFor();
    await side(page, "Registries");
    await page.getByRole("button", { name: "Remove BROKEN" }).click();
    await broken.waitFor({ state: "detached" });
    assert.match(await page.evaluate(() => localStorage["blockwright.registries"]), /^\[\{"key":"MISSING","url":"[^"]+"\}\]$/);
  },
);

journey(
  "a registry that cannot be reached is shown from its copy, with its age",
  { hash: "#/catalog", context: WIDE, allow: [/registry\/blocks/, /ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/] },
  async ({ page }) => {
    await catalogIsRead(page);
    await page.waitForLoadState("networkidle");
    await page.route("**/registry/blocks/**", (route) => route.abort());
    await page.reload();
    await page.locator(".catalog-trouble").getByText(/BLOCKS_REGISTRY is a copy \d+ seconds? old/).waitFor();
    await catalogIsRead(page);
    await visit(page, "#/catalog/BLOCKS_REGISTRY/CUSTOMER_360");
    await page.getByRole("heading", { name: "Inside" }).waitFor();
    await screenshot(page, "catalog offline");
  },
);

journey("a registry is added from a folder on disk, with a key of its own", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await catalogIsRead(page);
  await side(page, "Registries");
  await page.getByRole("textbox", { name: "Key in references" }).fill("from disk");
  const folder = page.locator("[data-registry-folder]");
  await folder.setInputFiles(REGISTRY);
  await page.getByText("A key has capital letters").waitFor();
  await page.getByRole("textbox", { name: "Key in references" }).fill("DISK");
  await folder.setInputFiles(REGISTRY);
  await page.locator(".registry", { hasText: "DISK" }).getByText("35 blocks in 49 versions").waitFor();
  await side(page, "Blocks");
  await page.getByText("70 of 70 blocks").waitFor();
});

for (const [name, context] of Object.entries({ wide: WIDE, narrow: NARROW })) {
  journey(`the catalog can be used by everyone, ${name}`, { hash: "#/catalog", context }, async ({ page }) => {
    await catalogIsRead(page);
    await page.waitForLoadState("networkidle");
    await inBothThemes(page, async (theme) => {
      await visit(page, "#/catalog");
      await page.getByText("35 of 35 blocks").waitFor();
      await screenshot(page, `catalog ${name} ${theme}`);
      await axe(page);
      await visit(page, "#/catalog/BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.2.0");
      await page.getByText("Breaking").or(page.getByText("compatible")).first().waitFor();
      await page.locator(".block-flow").waitFor();
      await screenshot(page, `article ${name} ${theme}`);
      await page.locator(".flow-frame").scrollIntoViewIfNeeded();
      await screenshot(page, `article flow ${name} ${theme}`);
      await page.getByRole("heading", { name: "In this project" }).scrollIntoViewIfNeeded();
      await screenshot(page, `article end ${name} ${theme}`);
      await axe(page);
    });
  });
}

