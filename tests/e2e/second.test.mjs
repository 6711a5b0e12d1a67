// A first visit loads the first module and nothing else; the second may come late, or not at first.

import assert from "node:assert/strict";

import { journey } from "./browser.mjs";

const SECOND = "**/split_second.wasm";

/** What the first module shows of the sample. */
async function firstView(page) {
  await page.getByRole("heading", { name: "Compressor monitoring" }).waitFor();
  await page.getByRole("main").getByText("1 notice").waitFor();
  await page.getByRole("main").getByText("See what would change").waitFor();
}

/** What the second module adds to it. */
const planned = (page) => page.getByRole("main").getByText("4 to create, 5 to update, 1 to delete").waitFor();

const fetched = [];

journey(
  "a first visit fetches the first module, and the second once somebody is there",
  { prepare: (page) => page.on("request", (request) => fetched.push(new URL(request.url()).pathname)) },
  async ({ page }) => {
    await firstView(page);
    await page.waitForTimeout(1000);
    const later = fetched.filter((path) => /split_second|editor\.js|registry/.test(path));
    assert.deepEqual(later, [], "fetched before anybody did anything");
    const second = page.waitForRequest(SECOND);
    await page.mouse.move(200, 200);
    await second;
    await planned(page);
  },
);

journey(
  "without the second module the first view stands, and the rest can be fetched again",
  {
    prepare: (page) => page.route(SECOND, (route) => route.abort()),
    allow: [/split_second\.wasm/, /Failed to fetch|ERR_FAILED|load/],
  },
  async ({ page }) => {
    await firstView(page);
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByText("Nothing was done: a part of the page could not be loaded.").waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Source" }).click();
    const failure = page.getByRole("heading", { name: "This part of the page could not be loaded" });
    await failure.waitFor();
    await page.unroute(SECOND);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator(".cm-content").waitFor();
    await failure.waitFor({ state: "detached" });
  },
);

journey(
  "a command that comes before the second module waits for it",
  {
    prepare: (page) =>
      page.route(SECOND, async (route) => {
        await new Promise((done) => setTimeout(done, 1500));
        await route.continue();
      }),
  },
  async ({ page }) => {
    await firstView(page);
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Find a command" }).waitFor();
  },
);
