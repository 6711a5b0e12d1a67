// A key is nowhere but in the memory of the page and in the header of requests to the API: keys of twelve
// shapes are planted, and looked for everywhere else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";

import { DIST, journey } from "./browser.mjs";
import { choose, connected, failsAt, main, READ, REFUSED, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startProxy } from "./nginx.mjs";
import { startRefusing } from "./refusing.mjs";
import { startRepeating } from "./repeating.mjs";
import { carried, isNowhere, unpacked, watch } from "./traces.mjs";

const SHAPES = {
  "as DSS makes them": "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW",
  "with quotes": `q"uo'te\`d\\kEy-01`,
  "as markup": "<img/src=x/onerror=alert(02)>",
  "with escapes of addresses": "%6b%2FeY%00-03+&=#?",
  "as a placeholder": "{{env.KEY_04}}${KEY_04}",
  "as a query": "key=abc05&token=def05#frag",
  "as Base64": "QmFzZTY0S2V5LTA2+/abcd==",
  "as a token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwNyJ9.c2lnbmF0dXJlMDc",
  "as a pattern": ".*[^a-z]+(08)|\\d{3}$^",
  "as a command": "';DROP/**/TABLE/keys;--09",
  "very long": `long-10-${"x9Yz".repeat(500)}`,
  "with spaces around": "  padded-key-0011  ",
};

/** A key that an instance repeats, with letters that are written differently in many places. */
const REPEATED = `aB3+dE5/fG7=hI9&jK1<lM3"nO5'pQ7%20`;

/** Opens a view without loading the page again: that would forget the key. */
async function show(page, view, heading) {
  await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
  await main(page).getByRole("heading", { level: 1, name: heading }).first().waitFor({ state: "attached" });
}

/** What a button of the view puts on the clipboard. */
async function copied(page, name) {
  await main(page).getByRole("button", { name }).click();
  await main(page).getByRole("button", { name: "Copied" }).first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A check of the view that is shown, with the clipboard allowed. */
async function isNowhereIn(page, left) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(page.url()).origin });
  return (view, more) => isNowhere(page, left, REPEATED, more).catch((error) => assert.fail(`${view}: ${error.message}`));
}

