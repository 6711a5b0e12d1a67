// What whoever hosts the page says in config.json: instances, registries, defaults; and that no file of theirs
// stops the page.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";

import { axe, DIST, inBothThemes, journey, screenshot } from "./browser.mjs";
import { choose, connected, main, READ, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startProxy } from "./nginx.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const CONFIG = {
  version: 1,
  instances: [
    { name: "Design", kind: "proxy", notes: "Ask the platform team for a key." },
    { name: "Broken", kind: "cors", url: "https://secret@dss.example.com" },
    { name: "Automation", kind: "cors", url: "https://dss-api.example.com", prefix: "/public/api" },
  ],
  registries: [{ key: "TEAM_BLOCKS", url: "registry/blocks/" }],
  defaults: { environment: "prod", strict: false, idle_minutes: 7 },
};
const PROJECT = `project: {key: P, name: Pea}
datasets:
  - {name: A, type: s3, connection: lake}
`;

const folder = mkdtempSync(path.join(os.tmpdir(), "blockwright-"));
let dss;
let proxy;
before(async () => {
  cpSync(DIST, folder, { recursive: true });
  writeFileSync(path.join(folder, "config.json"), JSON.stringify(CONFIG));
  dss = await startDss();
  proxy = await startProxy({ root: folder, dssPort: dss.port });
});
after(async () => {
  await proxy?.close();
  await dss?.close();
  rmSync(folder, { recursive: true });
});

const options = { at: () => proxy.url, hash: "#/connect", context: WIDE, allow: [READ] };

journey("an instance that the host names is chosen and connected to", options, async ({ page }) => {
  await main(page).getByText("Ask the platform team for a key.").waitFor();
  await main(page).getByText("At https://dss-api.example.com").waitFor();
  await choose(page, /^Design/);
  assert.equal(await main(page).getByRole("spinbutton", { name: "Minutes until forgotten" }).inputValue(), "7");
  await typeKey(page, "demo-admin");
  await connected(page, "Design");
});

journey("what is wrong in the file is told, and costs nothing else", options, async ({ page }) => {
  const told = main(page).getByRole("region", { name: "About the settings of this page's host" });
  const said = await told.innerText();
  assert.match(said, /instances\[1\]\.url cannot be used, so the instance was left out\. Leave away the user name/);
  assert.ok(!said.includes("secret"));
  assert.equal(await main(page).getByRole("radio", { name: /^Broken/ }).count(), 0);
  await inBothThemes(page, () => axe(page));
  await screenshot(page, "connect host");
});

journey("registries of the host are read and cannot be removed", { ...options, hash: "#/catalog/registries" }, async ({ page }) => {
  const row = page.locator(".registry", { hasText: "TEAM_BLOCKS" });
  await row.getByText("named by the host of this page").waitFor();
  await row.getByText("35 blocks in 49 versions").waitFor();
  assert.equal(await row.getByRole("button", { name: "Remove" }).count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem("blockwright.registries")), null);
});

journey("defaults hold until somebody chooses otherwise", { ...options, hash: "#/environment" }, async ({ page }) => {
  const strict = page.getByRole("checkbox", { name: "Fail on warnings" });
  await page.getByRole("link", { name: "Connect" }).click();
  await choose(page, /^Design/);
  assert.equal(await strict.isChecked(), false);
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(PROJECT) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  await page.getByText("solution.yml is open").waitFor();
  await page.getByRole("link", { name: "Environment" }).click();
  assert.equal(await page.getByRole("textbox", { name: "Environment" }).inputValue(), "prod");
  assert.equal(await strict.isChecked(), false);
  await strict.check();
  await page.reload();
  await page.getByRole("link", { name: "Connect" }).click();
  await choose(page, /^Design/);
  assert.equal(await strict.isChecked(), true);
});

const FILES = {
  "is not there": [{ status: 404, body: "" }, "config.json: it is not there, so nothing of it was used"],
  "is a web page": [{ status: 200, contentType: "text/html", body: "<!doctype html>" }, "config.json: it is a web page and no JSON"],
  "is too large": [{ status: 200, body: `{"x": "${"y".repeat(70_000)}"}` }, "config.json: it has more than 65536 bytes"],
  "is refused": [{ status: 403, body: "" }, "config.json: the host answered 403"],
};
for (const [what, [answer, words]] of Object.entries(FILES)) {
  const prepare = (page) => page.route("**/config.json", (route) => route.fulfill(answer));
  const allow = [/failed request: .*config\.json|Failed to load resource/];
  journey(`the page works where config.json ${what}`, { root: DIST, hash: "#/connect", context: WIDE, prepare, allow }, async ({ page }) => {
    await main(page).getByText(words).waitFor();
    await main(page).getByRole("button", { name: "Connect to the demo instance" }).click();
    await connected(page, "Demo instance");
  });
}
