// Registries on other hosts: one that lets the page read it, one that does not, one that never ends,
// and a page whose policy names none of them.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { allow } from "../../.ci/origins.mjs";
import { axe, journey, screenshot } from "./browser.mjs";

const HERE = import.meta.dirname;
const DIST = path.resolve(HERE, "../../dist");
const REGISTRY = path.resolve(HERE, "../../public/registry/blocks");
const WIDE = { viewport: { width: 1280, height: 800 } };
const ELSEWHERE = /another origin|localhost:\d+\/.*(net::ERR_FAILED)|Failed to load resource|blocked by CORS policy/;

// A registry each: `open` with the header that lets any page read it, `closed` without, `endless` with an
// index that has no end and does not say so, `large` with one that says its size.
const hosts = {};
const root = mkdtempSync(path.join(os.tmpdir(), "blockwright-"));

function host(name, answer) {
  const server = createServer((request, response) => void answer(request, response));
  hosts[name] = { server, cut: 0 };
  return new Promise((done) => server.listen(0, "127.0.0.1", () => {
    hosts[name].origin = `http://localhost:${server.address().port}`;
    done();
  }));
}

async function registry(request, response, headers) {
  const body = await readFile(path.join(REGISTRY, new URL(request.url, "http://x").pathname)).catch(() => undefined);
  response.writeHead(body ? 200 : 404, { "Content-Type": "application/json", ...headers }).end(body);
}

const ANYBODY = { "Access-Control-Allow-Origin": "*" };

await host("open", (request, response) => registry(request, response, ANYBODY));
await host("closed", (request, response) => registry(request, response, {}));
await host("endless", (request, response) => {
  response.writeHead(200, { "Content-Type": "application/json", ...ANYBODY });
  const block = Buffer.alloc(1024 * 1024, " ");
  const pour = () => {
    while (!response.destroyed && response.write(block));
  };
  response.on("drain", pour).on("close", () => (hosts.endless.cut += 1));
  pour();
});
await host("large", (request, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 1024 ** 4, ...ANYBODY });
  response.on("close", () => (hosts.large.cut += 1));
  response.write("{");
});

before(() => {
  cpSync(DIST, root, { recursive: true });
  allow(root, ["open", "closed", "endless", "large"].map((name) => hosts[name].origin));
});
after(() => {
  for (const { server } of Object.values(hosts)) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(root, { recursive: true });
});

async function addRegistry(page, key, address) {
  await page.getByRole("radio", { name: "Registries" }).check();
  await page.getByRole("textbox", { name: "Key in references" }).fill(key);
  await page.getByRole("textbox", { name: "Address of the folder" }).fill(address);
  await page.getByRole("button", { name: "Add from this address" }).click();
  return page.locator(".registry", { hasText: address });
}

/** Waits for something that no page shows. */
async function until(holds) {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 100, `${holds} did not come true`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const options = { root, hash: "#/catalog", context: WIDE, allow: [ELSEWHERE] };

journey("a registry of another host is added, and a block of it found", options, async ({ page }) => {
  await page.getByText("of 35 blocks").waitFor();
  const row = await addRegistry(page, "TEAM", `${hosts.open.origin}/`);
  await row.getByText("35 blocks in 49 versions").waitFor();
  await page.getByRole("radio", { name: "Blocks" }).check();
  await page.getByText("70 of 70 blocks").waitFor();
  await page.getByRole("checkbox", { name: /TEAM/ }).check();
  await page.getByRole("searchbox", { name: "Search the blocks" }).fill("clean sensor");
  await page.locator(".block-card", { hasText: "SENSOR_DATA_CLEANING" }).first().getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Sensor Data Cleaning" }).waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/catalog\/TEAM\/SENSOR_DATA_CLEANING@/);
});

journey("a host that lets no other page read it is told so, with the header it needs", options, async ({ page, url }) => {
  const row = await addRegistry(page, "CLOSED", `${hosts.closed.origin}/`);
  const header = `need the header Access-Control-Allow-Origin: ${new URL(url).origin} (CORS)`;
  await row.locator(".registry-why", { hasText: header }).waitFor();
  await axe(page);
  await screenshot(page, "catalog other host");
});

// That is how a request that is cut off looks from outside.
const CUT_OFF = /failed request: .*\/(index|hierarchy_config|domain_config)\.json \(net::ERR_ABORTED\)/;

journey("an index without end is cut off at its cap", { ...options, allow: [ELSEWHERE, CUT_OFF] }, async ({ page }) => {
  const endless = await addRegistry(page, "ENDLESS", `${hosts.endless.origin}/`);
  await endless.locator(".registry-why", { hasText: "it has more than 64 MB, and the rest was not read" }).waitFor();
  await until(() => hosts.endless.cut > 0);
  const large = await addRegistry(page, "LARGE", `${hosts.large.origin}/`);
  await large.locator(".registry-why", { hasText: "it has more than 64 MB, and the rest was not read" }).waitFor();
  await until(() => hosts.large.cut > 0);
});

journey(
  "a page whose policy names no other host says so",
  { ...options, root: DIST, allow: [ELSEWHERE, /Content Security Policy/i, /policy violation: connect-src/] },
  async ({ page }) => {
    const row = await addRegistry(page, "TEAM", `${hosts.open.origin}/`);
    await row.locator(".registry-why", { hasText: `the policy of this page lets it read nothing from ${hosts.open.origin}` }).waitFor();
  },
);

test("only origins are allowed, and none by accident", () => {
  for (const wrong of ["https://host/blocks/", "http://host", "*", "https:", "'unsafe-inline'", "https://a b"]) {
    assert.throws(() => allow(root, [wrong]), /Nothing was changed/, wrong);
  }
});