/** The project as an archive, and its plan as a link. */
async function takenAway(page) {
  await show(page, "plan", "Plan");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your name" }).fill("Ada");
  await dialog.getByRole("radio", { name: "Source" }).check();
  await dialog.getByRole("button", { name: "Copy the link" }).click();
  await dialog.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  const downloaded = page.waitForEvent("download");
  await page.getByRole("banner").getByRole("button", { name: "Project" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Export project" }).click();
  return { archive: unpacked(readFileSync(await (await downloaded).path())), link };
}

let echo;
let echoing;
let dss;
let proxy;
let redirect;
let sending;
let repeating;
let repeated;
before(async () => {
  echo = await startRefusing("an answer with the key in it");
  echoing = await startProxy({ root: DIST, dssPort: echo.port });
  dss = await startDss(["--key", `${SHAPES["as DSS makes them"]}=admin,login:planted`]);
  proxy = await startProxy({ root: DIST, dssPort: dss.port });
  redirect = await startRefusing("a redirect with the key in it");
  sending = await startProxy({ root: DIST, dssPort: redirect.port });
  repeating = await startRepeating(dss.origin, REPEATED);
  repeated = await startProxy({ root: DIST, dssPort: repeating.port });
});
after(async () => {
  for (const server of [repeated, repeating, sending, redirect, proxy, dss, echoing, echo]) await server?.close();
});

const options = { at: () => proxy.url, hash: "#/connect", context: { viewport: { width: 1280, height: 800 } }, allow: [READ] };

for (const [name, key] of Object.entries(SHAPES)) {
  journey(`a key ${name} that a server repeats in its refusal is nowhere`, { at: () => echoing.url, hash: "#/connect", allow: [REFUSED] }, async ({ page }) => {
    const { left, authorized } = watch(page);
    await choose(page, /^Through the host of this page/);
    await typeKey(page, key);
    const said = await failsAt(page, "DSS accepts the key");
    assert.ok(said.includes("Unknown API key"), said);
    const sent = echo.seen.at(-1).authorization;
    assert.equal(Buffer.from(sent.replace("Basic ", ""), "base64").toString(), `${key.trim()}:`, "another key was sent");
    await isNowhere(page, left, key, { "what is said": said });
    assert.ok(authorized.length > 0 && authorized.every((path) => path.startsWith("/dip/publicapi/")), authorized.join());
  });
}

journey("a key that a redirect carries is nowhere", { at: () => sending.url, hash: "#/connect", allow: [REFUSED] }, async ({ page }) => {
  const key = SHAPES["with escapes of addresses"];
  const { left } = watch(page);
  await choose(page, /^Through the host of this page/);
  await typeKey(page, key);
  const said = await failsAt(page, "It is the API of DSS");
  assert.ok(said.includes("The answer was a redirect"), said);
  await isNowhere(page, left, key, { "what is said": said });
});

journey("a key that an instance repeats in its documents is in no view, file, link or report", { ...options, at: () => repeated.url }, async ({ page }) => {
  const { left } = watch(page);
  const here = await isNowhereIn(page, left);
  await choose(page, /^Through the host of this page/);
  await typeKey(page, REPEATED);
  await connected(page, "DSS behind this host");
  await here("connect");
  await show(page, "import", "Import");
  await main(page).getByRole("button", { name: "Import ECHO" }).click();
  await main(page).getByText("12 datasets").waitFor();
  await main(page).getByText("the key of this connection stood in it").first().waitFor();
  await here("import", { "the report": await copied(page, "Copy the report") });
  await main(page).getByRole("button", { name: "Open as a project" }).click();
  await main(page).locator("[data-canvas]").waitFor();
  for (const view of ["canvas", "source", "problems", "state", "environment", "projects"]) {
    await show(page, view);
    await here(view);
  }
  await show(page, "plan", "Plan");
  await main(page).getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).first().waitFor();
  await here("plan", { "the plan": await copied(page, "Copy as text") });
  await show(page, "drift", "Drift");
  await main(page).getByRole("button", { name: "Read the project" }).click();
  await main(page).getByRole("heading", { name: /^No drift/ }).waitFor();
  await here("drift", { "the report": await copied(page, "Copy the report") });
  const { archive, link } = await takenAway(page);
  const places = await here("plan", { "the export": archive, "the link": carried(link) });
  // What was searched is there to be searched.
  for (const name of ["the export", "the link", "IndexedDB", "shadow roots"]) assert.ok(places[name].includes("(key)"), `nothing was repeated in ${name}`);
});

journey("a key that opens DSS is in no view, draft, export or file", options, async ({ page }) => {
  const key = SHAPES["as DSS makes them"];
  const { left, authorized } = watch(page);
  await choose(page, /^Through the host of this page/);
  await typeKey(page, key);
  await connected(page, "DSS behind this host");
  await main(page).getByText("What only reads was tried out").waitFor();
  // A change, so that there is a draft.
  await page.evaluate(() => (location.hash = "#/environment"));
  await page.getByRole("textbox", { name: "New variable" }).fill("REGION");
  await page.getByRole("button", { name: "Add variable" }).click();
  for (const view of ["", "canvas", "source", "problems", "plan", "state", "catalog", "compose", "projects", "connect"]) {
    await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
    await main(page).getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await isNowhere(page, left, key);
  }
  const downloaded = page.waitForEvent("download");
  await page.getByRole("banner").getByRole("button", { name: "Project" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Export project" }).click();
  const archive = readFileSync(await (await downloaded).path());
  const places = await isNowhere(page, left, key, { "the export": unpacked(archive) });
  // What was searched is there to be searched.
  assert.match(places["the export"], /^ *datasets:/m);
  assert.ok(places["addresses of requests"].includes("/dip/publicapi/instance-info"));
  assert.ok(places.IndexedDB.length > 100 && places["the document"].includes("Connected to"));
  assert.ok(authorized.every((path) => path.startsWith("/dip/publicapi/")), authorized.join());
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
  assert.equal(await main(page).getByRole("heading", { name: /Connected to/ }).count(), 0);
});
