// Lets a built page read registries of other hosts, and of no others than these:
//
//   node .ci/origins.mjs <folder> [<origin>...]
//
// It writes connect-src of the policy in the folder's index.html anew, so without an origin it allows
// the page's own alone. A host that sends the policy as a header has to send the same one.

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { compress } from "./compress.mjs";

const RULE = /(<meta[^>]*Content-Security-Policy[^>]*connect-src )[^;"]*/i;

/** Whether `text` is an origin that a page may be allowed to read: https, or http on this machine. */
function isOrigin(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname));
  return isSafe && url.origin === text;
}

/** Allows the page in `folder` to read from its own host and from `origins`. */
export function allow(folder, origins) {
  const wrong = origins.filter((origin) => !isOrigin(origin));
  if (wrong.length > 0) {
    throw new Error(`${wrong.join(", ")}: no origin as https://blocks.example.com, without a path. Nothing was changed.`);
  }
  const file = path.join(folder, "index.html");
  const page = readFileSync(file, "utf8");
  if (!RULE.test(page)) throw new Error(`${file} has no policy with connect-src. Nothing was changed.`);
  writeFileSync(file, page.replace(RULE, (_, before) => before + ["'self'", ...origins].join(" ")));
  compress(folder, "index.html");
}

if (process.argv[1] === import.meta.filename) {
  const [folder, ...origins] = process.argv.slice(2);
  try {
    allow(folder, origins);
    console.log(`The page in ${folder} may read from its own host${origins.map((origin) => ` and ${origin}`).join("")}.`);
  } catch (error) {
    console.error(`error: ${error.message}`);
    process.exit(1);
  }
}
