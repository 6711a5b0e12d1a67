// No edit is lost: to a reload in the middle of typing, or to a tab that dies. And the way that everybody
// goes first.

import assert from "node:assert/strict";

import { journey } from "./browser.mjs";

const RECIPE = "#/source/recipes/alerting.yml";

/** Types at the start of the file. */
async function type(page, text) {
  const content = page.locator(".cm-content");
  await content.waitFor();
  await content.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type(text);
}

/** Waits until the first line of the file starts with `text`. */
async function startsWith(page, text) {
  await page.locator(".cm-line").first().getByText(text).waitFor();
}

journey("from the first visit to the plan", {}, async ({ page }) => {
  await page.getByRole("navigation").getByRole("link", { name: "Plan" }).click();
  await page.getByText("Plan: 4 to create, 5 to update, 1 to destroy, 12 unchanged.").waitFor();
});

journey("a reload in the middle of typing loses nothing", { hash: RECIPE }, async ({ page }) => {
  await type(page, "# mind the gap ");
  await page.reload();
  await startsWith(page, "# mind the gap");
});

journey("a reload right after the first key loses nothing", { hash: RECIPE }, async ({ page }) => {
  await type(page, "#");
  await page.reload();
  await startsWith(page, "#");
});

journey("a tab that dies loses at most the last second", { hash: RECIPE }, async ({ page, url }) => {
  await page.locator(".cm-content").waitFor();
  await page.goto("about:blank");
  const context = page.context();
  const doomed = await context.newPage();
  await doomed.goto(url + RECIPE);
  await type(doomed, "# last words ");
  await doomed.waitForTimeout(1000);
  const crashed = doomed.waitForEvent("crash");
  const session = await context.newCDPSession(doomed);
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.goto(url + RECIPE);
  await startsWith(page, "# last words");
  assert.equal(await page.getByText("Compressor monitoring").count() > 0, true);
});
