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

const SOLUTION = `version: "1.0"
project:
  key: LINE
  name: Line
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: monitoring
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

/** No registry is being read any more. */
async function registriesAreRead(page) {
  await page.waitForFunction(() => ![...document.querySelectorAll(".registry")].some((row) => /Reading \d+ of/.test(row.textContent)));
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

journey("a breaking upgrade names its ports, is set with one click, and is finished by fixes", { context: WIDE }, async ({ page }) => {
  await openText(page, OLD);
  await visit(page, "#/catalog/outdated");
  await page.getByText("breaks users").waitFor();
  await page.getByText("input NETWORK_FEATURES is new and required").waitFor();
  await screenshot(page, "catalog outdated");
  await axe(page);
  await page.getByRole("button", { name: /Set version 2\.0\.0/ }).click();
  await page.getByRole("heading", { level: 1, name: "Plan" }).waitFor({ state: "attached" });
  await page.getByText("the required input NETWORK_FEATURES").first().waitFor();

  await page.getByRole("link", { name: "Show all problems" }).click();
  // The first problem is open; each fix leads to the next.
  for (const fix of ["Map NETWORK_FEATURES", "Declare the dataset NETWORK_FEATURES"]) {
    await page.locator(".problem-open", { hasText: fix }).getByRole("button", { name: "Apply fix" }).click();
  }
  await page.getByRole("heading", { name: "Nothing is wrong" }).waitFor();
  await visit(page, "#/plan");
  const plan = page.getByRole("tree");
  await plan.getByText("NETWORK_FEATURES").first().waitFor();
  await plan.getByText("scoring").first().waitFor();
  await visit(page, "#/catalog/outdated");
  await page.getByRole("heading", { name: "Every block is up to date" }).waitFor();

  // Three gestures: the version, the input, the dataset.
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("Control+z");
  await page.getByText("breaks users").waitFor();
});

journey("members that a solution pins are told with who can move them", { context: WIDE }, async ({ page }) => {
  await openText(page, SOLUTION);
  await visit(page, "#/catalog/outdated");
  const entry = (name) => page.locator(".outdated-entry", { has: page.getByRole("heading", { name, exact: true }) });
  await entry("features in monitoring").getByText("1.1.0 has it in version 1.2.0: move the solution").waitFor();
  await entry("anomaly in monitoring").getByText("so rel-analytics, who owns COMPRESSOR_MONITORING_SOLUTION, has to publish one").waitFor();
  await screenshot(page, "catalog outdated members");
  await axe(page);
  await entry("features in monitoring").getByRole("link", { name: "COMPRESSOR_FEATURE_ENG" }).click();
  await page.getByRole("heading", { level: 1, name: "Compressor Feature Engineering" }).waitFor();
});

journey("pages of the catalog are in the address, and Back leads to them", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await catalogIsRead(page);
  const hash = () => page.evaluate(() => location.hash);
  const isChosen = (name) => page.getByRole("radio", { name, checked: true }).waitFor();
  await side(page, "Outdated");
  assert.equal(await hash(), "#/catalog/outdated");
  await side(page, "Registries");
  assert.equal(await hash(), "#/catalog/registries");
  await page.getByRole("button", { name: "Refresh BLOCKS_REGISTRY" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.reload();
  await isChosen("Registries");
  await page.goBack();
  await isChosen("Outdated");
  await page.goBack();
  await isChosen("Blocks");
  await page.getByRole("link", { name: "Sensor Data Cleaning" }).click();
  await page.getByRole("heading", { level: 1, name: "Sensor Data Cleaning" }).waitFor();
  await page.getByRole("link", { name: "1.0.0", exact: true }).click();
  await page.locator(".article-reference", { hasText: "@1.0.0" }).waitFor();
  await page.goBack();
  await page.locator(".article-reference", { hasText: "@1.1.0" }).waitFor();
  await page.goBack();
  await page.getByText("35 of 35 blocks").waitFor();
});

journey("a registry is read anew on request", { hash: "#/catalog/registries", context: WIDE }, async ({ page }) => {
  const demo = page.locator(".registry", { hasText: "BLOCKS_REGISTRY" });
  await demo.getByText("35 blocks in 49 versions").waitFor();
  await page.waitForLoadState("networkidle");
  const smaller = { format_version: "1.0", registry_info: { name: "Grown" }, blocks: [{ block_id: "ONLY", version: "1.0.0" }] };
  await page.route("**/registry/blocks/index.json", (route) => route.fulfill({ json: smaller }));
  await page.route("**/manifests/ONLY_v1.0.0.json", (route) => route.fulfill({ json: { block_id: "ONLY", version: "1.0.0" } }));
  await page.getByRole("button", { name: "Refresh BLOCKS_REGISTRY" }).click();
  await page.locator(".registry", { hasText: "Grown" }).getByText("1 block in 1 version").waitFor();
  await side(page, "Blocks");
  await page.getByText("1 of 1 block").waitFor();
});

const CLIPBOARD = { ...WIDE, permissions: ["clipboard-read", "clipboard-write"] };
journey("an article gives its reference and leads to where the project uses the block", { context: CLIPBOARD }, async ({ page }) => {
  await openText(page, OLD);
  await visit(page, "#/catalog/BLOCKS_REGISTRY/FRAUD_SCORING");
  await page.getByRole("button", { name: "Copy the reference" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "BLOCKS_REGISTRY/FRAUD_SCORING@2.0.0");
  await page.getByRole("button", { name: "scoring in 1.0.0" }).click();
  await page.getByRole("heading", { level: 1, name: "Source" }).waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => location.hash), "#/source/solution.yml?line=6");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Fraud Scoring" }).waitFor();
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
    // What the other registries still read would be cut off.
    await page.waitForLoadState("networkidle");
    await page.reload();
    await page.locator(".catalog-trouble").getByText("BROKEN cannot be used").waitFor();
    await side(page, "Registries");
    await page.getByRole("button", { name: "Remove BROKEN" }).click();
    await broken.waitFor({ state: "detached" });
    assert.match(await page.evaluate(() => localStorage["blockwright.registries"]), /^\[\{"key":"MISSING","url":"[^"]+"\}\]$/);
  },
);

journey(
  "a registry does without levels and domains of its own, and a broken file of them is told",
  {
    hash: "#/catalog",
    context: WIDE,
    allow: [/404/],
    prepare: (page) => page.route("**/{plain,odd}/{index,domain_config}.json", (route) => {
      const [folder, file] = new URL(route.request().url()).pathname.split("/").slice(-2);
      if (file === "index.json") return route.fulfill({ body: '{"format_version": "1.0", "blocks": []}' });
      return folder === "odd" ? route.fulfill({ body: "oops" }) : route.continue();
    }),
  },
  async ({ page }) => {
    await catalogIsRead(page);
    await addRegistry(page, "ODD", "odd/");
    await page.locator(".registry", { hasText: "ODD" }).getByText("Files that could not be read (1)").waitFor();
    await addRegistry(page, "PLAIN", "plain/");
    const plain = page.locator(".registry", { hasText: "PLAIN" });
    await plain.getByText("0 blocks in 0 versions").waitFor();
    await registriesAreRead(page);
    assert.equal(await plain.getByText("Files that could not be read").count(), 0);
  },
);

/** The sizes of all copies kept, by place and path, after `change` of their store. */
function kept(page, change = "") {
  return page.evaluate((change) => new Promise((done, failed) => {
    const request = indexedDB.open("blockwright-registries");
    request.onerror = failed;
    request.onsuccess = () => {
      const store = request.result.transaction("sizes", "readwrite").objectStore("sizes");
      if (change) store.put([1, 300_000_000], [change, "index.json"]);
      store.getAllKeys().onsuccess = (event) => {
        request.result.close();
        done([...new Set(event.target.result.map(([place]) => place.split(" ")[0]))]);
      };
    };
  }), change);
}

journey("what is kept of registries is forgotten with them, and when it becomes too much", { hash: "#/catalog", context: WIDE, allow: [/404/] }, async ({ page, url }) => {
  const becomes = async (...keys) => {
    const deadline = Date.now() + 10_000;
    while (String(await kept(page)) !== String(keys)) {
      assert.ok(Date.now() < deadline, `kept: ${await kept(page)}, not ${keys}`);
      await page.waitForTimeout(50);
    }
  };
  await catalogIsRead(page);
  await addRegistry(page, "TWIN", "registry/blocks/");
  await page.locator(".registry", { hasText: "TWIN" }).getByText("35 blocks in 49 versions").waitFor();
  await page.waitForLoadState("networkidle");
  await becomes("BLOCKS_REGISTRY", "TWIN");
  await page.getByRole("button", { name: "Remove TWIN" }).click();
  await becomes("BLOCKS_REGISTRY");
  // Too old and too large; the next file that is kept makes room.
  await addRegistry(page, "OLD", "nowhere/");
  await page.locator(".registry", { hasText: "OLD" }).getByText("the host answered 404").first().waitFor();
  assert.deepEqual(await kept(page, `OLD ${url}nowhere/`), ["BLOCKS_REGISTRY", "OLD"]);
  await page.getByRole("button", { name: "Refresh BLOCKS_REGISTRY" }).click();
  await becomes("BLOCKS_REGISTRY");
  await registriesAreRead(page);
  // Of a registry that nobody knows any more.
  await kept(page, "GONE https://gone.example/");
  await page.reload();
  await becomes("BLOCKS_REGISTRY");
  await side(page, "Registries");
  await registriesAreRead(page);
});

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

journey("single manifests from disk make a registry, and other files do not", { hash: "#/catalog/registries", context: WIDE }, async ({ page }) => {
  const files = page.locator("[data-registry-files]");
  await page.getByRole("textbox", { name: "Key in references" }).fill("MINE");
  await files.setInputFiles([path.join(REGISTRY, "schemas/clean_vibration.json")]);
  await page.getByText("there is neither an index.json nor the manifest of a block").waitFor();
  await files.setInputFiles([
    path.join(REGISTRY, "manifests/SENSOR_DATA_CLEANING_v1.1.0.json"),
    path.join(REGISTRY, "schemas/clean_vibration.json"),
  ]);
  await page.locator(".registry", { hasText: "MINE" }).getByText("1 block in 1 version").waitFor();
  await visit(page, "#/catalog/MINE/SENSOR_DATA_CLEANING@1.1.0");
  await page.getByRole("heading", { name: "Inside" }).waitFor();
  await page.getByText("columns of CLEAN_VIBRATION").waitFor();
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

