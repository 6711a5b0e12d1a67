// The catalog's list: blocks in the order of their rank, whatever was shown before, and registries that
// publish what nobody can read.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const visit = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const names = (page) => page.locator(".block-card h2").allInnerTexts();

/** Waits until the blocks found have these names, in this order. */
async function found(page, text, ...expected) {
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill(text);
  await page.getByText(`${expected.length} of 35 blocks`).waitFor();
  assert.deepEqual(await names(page), expected, `the order for "${text}"`);
}

journey("blocks stand in the order of their rank after every search", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await page.getByText("35 of 35 blocks").waitFor();
  await page.waitForLoadState("networkidle");
  const expected = ["Sensor Data Cleaning", "Compressor Monitoring Solution", "Plant Reliability Solution", "Compressor Feature Engineering"];
  await found(page, "SENSOR_DATA", ...expected);
  // From nothing, and from all, which are in another order.
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill("zzzz");
  await page.getByRole("heading", { name: "No block fits" }).waitFor();
  await found(page, "SENSOR_DATA", ...expected);
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill("");
  await page.getByText("35 of 35 blocks").waitFor();
  await found(page, "SENSOR_DATA", ...expected);
});

journey("tags stand in the order of their counts after every filter", { hash: "#/catalog", context: WIDE }, async ({ page }) => {
  await page.getByText("35 of 35 blocks").waitFor();
  await page.waitForLoadState("networkidle");
  const tags = page.getByRole("group", { name: "Tag", exact: true }).locator(".facet-count");
  for (const filter of ["fraud detection", "supply chain", "customer analytics"]) {
    const box = page.getByRole("group", { name: "Domain" }).getByRole("checkbox", { name: filter });
    await box.check();
    await page.getByRole("button", { name: `Take off: Domain: ${filter}` }).waitFor();
    const counts = (await tags.allInnerTexts()).map(Number);
    assert.deepEqual(counts, counts.toSorted((left, right) => right - left), filter);
    await box.uncheck();
    await page.getByText("35 of 35 blocks").waitFor();
  }
});

/** An index of `count` blocks. */
function index(count, ...more) {
  const block = (_, at) => ({ block_id: `B_${at}`, version: "1.0.0", name: `Block ${at}` });
  return { format_version: "1.0", updated_at: "2026-01-02T03:04:05Z", blocks: [...Array.from({ length: count }, block), ...more] };
}

async function addRegistry(page, key) {
  await visit(page, "#/catalog/registries");
  await page.getByRole("textbox", { name: "Key in references" }).fill(key);
  await page.getByRole("textbox", { name: "Address of the folder" }).fill(`${key.toLowerCase()}/`);
  await page.getByRole("button", { name: "Add from this address" }).click();
  const row = page.locator(".registry", { has: page.locator("code", { hasText: key }) });
  await row.waitFor();
  return row;
}

const HOSTILE = {
  block_id: "ENDLESS", version: "1.0.0", name: "endless ".repeat(5_000), description: "words ".repeat(5_000),
  tags: ["t".repeat(5_000)], inputs: Array.from({ length: 500 }, (_, at) => ({ name: `IN_${at}` })), outputs: [],
};
const odd = {
  hash: "#/catalog",
  context: WIDE,
  allow: [/404/, /failed request: [^ ]+\/(many|login|empty)\//],
  prepare: (page) => page.route("**/{many,login,empty}/**", (route) => {
    const [folder, ...file] = new URL(route.request().url()).pathname.slice(1).split("/");
    if (file.join("/") === "manifests/ENDLESS_v1.0.0.json") return route.fulfill({ json: HOSTILE });
    if (file.join("/") !== "index.json") return route.fulfill({ status: 404 });
    if (folder === "login") return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Sign in</title>" });
    return folder === "empty" ? route.fulfill({ body: "" }) : route.fulfill({ json: index(1_200, HOSTILE) });
  }),
};

journey("endless texts take a few lines, and counts are grouped", odd, async ({ page }) => {
  await page.getByText("35 of 35 blocks").waitFor();
  const many = await addRegistry(page, "MANY");
  await many.getByText("1,201 blocks in 1,201 versions, updated 2026-01-02 03:04 UTC").waitFor();
  await (await addRegistry(page, "LOGIN")).getByText("it is a web page and no JSON; maybe the host asks to sign in").waitFor();
  const empty = await addRegistry(page, "EMPTY");
  await empty.getByText("index.json was not read: it is empty").waitFor();
  assert.equal(await empty.getByText("Files that could not be read").count(), 0, "told once");
  await page.waitForFunction(() => ![...document.querySelectorAll(".registry")].some((row) => /Reading \d+ of/.test(row.textContent)));
  await page.getByRole("heading", { name: "Add a registry" }).scrollIntoViewIfNeeded();
  await screenshot(page, "catalog registries odd");
  await visit(page, "#/catalog");
  await page.getByText("1,236 of 1,236 blocks").waitFor();
  await page.getByRole("button", { name: "Show 60 more of 1,176" }).waitFor();
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill("endless");
  await page.getByText("1 of 1,236 blocks").waitFor();
  const height = await page.locator(".block-card").evaluate((card) => card.offsetHeight);
  assert.ok(height < 400, `a card of ${height} pixels`);
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `catalog endless ${theme}`);
  });
  await visit(page, "#/catalog/MANY/ENDLESS");
  await page.getByText("simple: 0 recipes and 0 datasets inside").waitFor();
  const title = await page.getByRole("heading", { level: 1 }).evaluate((heading) => heading.offsetHeight);
  assert.ok(title < 150, `a name of ${title} pixels`);
  // Five hundred ports come a page at a time.
  assert.equal(await page.locator(".article-port").count(), 40);
  assert.equal(await page.locator(".feed").count(), 40);
  await page.getByRole("button", { name: "Show 40 more of 460 ports" }).click();
  await page.getByRole("button", { name: "Show 40 more of 420 ports" }).waitFor();
  assert.equal(await page.locator(".article-port").count(), 80);
  await page.getByText("It has 500 nodes; flows of at most 400 are drawn.").waitFor();
  await axe(page);
  await screenshot(page, "article endless");
});

journey("one of a thing is told in the singular", { hash: "#/catalog/BLOCKS_REGISTRY/CUSTOMER_360", context: WIDE }, async ({ page }) => {
  await page.getByText("simple: 2 recipes and 1 dataset inside").waitFor();
});
