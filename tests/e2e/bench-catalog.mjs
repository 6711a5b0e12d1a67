// Times the catalog in Chromium, and two search libraries on the same blocks in the same run:
//
//   node tests/e2e/bench-catalog.mjs <folder with catalog.js>

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const SIZES = [1_000, 5_000, 10_000];
/** Bytes of a piece, about as a host sends them. */
const PIECE = 65_536;

const root = process.argv[2];
const app = await readFile(path.resolve(import.meta.dirname, "../../index.html"), "utf8");
const policy = app.match(/<meta http-equiv[^>]+>/)[0];
await writeFile(path.join(root, "index.html"), `<!doctype html><title>bench</title>${policy}`);
const modules = path.join(import.meta.dirname, "node_modules");
for (const [name, file] of [["minisearch", "dist/es/index.js"], ["fuse.js", "dist/fuse.mjs"]]) {
  await writeFile(path.join(root, `${name.replace(".js", "")}.js`), await readFile(path.join(modules, name, file)));
}
const server = await serve({ root });
const browser = await launch();
const page = await browser.newPage();

/** Runs in the page: one of the peers over the newest versions of `globalThis.index`, kept. */
async function build(peer) {
  const { blocks, fields } = globalThis.newest(globalThis.index);
  const { default: Peer } = await import(`./${peer}.js`);
  if (peer === "fuse") {
    globalThis.peer = new Peer(blocks, { keys: fields, threshold: 0.3, ignoreLocation: true });
  } else {
    globalThis.peer = new Peer({ fields, searchOptions: { prefix: true, fuzzy: 0.2 } });
    globalThis.peer.addAll(blocks);
  }
}

/** Runs in the page: the newest versions of an index, as the peers take them. */
function newest(index) {
  const blocks = new Map();
  for (const entry of JSON.parse(index).blocks) blocks.set(entry.block_id, entry);
  return {
    fields: ["id", "name", "description", "tags", "ports"],
    blocks: [...blocks.values()].map((block) => ({
      id: block.block_id,
      name: block.name,
      description: block.description,
      tags: (block.tags ?? []).join(" "),
      ports: [...block.inputs, ...block.outputs].map((port) => port.name).join(" "),
    })),
  };
}

await page.addInitScript(`globalThis.newest = ${newest}`);
await page.goto(server.url);
const { table, peers } = await page.evaluate(async (sizes) => {
  const bench = await import("./catalog.js");
  await bench.default();
  const rows = sizes.map((size) => JSON.parse(bench.measure_catalog(size)));
  const typed = JSON.parse(bench.catalog_queries());
  const { default: MiniSearch } = await import("./minisearch.js");
  const { default: Fuse } = await import("./fuse.js");
  const peers = [];
  for (const size of sizes) {
    const { blocks, fields } = globalThis.newest(bench.catalog_json(size));
    const timed = (run) => {
      const start = performance.now();
      const result = run();
      return [performance.now() - start, result];
    };
    const best = (run) => Math.min(...Array.from({ length: 3 }, () => timed(run)[0]));
    const [miniBuild, mini] = timed(() => {
      const index = new MiniSearch({ fields, searchOptions: { prefix: true, fuzzy: 0.2 } });
      index.addAll(blocks);
      return index;
    });
    const [fuseBuild, fuse] = timed(() => new Fuse(blocks, { keys: fields, threshold: 0.3, ignoreLocation: true }));
    const strokes = typed.flatMap((text) => [...text].map((_, at) => text.slice(0, at + 1)));
    const mean = (search) => strokes.map((text) => best(() => search(text))).reduce((sum, one) => sum + one, 0) / strokes.length;
    // Fuse is so much slower that a few strokes are enough.
    const some = strokes.filter((_, at) => at % 8 === 0);
    const fuseMean = some.map((text) => timed(() => fuse.search(text, { limit: 20 }))[0]).reduce((sum, one) => sum + one, 0) / some.length;
    peers.push([size, miniBuild, mean((text) => mini.search(text).slice(0, 20)), fuseBuild, fuseMean]);
  }
  return { table: bench.catalog_table(JSON.stringify(rows)), peers };
}, SIZES);

// Memory after a load, each in a page of its own: a module's memory never shrinks, so all that was in use
// at once is in it. What scripts hold is without their garbage.
const cdp = await page.context().newCDPSession(page);
const held = async () => {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1e6;
};
const memory = [];
for (const size of SIZES) {
  await page.goto(server.url);
  const row = await page.evaluate(async ([size, PIECE]) => {
    const maker = await import("./catalog.js?maker");
    await maker.default();
    globalThis.index = maker.catalog_json(size);
    const bench = await import("./catalog.js?loaded");
    const { memory } = await bench.default();
    const bytes = new TextEncoder().encode(globalThis.index);
    const pieces = [];
    for (let at = 0; at < bytes.length; at += PIECE) pieces.push(bytes.subarray(at, at + PIECE));
    bench.hold_catalog(pieces);
    return [size, globalThis.index.length / 1e6, memory.buffer.byteLength / 1e6];
  }, [size, PIECE]);
  for (const peer of ["minisearch", "fuse"]) {
    await page.evaluate(() => delete globalThis.peer);
    const before = await held();
    await page.evaluate(build, peer);
    row.push((await held()) - before);
  }
  memory.push(row);
}

console.log(`Chromium ${browser.version()}, milliseconds; budgets at 10,000 blocks: load 200, key stroke 5`);
console.log(table);
console.log("\npeers on the newest versions: blocks, minisearch build, per key stroke, fuse.js build, per key stroke");
for (const row of peers) console.log(row.map((cell, at) => cell.toFixed(at === 0 ? 0 : 2).padStart(10)).join(""));
console.log("\nmegabytes after a load: blocks, index, all versions and their search here, minisearch, fuse.js");
for (const row of memory) console.log(row.map((cell, at) => cell.toFixed(at === 0 ? 0 : 1).padStart(10)).join(""));
await browser.close();
await server.close();
