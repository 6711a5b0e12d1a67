// Packs what the page loads. Trunk runs this at the end of each build, in whose folder it replaces what
// Trunk made.
//
// The program is cut in two: the first module has what the first view needs, the second has the rest
// (src/ui/second.rs). The style sheets become one for each of the two. Names hold a digest, so that no cache mixes two
// builds.
//
//   TRUNK_STAGING_DIR=<folder> TRUNK_PROFILE=<debug|release> node .ci/pack.mjs

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { transform } from "esbuild";

import { optimise } from "./optimise.mjs";

// The style sheets that the first view needs.
const FIRST_STYLES = /^(tokens|base|shell|overview)[-.]/;
const ROOT = path.dirname(import.meta.dirname);
const staging = process.env.TRUNK_STAGING_DIR;
const isRelease = process.env.TRUNK_PROFILE === "release";
const page = path.join(staging, "index.html");
writeFileSync(page, await packStyles(await packProgram(readFileSync(page, "utf8"))));

/** Splits the program and gives back the page that loads it. */
async function packProgram(html) {
  const name = html.match(/data-js="[^"]*?(blockwright-\w+)\.js"/)?.[1];
  if (name === undefined) throw new Error("index.html names no script of Trunk's, so the program was not split");
  const work = mkdtempSync(path.join(staging, "split-"));
  const { target_directory } = JSON.parse(run("cargo", ["metadata", "--no-deps", "--format-version=1"]));
  const compiled = path.join(target_directory, "wasm32-unknown-unknown", process.env.TRUNK_PROFILE, "blockwright.wasm");
  run("wasm-split-cli", [compiled, work, "--out-name", "app", "--target", "web"]);
  const main = path.join(work, "app.wasm");
  // The second module uses the first one's function table.
  run("wasm-bindgen", [main, "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", work, "--out-name", "app"]);
  rmSync(main);
  const files = readdirSync(work).filter((file) => /\.(js|wasm)$/.test(file)).sort();
  if (isRelease) for (const file of files) await optimise(path.join(work, file));
  const folder = `app-${digest(files.map((file) => readFileSync(path.join(work, file))))}`;
  mkdirSync(path.join(staging, folder));
  for (const file of files) renameSync(path.join(work, file), path.join(staging, folder, file));
  rmSync(work, { recursive: true });
  for (const file of [`${name}.js`, `${name}_bg.wasm`]) rmSync(path.join(staging, file));
  return html.replaceAll(`${name}.js`, `${folder}/app.js`).replaceAll(`${name}_bg.wasm`, `${folder}/app_bg.wasm`);
}

/**
 * Joins the style sheets of the page in their order: those of the first view, and the rest, which the page
 * enables together with the second module. A browser does not fetch a disabled sheet.
 */
async function packStyles(html) {
  const links = [...html.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/g)];
  const sheets = links.map(([link, href]) => ({ link, file: path.join(staging, path.basename(href)) }));
  const isFirst = ({ file }) => FIRST_STYLES.test(path.basename(file));
  const first = await joined("style", sheets.filter(isFirst));
  const second = await joined("second", sheets.filter((sheet) => !isFirst(sheet)));
  const place = sheets[0].link;
  const written = `<link rel="stylesheet" href="./${first}"><link id="second-style" rel="stylesheet" href="./${second}" disabled>`;
  return sheets.slice(1).reduce((page, { link }) => page.replace(link, ""), html.replace(place, written));
}

/** One sheet in the place of several; gives back its name. */
async function joined(name, sheets) {
  const text = sheets.map(({ file }) => readFileSync(file, "utf8")).join("\n");
  const { code } = await transform(text, { loader: "css", minify: isRelease });
  for (const { file } of sheets) rmSync(file);
  const packed = `${name}-${digest([code])}.css`;
  writeFileSync(path.join(staging, packed), code);
  return packed;
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 16);
}

function run(command, args) {
  return execFileSync(command, args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
}
