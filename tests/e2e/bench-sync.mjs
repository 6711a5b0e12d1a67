// Times reading a large project from a DSS, in Chromium as the app ships, over HTTP at another origin:
//
//   node tests/e2e/bench-sync.mjs <folder of the app> [objects]
//
// It is imported, and then read once more to be compared: what a sync does with an open project.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { allow } from "../../.ci/origins.mjs";
import { keepMemories, meter } from "./canvas/gestures.mjs";
import { launch } from "./chromium.mjs";
import { choose, connected, main, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startCors } from "./nginx.mjs";
import { serve } from "./serve.mjs";

const [app, objects = "5000"] = process.argv.slice(2);
const COUNT = Number(objects);
const MIB = 1 << 20;
const BUDGET = 64;
/** As long as the largest project may take, in milliseconds. */
const PATIENCE = 600_000;

const folder = mkdtempSync(path.join(os.tmpdir(), "blockwright-"));
cpSync(app, folder, { recursive: true });
const dss = await startDss(["--generate", objects], ["--release"]);
const site = await serve({ root: folder });
const cors = await startCors({ pageOrigin: new URL(site.url).origin, dssPort: dss.port });
allow(folder, [cors.origin]);
const browser = await launch();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(keepMemories);
  await page.goto(`${site.url}#/connect`);
  const { heap } = await meter(page);
  /** Mebibytes of the module's memory, which never shrinks, and of the script's heap after a collection. */
  const memory = async () => {
    const module = await page.evaluate(() => [...window.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    return { module: module / MIB, script: (await heap()) / MIB };
  };
  const button = (name) => main(page).getByRole("button", { name });
  const show = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  const rows = [];
  /** Does something that reads the project, until `end` is there, and measures it. */
  const measured = async (what, begin, end) => {
    const before = await memory();
    const seen = new Set();
    const started = performance.now();
    await begin();
    const watch = setInterval(async () => {
      const text = await main(page).innerText().catch(() => "");
      for (const [words] of text.matchAll(/\d[\d,]* of \d[\d,]* \w+ read/g)) seen.add(words);
    }, 250);
    await end();
    const wall = performance.now() - started;
    clearInterval(watch);
    const after = await memory();
    assert.ok(seen.size > 2, `no progress was told of ${what}`);
    rows.push({ what, objects: COUNT, seconds: wall / 1_000, msPerObject: wall / COUNT, before, after, told: seen.size });
  };

  await choose(page, /^At another address/);
  await main(page).getByRole("textbox", { name: "Address of DSS" }).fill(cors.origin);
  await typeKey(page, "demo-admin");
  await connected(page, cors.origin);
  await show("#/import");
  await button("Import GENERATED").waitFor();
  await measured("import", () => button("Import GENERATED").click(), () => button("Open as a project").waitFor());
  await button("Open as a project").click();
  await show("#/drift");
  await button("Read the project").waitFor();
  await measured("sync", () => button("Read the project").click(), () => main(page).getByRole("heading", { name: /^No drift/ }).waitFor());
  await show("#/plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();

  const number = (value) => value.toFixed(1);
  console.log("\n| what | objects | seconds | ms per object | module MiB before, after | script MiB before, after | steps of progress seen |");
  console.log("|---|---|---|---|---|---|---|");
  for (const { what, seconds, msPerObject, before, after, told } of rows) {
    const cells = [what, COUNT, number(seconds), msPerObject.toFixed(2), `${number(before.module)}, ${number(after.module)}`, `${number(before.script)}, ${number(after.script)}`, told];
    console.log(`| ${cells.join(" | ")} |`);
    const grown = after.module + after.script - before.module - before.script;
    if (grown > BUDGET) {
      console.error(`over budget: ${what} takes ${number(grown)} MiB, not ${BUDGET}`);
      process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await cors.close();
  await site.close();
  await dss.close();
  rmSync(folder, { recursive: true });
}
