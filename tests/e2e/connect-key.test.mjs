// A key is nowhere but in the memory of the page and in the header of requests to the API: keys of twelve
// shapes are planted, and looked for everywhere else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { inflateRawSync } from "node:zlib";

import { DIST, journey } from "./browser.mjs";
import { choose, connected, failsAt, main, READ, REFUSED, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startProxy } from "./nginx.mjs";
import { startRefusing } from "./refusing.mjs";

const SHAPES = {
  "as DSS makes them": "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW",
  "with quotes": `q"uo'te\`d\\kEy-01`,
  "as markup": "<img/src=x/onerror=alert(02)>",
  "with escapes of addresses": "%6b%2FeY%00-03+&=#?",
  "as a placeholder": "{{env.KEY_04}}${KEY_04}",
  "as a query": "key=abc05&token=def05#frag",
  "as Base64": "QmFzZTY0S2V5LTA2+/abcd==",
  "as a token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwNyJ9.c2lnbmF0dXJlMDc",
  "as a pattern": ".*[^a-z]+(08)|\\d{3}$^",
  "as a command": "';DROP/**/TABLE/keys;--09",
  "very long": `long-10-${"x9Yz".repeat(500)}`,
  "with spaces around": "  padded-key-0011  ",
};

/** All ways in which a key could be written. */
function spellings(key) {
  const plain = key.trim();
  const escaped = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const base64 = (text) => Buffer.from(text).toString("base64");
  const all = [plain, escaped, escaped.replaceAll('"', "&quot;"), encodeURIComponent(plain), encodeURI(plain)];
  all.push(JSON.stringify(plain).slice(1, -1), base64(`${plain}:`), base64(plain), base64(`:${plain}`));
  return [...new Set(all)];
}

/** The texts of all files in an archive. */
function unpacked(archive) {
  const texts = [];
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [method, size] = [archive.readUInt16LE(at + 8), archive.readUInt32LE(at + 18)];
    const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
    const bytes = archive.subarray(start, start + size);
    texts.push((method === 8 ? inflateRawSync(bytes) : bytes).toString());
    at = start + size;
  }
  assert.ok(texts.length > 0, "the archive is empty");
  return texts.join("\n");
}

/** Runs in the page: all that it keeps and shows. */
async function traces() {
  const records = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      for (const request of [all.getAll(), all.getAllKeys()]) {
        records.push(await new Promise((done) => (request.onsuccess = () => done(JSON.stringify(request.result)))));
      }
    }
    database.close();
  }
  return {
    "local storage": JSON.stringify({ ...localStorage }),
    "session storage": JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    IndexedDB: records.join("\n"),
    "the document": document.documentElement.outerHTML,
    "its texts": document.body.innerText,
    fields: [...document.querySelectorAll("input, textarea, select")].map((field) => field.value).join("\n"),
    "title, address and history": `${document.title} ${location.href} ${JSON.stringify(history.state)}`,
    caches: JSON.stringify(await caches.keys()),
  };
}

/** Everything that leaves the page but the header that holds the key. */
function watch(page) {
  const left = { "addresses of requests": [], "headers of requests": [], "bodies of requests": [], console: [] };
  const authorized = [];
  page.on("request", async (request) => {
    left["addresses of requests"].push(request.url());
    left["bodies of requests"].push(request.postData() ?? "");
    const { authorization, ...others } = request.headers();
    left["headers of requests"].push(JSON.stringify(others));
    if (authorization !== undefined) authorized.push(new URL(request.url()).pathname);
  });
  page.on("console", (message) => left.console.push(message.text()));
  page.on("pageerror", (error) => left.console.push(`${error.message} ${error.stack}`));
  return { left, authorized };
}

async function isNowhere(page, left, key, more = {}) {
  const places = { ...(await page.evaluate(traces)), ...more };
  for (const [name, texts] of Object.entries(left)) places[name] = texts.join("\n");
  for (const spelling of spellings(key)) {
    for (const [name, text] of Object.entries(places)) assert.ok(!text.includes(spelling), `the key is in ${name}`);
  }
  return places;
}

let echo;
let echoing;
let dss;
let proxy;
before(async () => {
  echo = await startRefusing("an answer with the key in it");
  echoing = await startProxy({ root: DIST, dssPort: echo.port });
  dss = await startDss(["--key", `${SHAPES["as DSS makes them"]}=admin,login:planted`]);
  proxy = await startProxy({ root: DIST, dssPort: dss.port });
});
after(async () => {
  for (const server of [proxy, dss, echoing, echo]) await server?.close();
});

for (const [name, key] of Object.entries(SHAPES)) {
  const options = { at: () => echoing.url, hash: "#/connect", allow: [REFUSED] };
  journey(`a key ${name} that a server repeats in its refusal is nowhere`, options, async ({ page }) => {
    const { left, authorized } = watch(page);
    await choose(page, /^Through the host of this page/);
    await typeKey(page, key);
    const said = await failsAt(page, "DSS accepts the key");
    assert.ok(said.includes("Unknown API key"), said);
    const sent = echo.seen.at(-1).authorization;
    assert.equal(Buffer.from(sent.replace("Basic ", ""), "base64").toString(), `${key.trim()}:`, "another key was sent");
    await isNowhere(page, left, key);
    assert.ok(authorized.length > 0 && authorized.every((path) => path.startsWith("/dip/publicapi/")), authorized.join());
  });
}

const options = { at: () => proxy.url, hash: "#/connect", context: { viewport: { width: 1280, height: 800 } }, allow: [READ] };

journey("a key that opens DSS is in no view, draft, export or file", options, async ({ page }) => {
  const key = SHAPES["as DSS makes them"];
  const { left, authorized } = watch(page);
  await choose(page, /^Through the host of this page/);
  await typeKey(page, key);
  await connected(page, "DSS behind this host");
  await main(page).getByText("What only reads was tried out").waitFor();
  // A change, so that there is a draft.
  await page.evaluate(() => (location.hash = "#/environment"));
  await page.getByRole("textbox", { name: "New variable" }).fill("REGION");
  await page.getByRole("button", { name: "Add variable" }).click();
  for (const view of ["", "canvas", "source", "problems", "plan", "state", "catalog", "compose", "projects", "connect"]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
    await main(page).getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await isNowhere(page, left, key);
  }
  const downloaded = page.waitForEvent("download");
  await page.getByRole("banner").getByRole("button", { name: "Project" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Export project" }).click();
  const archive = readFileSync(await (await downloaded).path());
  const places = await isNowhere(page, left, key, { "the export": unpacked(archive) });
  // What was searched is there to be searched.
  assert.match(places["the export"], /^ *datasets:/m);
  assert.ok(places["addresses of requests"].includes("/dip/publicapi/instance-info"));
  assert.ok(places.IndexedDB.length > 100 && places["the document"].includes("Connected to"));
  assert.ok(authorized.every((path) => path.startsWith("/dip/publicapi/")), authorized.join());
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
  assert.equal(await main(page).getByRole("heading", { name: /Connected to/ }).count(), 0);
});
