// Writes first inputs for the fuzz targets that read registries and wishes:
//
//   node .ci/seeds.mjs <folder>

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const CASES = path.resolve(import.meta.dirname, "../tests/cases");
const DEMO = path.resolve(import.meta.dirname, "../public/registry/blocks");
const folder = process.argv[2];
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const demo = json(path.join(DEMO, "index.json"));

/** The files of the demo that a configuration uses, as few as it needs. */
function files(config) {
  const blocks = demo.blocks.filter(({ block_id: id, version }) => config.includes(`${id}@${version}`));
  const manifests = blocks.map(({ manifest_path: name }) => [name, readFileSync(path.join(DEMO, name), "utf8")]);
  const ports = blocks.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  const schemas = [...new Set(ports.map(({ schema_ref: name }) => name).filter(Boolean))];
  return [
    ["index.json", JSON.stringify({ format_version: "1.0", blocks })],
    ...manifests,
    ...schemas.map((name) => [name, readFileSync(path.join(DEMO, name), "utf8")]),
  ];
}

for (const name of readdirSync(path.join(CASES, "blocks"))) {
  const file = path.join(CASES, "blocks", name, "config.yml");
  if (!existsSync(file)) continue;
  const config = readFileSync(file, "utf8");
  const parts = [...files(config), ["config.yml", config]].map(([path, text]) => `%% ${path}\n${text}`);
  writeFileSync(path.join(folder, "registry", name), parts.join(""));
}
for (const list of ["intents", "paraphrases"]) {
  for (const { id, text } of json(path.join(CASES, `${list}.json`)).cases) {
    writeFileSync(path.join(folder, "wish", `${list}-${id}`), text);
  }
}
