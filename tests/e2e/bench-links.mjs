// Sizes of plan links beside the same JSON packed in other ways, and the CPU that a large one takes to open:
//
//   node tests/e2e/bench-links.mjs <folder that `cargo bench --bench links` wrote> [folder of the app]

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, deflateRawSync } from "node:zlib";

import LzString from "lz-string";

import { meter } from "./canvas/gestures.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const RUNS = 5;
/** Milliseconds of CPU until the review of a thousand changes is drawn. */
const BUDGET = 1_000;
/** Characters of the whole address of the sample. */
const BUDGETS = { source: 1_100, full: 3_300 };

const [folder, app] = process.argv.slice(2);
const read = (name) => readFileSync(path.join(folder, name), "utf8");

const rows = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(read(name)));
rows.sort((a, b) => a.resources - b.resources || b.kind.localeCompare(a.kind));
console.log("\nCharacters of the whole address, beside the same JSON packed otherwise behind the same 79 characters\n");
console.log("| resources | kind | here | deflate 9 | brotli 11 | lz-string | budget |");
console.log("|---|---|---|---|---|---|---|");
for (const { name, resources, kind, characters, json, prefix } of rows) {
  const base64 = (bytes) => prefix + Math.ceil((bytes.length * 4) / 3);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
  const peers = [
    base64(deflateRawSync(json, { level: 9, memLevel: 9 })),
    base64(brotliCompressSync(json, quality)),
    prefix + LzString.compressToEncodedURIComponent(json).length,
  ];
  const budget = name === "sample" ? BUDGETS[kind] : undefined;
  const number = (value) => value.toLocaleString("en");
  console.log(`| ${[resources, kind, ...[characters, ...peers].map(number), budget ? number(budget) : ""].join(" | ")} |`);
  if (budget && characters > budget) {
    console.error(`over budget: ${characters} characters, not ${budget}`);
    process.exitCode = 1;
  }
}

if (app) {
  const link = read("large.txt");
  const server = await serve({ root: app });
  const browser = await launch();
  const times = { list: [], graph: [] };
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const page = await (await browser.newContext()).newPage();
      // The view stands and the second module is there.
      await page.goto(`${server.url}#/review`);
      await page.getByRole("textbox", { name: "Link of a plan, or of an answer" }).waitFor();
      await page.waitForTimeout(2_000);
      const { cost } = await meter(page);
      const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
      times.list.push(await cost(async () => {
        await page.evaluate((hash) => (location.hash = hash), link);
        await page.getByText(/0 of 1,?000 changes seen/).waitFor();
        await page.getByRole("option").first().waitFor();
        await drawn();
      }));
      times.graph.push(await cost(async () => {
        await page.getByRole("radio", { name: "Graph" }).check();
        await page.locator(".review-node").first().waitFor();
        await page.locator(".review-sheet img").evaluate((image) => image.decode());
        await drawn();
      }));
      await page.context().close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const [list, graph] = [median(times.list), median(times.graph)].map(Math.round);
  console.log(`\nA link of 1,000 changes (${link.length.toLocaleString("en")} characters), CPU of the page's thread, median of ${RUNS}:`);
  console.log(`from the module ready to the review drawn ${list} ms (budget ${BUDGET}), its graph ${graph} ms more`);
  if (list > BUDGET) process.exitCode = 1;
}
