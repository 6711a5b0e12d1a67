// Times automatic layout in Chromium: node tests/e2e/bench-layout.mjs <folder with layout.js>

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const root = process.argv[2];
// Under the app's own policy, so that the module is compiled as it is there.
const app = await readFile(path.resolve(import.meta.dirname, "../../index.html"), "utf8");
const policy = app.match(/<meta http-equiv[^>]+>/)[0];
await writeFile(path.join(root, "index.html"), `<!doctype html><title>bench</title>${policy}`);
const server = await serve({ root });
const browser = await launch();
const page = await browser.newPage();
await page.goto(server.url);

const table = await page.evaluate(async () => {
  const bench = await import("./layout.js");
  await bench.default();
  const rows = [];
  for (let row; (row = bench.measure_layout(rows.length)); ) rows.push(JSON.parse(row));
  return bench.layout_table(JSON.stringify(rows));
});

console.log(`Chromium ${browser.version()}, milliseconds, best of 9 runs; moved in world units, reordered below another node`);
console.log(table);
await browser.close();
await server.close();
