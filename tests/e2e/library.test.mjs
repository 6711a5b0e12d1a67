// A registry in the library of a project on a DSS: found, read over the connection, kept for when there is none.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";
import { connected, main } from "./connecting.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const visit = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const button = (page, name) => main(page).getByRole("button", { name });
const group = (page) => page.getByRole("group", { name: "From the library of a project on the connected DSS" });

async function connect(page) {
  await button(page, "Connect to the demo instance").click();
  await connected(page, "Demo instance");
}

async function registries(page) {
  await visit(page, "#/catalog/registries");
  await page.getByRole("radio", { name: "Registries" }).waitFor();
}

async function add(page, key, project, folder) {
  await page.getByRole("textbox", { name: "Key in references" }).fill(key);
  await group(page).getByRole("combobox", { name: "Project key" }).fill(project);
  await group(page).getByRole("textbox", { name: "Folder of its library" }).fill(folder);
  await group(page).getByRole("button", { name: "Add from this library" }).click();
}

const requests = [];
const watching = { hash: "#/catalog/registries", context: WIDE, prepare: (page) => page.on("request", (request) => requests.push(request.url())) };

journey("a registry is read from the library of a project, and from its copy without a connection", watching, async ({ page }) => {
  await group(page).getByRole("link", { name: "Connect" }).click();
  await connect(page);
  await registries(page);

  // What is not there is told in its place, and nothing is added.
  const refusal = page.locator("#registry-refusal");
  await add(page, "TEAM", "RELIABILITY_ANALYTICS", "");
  await refusal.getByText("The library of RELIABILITY_ANALYTICS has no blocks/index.json").waitFor();
  await add(page, "TEAM", "NOWHERE", "");
  await refusal.getByText(/NOWHERE/).waitFor();
  await add(page, "BLOCKS_REGISTRY", "BLOCKS_REGISTRY", "");
  await refusal.getByText("There is a registry BLOCKS_REGISTRY already").waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `catalog library ${theme}`);
  });

  await page.waitForLoadState("networkidle");
  requests.length = 0;
  await add(page, "TEAM", "BLOCKS_REGISTRY", "blocks");
  const team = page.locator(".registry", { has: page.getByText("TEAM", { exact: true }) });
  await team.getByText("The folder blocks in the library of BLOCKS_REGISTRY on the demo instance").waitFor();
  await team.getByText("loaded", { exact: true }).waitFor();
  await team.getByText(/^35 blocks in 49 versions/).waitFor();
  await page.waitForFunction(() => ![...document.querySelectorAll(".registry")].some((row) => /Reading \d+ of/.test(row.textContent)));
  assert.equal(await team.getByText("Files that could not be read").count(), 0);
  assert.deepEqual(requests, [], "the demo instance is in the page");

  // Its blocks are found and read like any other's.
  await visit(page, "#/catalog/TEAM/SENSOR_DATA_CLEANING@1.1.0");
  await page.getByRole("heading", { level: 1, name: "Sensor Data Cleaning" }).waitFor();

  // Without a connection the copy is used, which says so; a connection brings the registry back.
  await page.reload();
  await registries(page);
  await team.locator(".registry-why", { hasText: "this page is not connected to that DSS" }).waitFor();
  await team.getByText(/^35 blocks in 49 versions/).waitFor();
  await axe(page);
  await team.getByRole("button", { name: "Connect to read TEAM" }).click();
  await connect(page);
  await registries(page);
  await team.getByText("loaded", { exact: true }).waitFor();
  await team.getByRole("button", { name: "Remove TEAM" }).click();
  await team.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => localStorage["blockwright.registries"]), "[]");
});
