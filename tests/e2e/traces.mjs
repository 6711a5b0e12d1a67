// What a page keeps, shows and sends, searched for a key in every spelling.

import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

const base64 = (text) => Buffer.from(text).toString("base64");
const base64url = (text) => Buffer.from(text).toString("base64url");
const swapped = (text) => text.replace(/[a-z]/gi, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()));
const html = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const json = (text) => JSON.stringify(text).slice(1, -1);

/** Ways in which a server may repeat a key, by name. */
export const ECHOES = {
  "as given": (key) => key,
  "as a part of an address": encodeURIComponent,
  "as an address": encodeURI,
  "as Base64": base64,
  "as it is sent": (key) => base64(`${key}:`),
  "as a password": (key) => base64(`:${key}`),
  "as Base64 of addresses": (key) => base64url(`${key}:`),
  "behind a login": (key) => base64(`ada:${key}`),
  "in the other case": swapped,
  "as JSON": json,
  "as HTML": html,
  "as an attribute": (key) => html(key).replaceAll('"', "&quot;"),
};

/** All ways in which a key could be written. */
export function spellings(key) {
  const plain = key.trim();
  const all = [...Object.values(ECHOES).map((spell) => spell(plain)), json(json(plain)), plain.toLowerCase(), plain.toUpperCase()];
  return [...new Set(all)];
}

/** The texts of all files in an archive. */
export function unpacked(archive) {
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

/** The texts that a link carries: what is packed in each long word of it. */
export function carried(link) {
  const texts = [link];
  for (const [word] of link.matchAll(/[\w-]{40,}/g)) {
    const bytes = Buffer.from(word, "base64url");
    texts.push(bytes.toString());
    for (let start = 0; start < 8; start += 1) {
      try {
        texts.push(inflateRawSync(bytes.subarray(start), { finishFlush: 2 }).toString());
      } catch {
        // It does not begin there.
      }
    }
  }
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
  const files = [];
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      files.push(`${path}${name}`);
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else files.push(await (await handle.getFile()).text());
    }
  };
  await walk(await navigator.storage.getDirectory(), "/");
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) cached.push(name, request.url, await (await cache.match(request)).text());
  }
  const shadows = [...document.querySelectorAll("*")].map((element) => element.shadowRoot?.innerHTML ?? "");
  return {
    "local storage": JSON.stringify({ ...localStorage }),
    "session storage": JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    IndexedDB: records.join("\n"),
    "private files": files.join("\n"),
    "the document": document.documentElement.outerHTML,
    "shadow roots": shadows.join("\n"),
    "its texts": document.body.innerText,
    fields: [...document.querySelectorAll("input, textarea, select")].map((field) => field.value).join("\n"),
    "title, address and history": `${document.title} ${window.name} ${location.href} ${document.referrer} ${JSON.stringify(history.state)}`,
    "names of what was loaded": performance.getEntries().map((entry) => entry.name).join("\n"),
    caches: cached.join("\n"),
  };
}

/** Everything that leaves the page but the header that holds the key. */
export function watch(page) {
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

/** Fails if the key is in anything that the page keeps or shows, that left it, or in `more`. Gives back all of it. */
export async function isNowhere(page, left, key, more = {}) {
  const places = { ...(await page.evaluate(traces)), ...more };
  for (const [name, texts] of Object.entries(left)) places[name] = texts.join("\n");
  for (const spelling of spellings(key)) {
    for (const [name, text] of Object.entries(places)) {
      const at = text.indexOf(spelling);
      assert.ok(at < 0, `the key is in ${name}: ${text.slice(Math.max(0, at - 80), at + spelling.length + 40)}`);
    }
  }
  return places;
}
