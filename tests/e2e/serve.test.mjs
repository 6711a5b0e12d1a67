// The server sends what a careful host sends, and nothing from outside its folder.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";

import { serve } from "./serve.mjs";

const PAGE = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`;
let folder;
let server;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "serve-"));
  const root = path.join(folder, "dist");
  mkdirSync(path.join(root, "docs"), { recursive: true });
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  writeFileSync(path.join(root, "index.html"), PAGE);
  writeFileSync(path.join(root, "docs/index.html"), "docs");
  writeFileSync(path.join(root, "app-0123456789abcdef_bg.wasm"), "wasm bytes");
  writeFileSync(path.join(root, "app-0123456789abcdef_bg.wasm.br"), brotliCompressSync("wasm bytes"));
  symlinkSync(path.join(folder, "secret.txt"), path.join(root, "link.txt"));
  server = await serve({ root, base: "/a/b/" });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Asks for a path exactly as written: fetch would tidy it up first. */
function get(target, { method = "GET", headers = {} } = {}) {
  const { hostname, port } = new URL(server.url);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path: target, method, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      done({ status: response.statusCode, headers: response.headers, body });
    });
    sent.on("error", failed).end();
  });
}

test("a folder's address answers with its index.html, under the policy of the page", async () => {
  const { status, headers, body } = await get("/a/b/?x=1");
  assert.deepEqual([status, body], [200, PAGE]);
  assert.equal(headers["content-type"], "text/html; charset=utf-8");
  assert.equal(headers["cache-control"], "no-cache");
  assert.equal(headers["content-security-policy"], "default-src 'none'; script-src 'self'; frame-ancestors 'none'");
  assert.equal((await get("/a/b/docs/")).body, "docs");
});

test("a module has its type, and is compressed where the browser takes that", async () => {
  const name = "/a/b/app-0123456789abcdef_bg.wasm";
  const plain = await get(name);
  assert.deepEqual([plain.headers["content-type"], plain.body], ["application/wasm", "wasm bytes"]);
  assert.match(plain.headers["cache-control"], /immutable/);
  const compressed = await get(name, { headers: { "Accept-Encoding": "gzip, br" } });
  assert.equal(compressed.headers["content-encoding"], "br");
  const refused = await get(name, { headers: { "Accept-Encoding": "gzip, br;q=0" } });
  assert.equal(refused.headers["content-encoding"], undefined);
});

const REFUSED = [
  ["/a/b/../../secret.txt", 403],
  ["/a/b/%2e%2e/secret.txt", 403],
  ["/a/b/..%2fsecret.txt", 403],
  ["/a/b/..%5csecret.txt", 400],
  ["/a/b/link.txt", 403],
  ["/a/b/%00", 400],
  ["/a/b/%zz", 400],
  ["/a/b/docs", 404],
  ["/a/b//etc/passwd", 404],
  ["/", 404],
];
for (const [target, expected] of REFUSED) {
  test(`${target} is refused`, async () => {
    const { status, body } = await get(target);
    assert.equal(status, expected);
    assert.doesNotMatch(body, /^secret|root:/);
  });
}

test("nothing can be sent", async () => assert.equal((await get("/a/b/", { method: "POST" })).status, 405));
