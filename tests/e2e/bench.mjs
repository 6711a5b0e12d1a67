// Times the engine's stages in Chromium: node tests/e2e/bench.mjs <folder with bench.js>

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const SIZES = [100, 1_000, 5_000, 10_000];

const root = process.argv[2];
// Under the app's own policy, so that the module is compiled as it is there.
const app = await readFile(path.resolve(import.meta.dirname, "../../index.html"), "utf8");
const policy = app.match(/<meta http-equiv[^>]+>/)[0];
await writeFile(path.join(root, "index.html"), `<!doctype html><title>bench</title>${policy}`);
const server = await serve({ root });
const browser = await launch();
const page = await browser.newPage();
await page.goto(server.url);

const table = await page.evaluate(async (sizes) => {
  const bench = await import("./bench.js");
  await bench.default();
  const rows = sizes.map((size) => JSON.parse(bench.measure(size)));
  return bench.table(JSON.stringify(rows));
}, SIZES);

console.log(`Chromium ${browser.version()}, milliseconds, best of 7 runs; budgets for text to plan and after an edit`);
console.log(table);
await browser.close();
await server.close();
