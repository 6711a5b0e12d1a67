// Bundles the code editor into one file of the built page, with the licences of what is in it.
// Trunk runs it with every build.
//
//   node .ci/editor.mjs [folder]

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const HERE = import.meta.dirname;
const ROOT = path.dirname(HERE);
const MODULES = path.join(HERE, "node_modules");
const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;

const esbuild = await import("esbuild").catch(() => {
  console.error("error: the build tools are not installed. Run: make tools");
  process.exit(1);
});

const minifiedSheets = {
  name: "minified style sheets as text",
  setup: (build) => {
    build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const { code } = await esbuild.transform(readFileSync(file, "utf8"), { loader: "css", minify: true });
      return { contents: code, loader: "text" };
    });
  },
};

const { metafile, outputFiles } = await esbuild.build({
  entryPoints: [path.join(ROOT, "src/ui/editor/codemirror.js")],
  absWorkingDir: ROOT,
  nodePaths: [MODULES],
  bundle: true,
  format: "esm",
  // The oldest browsers that also have what the page's module needs.
  target: ["chrome119", "firefox121", "safari17.4"],
  minify: true,
  metafile: true,
  write: false,
  plugins: [minifiedSheets],
});
writeFileSync(path.join(folder, "editor.js"), `${licences(metafile)}\n${outputFiles[0].text}`);

/** The licences of the bundled packages, each text once. */
function licences({ inputs }) {
  const names = Object.keys(inputs).flatMap((file) => file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []);
  const byText = new Map();
  for (const name of [...new Set(names)].sort()) {
    const { version } = JSON.parse(readFileSync(path.join(MODULES, name, "package.json"), "utf8"));
    const text = readFileSync(path.join(MODULES, name, "LICENSE"), "utf8").trim();
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`]);
  }
  const parts = [...byText].map(([text, packages]) => `${packages.join(", ")}\n\n${text}`);
  return `/*! This file contains:\n\n${parts.join("\n\n----\n\n").replaceAll("*/", "* /")}\n*/`;
}
