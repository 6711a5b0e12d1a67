// Makes modules and scripts small, as they are shipped.
//
//   node .ci/optimise.mjs <file>...

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { transform } from "esbuild";

// What the oldest browsers that can run the page know.
const FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);

/** Replaces a `.wasm` or `.js` file by a smaller one that does the same. */
export async function optimise(file) {
  if (file.endsWith(".js")) {
    const { code } = await transform(readFileSync(file, "utf8"), { minify: true, format: "esm" });
    writeFileSync(file, code);
  } else {
    const tool = path.join(import.meta.dirname, "node_modules/.bin/wasm-opt");
    // Blocks are laid out anew first; the last round finds what the one before made alike.
    const rounds = ["--flatten", "--rereloop", "-Oz", "--merge-similar-functions", "-Oz"];
    execFileSync(tool, [...rounds, ...FEATURES, "--strip-debug", "--strip-producers", file, "-o", file], { stdio: "pipe" });
  }
}

if (process.argv[1] === import.meta.filename) for (const file of process.argv.slice(2)) await optimise(file);
