// A project is imported from a DSS, changed there, compared, and taken over: through a proxy on the page's own
// origin, and at another origin with CORS.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";

import { allow } from "../../.ci/origins.mjs";
import { axe, DIST, inBothThemes, journey, screenshot, sideways } from "./browser.mjs";
import { choose, connected, main, READ, REFUSED, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startCors, startProxy } from "./nginx.mjs";
import { serve } from "./serve.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { width: 390, height: 844 };
const KEY = "demo-admin";
const PROJECT = "RELIABILITY_ANALYTICS";
const ELSEWHERE = /request to another origin/;

const folder = mkdtempSync(path.join(os.tmpdir(), "blockwright-"));
const servers = {};

before(async () => {
  cpSync(DIST, folder, { recursive: true });
  servers.dss = await startDss(["--generate", "300"]);
  servers.proxy = await startProxy({ root: DIST, dssPort: servers.dss.port });
  servers.page = await serve({ root: folder });
  servers.cors = await startCors({ pageOrigin: new URL(servers.page.url).origin, dssPort: servers.dss.port });
  allow(folder, [servers.cors.origin]);
});
after(async () => {
  for (const server of Object.values(servers).reverse()) await server.close();
  rmSync(folder, { recursive: true });
});

/** Asks the simulated DSS behind the page's back. */
async function dss(method, target, body) {
  const headers = { Authorization: `Basic ${btoa(`${KEY}:`)}`, "Content-Type": "application/json" };
  const url = `${servers.dss.origin}/dip/publicapi/projects/${PROJECT}${target}`;
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${target}: ${answer.status}`);
  const text = await answer.text();
  return text === "" ? null : JSON.parse(text);
}

const button = (page, name) => main(page).getByRole("button", { name });

/** Opens a view without loading the page again: that would forget the key. */
async function show(page, hash, heading) {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await main(page).getByRole("heading", { level: 1, name: heading }).waitFor();
}

async function importProject(page) {
  await show(page, "#/import", "Import");
  await button(page, `Import ${PROJECT}`).click();
  await main(page).getByText("12 datasets").waitFor();
  await button(page, "Open as a project").click();
  await main(page).locator("[data-canvas]").waitFor();
  await show(page, "#/plan", "Plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();
}

async function driftAndTakeTheirs(page, description, shots) {
  const dataset = await dss("GET", "/datasets/RAW_VIBRATION");
  dataset.params.table = description;
  await dss("PUT", "/datasets/RAW_VIBRATION", dataset);
  await show(page, "#/drift", "Drift");
  await button(page, /^Read (the project|again)$/).click();
  const row = main(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: /params\.table/ }) });
  await row.getByText(description, { exact: true }).waitFor();
  if (shots) {
    await inBothThemes(page, async (theme) => {
      await axe(page);
      await screenshot(page, `drift ${theme}`);
    });
    await page.setViewportSize(NARROW);
    assert.deepEqual(await sideways(page), []);
    await screenshot(page, "drift narrow");
    await page.setViewportSize(WIDE.viewport);
  }
  await row.getByRole("button", { name: /^Take theirs/ }).click();
  await main(page).getByRole("heading", { name: /^No drift/ }).waitFor();
  await show(page, "#/plan", "Plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();
}

// The proxy answers 429 to what comes too fast, and the page asks again.
const proxied = { at: () => servers.proxy.url, hash: "#/connect", context: WIDE, allow: [READ, REFUSED] };

journey("a project is imported, changed in DSS, compared and taken over, through a proxy", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await show(page, "#/import", "Import");
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `import ${theme}`);
  });
  await importProject(page);
  await driftAndTakeTheirs(page, "changed_by_proxy", true);
});

journey("the same at another origin, with CORS", { at: () => servers.page.url, hash: "#/connect", context: WIDE, allow: [ELSEWHERE, READ] }, async ({ page }) => {
  await choose(page, /^At another address/);
  await main(page).getByRole("textbox", { name: "Address of DSS" }).fill(servers.cors.origin);
  await typeKey(page, KEY);
  await connected(page, servers.cors.origin);
  await importProject(page);
  await driftAndTakeTheirs(page, "changed_with_cors", false);
});

journey("ours is kept as a change to come", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await importProject(page);
  const dataset = await dss("GET", "/datasets/RAW_VIBRATION");
  dataset.params.table = "not_ours";
  await dss("PUT", "/datasets/RAW_VIBRATION", dataset);
  await show(page, "#/drift", "Drift");
  await button(page, "Read the project").click();
  const row = main(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name: /params\.table/ }) });
  await row.getByRole("button", { name: /^Take ours/ }).click();
  await show(page, "#/plan", "Plan");
  await main(page).getByText(/1 to update/).first().waitFor();
});

/** A project with one dataset, which no DSS has. */
const OWN = (key) => `version: "1.1"
project: {key: ${key}, name: Own}
conventions: {names: dss}
datasets:
  - {name: ONLY_HERE, type: managed}
`;

async function openFile(page, name, text) {
  await page.locator("[data-open-files]").setInputFiles([{ name, mimeType: "text/yaml", buffer: Buffer.from(text) }]);
  await page.locator(".notice", { hasText: `${name} is open` }).waitFor();
}

/** Waits until the drift view begins anew, for the project `key`. */
async function nothingIsRead(page, key) {
  await show(page, "#/drift", "Drift");
  await main(page).getByRole("heading", { name: `Compare ${key} with DSS behind this host` }).waitFor();
  assert.equal(await button(page, "Take all of theirs").count(), 0);
  assert.equal(await main(page).getByText(/read from DSS behind this host/).count(), 0);
}

async function readProject(page) {
  await show(page, "#/drift", "Drift");
  await button(page, "Read the project").click();
  await main(page).getByText(new RegExp(`^\\d+ resources? of ${PROJECT}( in .+)? read from DSS behind this host at`)).waitFor();
}

journey("what was read of one project is compared with no other, nor in another environment", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await importProject(page);
  await readProject(page);
  await openFile(page, "solution.yml", OWN("NOT_IN_DSS"));
  await nothingIsRead(page, "NOT_IN_DSS");
  // A reading that fails is of its project too.
  await button(page, "Read the project").click();
  await main(page).getByRole("alert").waitFor();
  await openFile(page, "project.yml", OWN(PROJECT));
  await nothingIsRead(page, PROJECT);
  await readProject(page);
  await show(page, "#/environment", "Environment");
  await main(page).getByRole("textbox", { name: "Environment" }).fill("elsewhere");
  await page.keyboard.press("Enter");
  await nothingIsRead(page, PROJECT);
});

journey("a reading of a project that is left is stopped", proxied, async ({ page }) => {
  const setFaults = (faults) => fetch(`${servers.dss.origin}/simulator/faults`, { method: "PUT", body: JSON.stringify(faults) });
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await openFile(page, "project.yml", OWN(PROJECT));
  await setFaults([{ path: `/projects/${PROJECT}/variables/`, effect: { delay: { milliseconds: 20_000 } } }]);
  await show(page, "#/drift", "Drift");
  await button(page, "Read the project").click();
  await button(page, "Stop").waitFor();
  const stopped = page.waitForEvent("requestfailed", (request) => request.url().includes("/variables"));
  await openFile(page, "solution.yml", OWN("NOT_IN_DSS"));
  await stopped;
  await setFaults([]);
  await nothingIsRead(page, "NOT_IN_DSS");
  assert.equal(await button(page, "Stop").count(), 0);
});

journey("what was read from one instance is not shown as that of another", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await openFile(page, "project.yml", OWN(PROJECT));
  await readProject(page);
  await show(page, "#/connect", "Connect");
  await button(page, "Disconnect and forget the key").click();
  await show(page, "#/drift", "Drift");
  // While nothing is connected, what was read can be looked at.
  await main(page).getByText(/read from DSS behind this host at/).waitFor();
  await show(page, "#/connect", "Connect");
  await choose(page, /^Demo instance/);
  await button(page, "Connect to the demo instance").click();
  await connected(page, "Demo instance");
  await main(page).getByText("In this page: nothing goes over the network.").waitFor();
  await show(page, "#/drift", "Drift");
  await main(page).getByRole("heading", { name: `Compare ${PROJECT} with Demo instance` }).waitFor();
  assert.equal(await button(page, "Take all of theirs").count(), 0);
});

journey("to take all of theirs is asked first where entries go", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await openFile(page, "project.yml", OWN(PROJECT));
  await readProject(page);
  const own = main(page).getByRole("heading", { name: `dataset.${PROJECT}.ONLY_HERE` });
  const dialog = page.getByRole("dialog", { name: "Take all of theirs?" });
  await own.waitFor();
  await button(page, "Take all of theirs").click();
  await dialog.getByText(/ 1 entry deleted, 1 entry changed, \d+ entries added\./).waitFor();
  await axe(page);
  await screenshot(page, "drift take all");
  await dialog.getByRole("button", { name: "Keep the configuration" }).click();
  await dialog.waitFor({ state: "detached" });
  await own.waitFor();
  await button(page, "Take all of theirs").click();
  await dialog.getByRole("button", { name: "Delete and take theirs" }).click();
  await dialog.waitFor({ state: "detached" });
  await own.waitFor({ state: "detached" });
});

/** Runs in the page: notes what is told of the progress. */
function listen() {
  window.told = [];
  const note = () => {
    const text = document.querySelector("main [role=status]")?.textContent;
    if (text && window.told.at(-1) !== text) window.told.push(text);
  };
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}

journey("a project of 300 objects is read at the pace of the proxy, and what waits is told", proxied, async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, KEY);
  await connected(page, "DSS behind this host");
  await show(page, "#/import", "Import");
  await page.evaluate(listen);
  await button(page, "Import GENERATED").click();
  await main(page).getByText("144 datasets").waitFor();
  assert.equal(await main(page).getByText(/^Could not be read/).count(), 0);
  const told = (await page.evaluate(() => window.told)).map((text) => [text, ...text.match(/^(\d+) of (\d+) documents? read\./).slice(1).map(Number)]);
  assert.ok(told.some(([text]) => /were refused for now and are asked for again\.$/.test(text)), `nothing was told to wait: ${told.slice(-3)}`);
  for (const [at, [text, finished, known]] of told.entries()) {
    assert.ok(finished <= known && finished >= (told[at - 1]?.[1] ?? 0), `the progress went back: ${text}`);
  }
  const [, finished, known] = told.at(-1);
  assert.ok(finished >= known - 1 && known > 150, `it ended at ${finished} of ${known}`);
  await button(page, "Open as a project").click();
  await show(page, "#/plan", "Plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();
});

journey("an export is imported from an archive, with what is not in it told", { hash: "#/import", context: WIDE }, async ({ page }) => {
  const headers = { Authorization: `Basic ${btoa(`${KEY}:`)}`, "Content-Type": "application/json" };
  const url = `${servers.dss.origin}/dip/publicapi/projects/${PROJECT}/export`;
  const answer = await fetch(url, { method: "POST", headers, body: "{}" });
  const buffer = Buffer.from(await answer.arrayBuffer());
  await page.locator("[data-import-archive]").setInputFiles({ name: "reliability.zip", mimeType: "application/zip", buffer });
  await main(page).getByText("12 datasets").waitFor();
  await main(page).getByText(/^Not expressed/).waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `imported ${theme}`);
  });
  await button(page, "Open as a project").click();
  await main(page).locator("[data-canvas]").waitFor();
  await show(page, "#/plan", "Plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();
});

journey("what is no export is refused in words, and nothing is lost", { hash: "#/import", context: WIDE }, async ({ page }) => {
  const files = { name: "holiday.zip", mimeType: "application/zip", buffer: Buffer.from("no archive at all") };
  await page.locator("[data-import-archive]").setInputFiles(files);
  const alert = main(page).getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.innerText(), /archive/i);
  await button(page, "Choose an archive").waitFor();
});
