// Prints what each file of the built app weighs, against the budget of the first load.
//
//   node .ci/sizes.mjs <folder>

import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

// Brotli bytes of modules, scripts and styles together.
const BUDGET = 350_000;
// Loaded once the first view stands, so no part of the first load.
const LOADED_LATER = /^(editor|split_second|second)[.-]/;

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true })
  .filter((name) => !name.endsWith(".br") && statSync(path.join(folder, name)).isFile())
  .map((name) => {
    const bytes = readFileSync(path.join(folder, name));
    const compressed = statSync(path.join(folder, `${name}.br`), { throwIfNoEntry: false });
    const counts = /\.(css|js|wasm)$/.test(name) && !LOADED_LATER.test(path.basename(name));
    return { name, counts, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: compressed?.size ?? bytes.length };
  })
  .sort((a, b) => b.brotli - a.brotli);

const row = (raw, gzip, brotli, name) => [raw, gzip, brotli].map((cell) => `${cell}`.padStart(10)).join("") + `  ${name}`;
const total = (key, list) => list.reduce((sum, file) => sum + file[key], 0);
const first = files.filter((file) => file.counts);

console.log(row("raw", "gzip", "brotli", "bytes of"));
for (const { raw, gzip, brotli, name, counts } of files) console.log(row(raw, gzip, brotli, counts ? name : `(${name})`));
const spent = total("brotli", first);
console.log(row(total("raw", first), total("gzip", first), spent, `first load; the budget is ${BUDGET} brotli, of files not in brackets`));
if (spent > BUDGET) {
  console.error(`error: the first load is ${spent - BUDGET} bytes over its budget`);
  process.exit(1);
}
