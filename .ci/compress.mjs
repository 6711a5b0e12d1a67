// Writes a Brotli copy beside each file of a folder, for hosts that send it as it is.
//
//   node .ci/compress.mjs <folder>

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const COMPRESSIBLE = /\.(css|html|js|json|svg|txt|wasm|webmanifest|ya?ml)$/;

/** Writes the copy of one file. */
export function compress(folder, name) {
  const bytes = readFileSync(path.join(folder, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(bytes, { params }));
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2];
  const files = readdirSync(folder, { recursive: true }).filter((name) => COMPRESSIBLE.test(name));
  // The page comes last: its compressed copy tells make that the build is complete.
  const inOrder = files.sort((a, b) => Number(a === "index.html") - Number(b === "index.html"));
  for (const name of inOrder) compress(folder, name);
}
