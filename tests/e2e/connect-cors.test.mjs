// A DSS at another origin, behind nginx that answers the page of one origin with CORS headers; and what both
// configurations of docs/hosting do to requests.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { allow } from "../../.ci/origins.mjs";
import { axe, DIST, inBothThemes, journey, screenshot } from "./browser.mjs";
import { choose, connected, failsAt, main, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startCors, startProxy } from "./nginx.mjs";
import { serve } from "./serve.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
// What a browser says by itself of an origin that does not answer this page.
const ELSEWHERE = /request to another origin|blocked by CORS policy|failed request: .*|Failed to load resource/;

const folder = mkdtempSync(path.join(os.tmpdir(), "blockwright-"));
const servers = {};
const started = async (name, server) => (servers[name] = await server);

before(async () => {
  cpSync(DIST, folder, { recursive: true });
  const dss = await started("dss", startDss());
  const page = await started("page", serve({ root: folder }));
  const pageOrigin = new URL(page.url).origin;
  const cors = await started("cors", startCors({ pageOrigin, dssPort: dss.port }));
  const other = await started("other", startCors({ pageOrigin: "https://blocks.other.example", dssPort: dss.port }));
  allow(folder, [cors.origin, other.origin]);
});
after(async () => {
  for (const server of Object.values(servers).reverse()) await server.close();
  rmSync(folder, { recursive: true });
});

const options = { at: () => servers.page.url, hash: "#/connect", context: WIDE, allow: [ELSEWHERE] };

async function connect(page, address) {
  await choose(page, /^At another address/);
  await main(page).getByRole("textbox", { name: "Address of DSS" }).fill(address);
  await typeKey(page, "demo-admin");
}

journey("a DSS at another origin is connected to, with its version", options, async ({ page }) => {
  await connect(page, servers.cors.origin);
  await connected(page, servers.cors.origin);
  const facts = main(page).locator(".connect-facts");
  for (const fact of ["15.2.0", "At another origin", "admin"]) await facts.getByText(fact).first().waitFor();
});

journey("an origin that does not answer this page: what to check, in order, and what to copy", options, async ({ page, url }) => {
  const origin = new URL(url).origin;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await connect(page, servers.other.origin);
  const said = await failsAt(page, "Something answers there");
  const places = ["Is the address right", "Does the proxy in front of DSS forward", `Access-Control-Allow-Origin: ${origin}`];
  const found = places.map((words) => said.indexOf(words));
  assert.ok(found.every((place, index) => place >= 0 && place > (found[index - 1] ?? -1)), said);
  const copied = async (name) => {
    await main(page).getByRole("button", { name }).click();
    await main(page).getByRole("button", { name: "Copied" }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await main(page).getByRole("button", { name: "Copied" }).waitFor({ state: "detached" });
    return text;
  };
  assert.equal(await copied("Copy the origin"), origin);
  assert.ok((await copied("Copy nginx for CORS")).includes(`"${origin}" $http_origin;`));
  assert.ok((await copied("Copy nginx for a proxy")).includes("location /dip/publicapi/"));
  await inBothThemes(page, () => axe(page));
  await screenshot(page, "connect cors refused");
  // The key is kept for another try, until it is forgotten.
  await main(page).getByRole("button", { name: "Forget the key" }).click();
  await main(page).getByText("Disconnected. The key is forgotten.").waitFor();
});

journey("an address where nobody is says the same list", options, async ({ page }) => {
  await servers.other.close();
  delete servers.other;
  const gone = [...(await page.evaluate(() => document.querySelector("meta[http-equiv]").content)).matchAll(/http:\/\/localhost:\d+/g)].at(-1)[0];
  await connect(page, gone);
  assert.ok((await failsAt(page, "Something answers there")).includes("Is the address right, and does DSS run?"));
});

// Below: what the configurations do, without a page.

/** A server that says what it was asked, and answers with headers that no page may see. */
async function startEcho() {
  const headers = { "Set-Cookie": "dss=1", "WWW-Authenticate": "Basic", "Access-Control-Allow-Origin": "*" };
  const server = createServer((request, response) => {
    const status = request.url.includes("missing") ? 404 : 200;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify({ target: request.url, cookie: request.headers.cookie ?? null }));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { port: server.address().port, close: () => new Promise((done) => server.close(done)) };
}

test("both configurations keep every byte of a path, and no cookie", async (context) => {
  const echo = await startEcho();
  context.after(() => echo.close());
  const proxy = await startProxy({ root: DIST, dssPort: echo.port });
  context.after(() => proxy.close());
  const cors = await startCors({ pageOrigin: "https://blocks.example.com", dssPort: echo.port });
  context.after(() => cors.close());
  const target = "/dip/publicapi/projects/P/libraries/contents//a%2Fb%23c%3F?x=%2F";
  for (const { origin } of [proxy, cors]) {
    const response = await fetch(origin + target, { headers: { Cookie: "session=1" } });
    assert.deepEqual(await response.json(), { target, cookie: null });
    assert.equal(response.headers.get("set-cookie"), null);
    assert.equal(response.headers.get("www-authenticate"), null);
    assert.equal(response.headers.get("cache-control"), "no-store");
    for (const outside of ["/dip/login/", "/dip/api/x", "/api/x"]) {
      assert.equal((await fetch(origin + outside)).status, 404, `${origin}${outside}`);
    }
  }
});

test("only the page's origin is allowed, also on errors, and a preflight needs no key", async (context) => {
  const echo = await startEcho();
  context.after(() => echo.close());
  const page = "https://blocks.example.com";
  const cors = await startCors({ pageOrigin: page, dssPort: echo.port });
  context.after(() => cors.close());
  const url = `${cors.origin}/dip/publicapi/missing`;
  for (const [method, status] of [["OPTIONS", 204], ["GET", 404]]) {
    for (const [origin, allowed] of [[page, page], ["https://evil.example", null], ["null", null]]) {
      const response = await fetch(url, { method, headers: { Origin: origin } });
      assert.equal(response.status, status);
      assert.equal(response.headers.get("access-control-allow-origin"), allowed, `${method} from ${origin}`);
      assert.equal(response.headers.get("access-control-allow-credentials"), null);
    }
  }
  const preflight = await fetch(url, { method: "OPTIONS", headers: { Origin: page } });
  assert.match(preflight.headers.get("access-control-allow-headers"), /Authorization/);
});
