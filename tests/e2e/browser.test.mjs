// Each guard of browser.mjs can fail: pages that are broken in one way each.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { axe, open } from "./browser.mjs";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *";

/** What is found on a page with this body and script. */
async function problemsOf({ body = "", script = "" }, look = async () => {}) {
  const root = mkdtempSync(path.join(tmpdir(), "broken-page-"));
  const head = `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>Broken</title><link rel="icon" href="data:,">`;
  writeFileSync(
    path.join(root, "index.html"),
    `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>Broken</h1>${body}</main><script src="page.js"></script></body></html>`,
  );
  writeFileSync(path.join(root, "page.js"), script);
  const opened = await open({ root, allow: [/icon/, /img-src/, /data:,/] });
  try {
    await look(opened.page);
    await opened.page.waitForTimeout(500);
    await opened.settle();
    return opened.problems.join("\n");
  } finally {
    await opened.close();
    rmSync(root, { recursive: true });
  }
}

const BROKEN = [
  ["a console error", { script: "console.error('no')" }, /console error: no/],
  ["a console warning", { script: "console.warn('hm')" }, /console warning: hm/],
  ["an uncaught error", { script: "null.x" }, /uncaught: /],
  ["a rejected promise", { script: "Promise.reject(new Error('late'))" }, /uncaught: late/],
  ["an inline script", { body: "<script>1</script>" }, /policy violation: script-src-elem inline/],
  ["an inline style", { body: '<p style="color:red">x</p>' }, /policy violation: style-src-attr inline/],
  ["a missing file", { script: "fetch('nothing.json')" }, /failed request: .*nothing\.json \(404\)/],
  ["another origin", { script: "fetch('http://localhost:9/x').catch(() => {})" }, /another origin: http:\/\/localhost:9\/x/],
  ["a long task", { script: "setTimeout(() => { const end = Date.now() + 1000; while (Date.now() < end); }, 50)" }, /long task: \d+ ms/],
];
for (const [what, page, problem] of BROKEN) {
  test(`${what} is a problem`, async () => assert.match(await problemsOf(page), problem));
}

test("a sound page has no problems", async () => assert.equal(await problemsOf({ script: "1" }, axe), ""));

test("axe finds a button without a name", async () => {
  await assert.rejects(problemsOf({ body: "<button></button>" }, axe), /button-name/);
});
