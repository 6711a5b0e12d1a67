// The state: what is tracked, its file, its earlier versions.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const STATE = { hash: "#/state" };
const PHONE = { viewport: { width: 390, height: 844 } };
const SAMPLE = new URL("../../src/sample/dev.state.json", import.meta.url);

const table = (page) => page.getByRole("grid", { name: "Tracked resources" });
const row = (page, name) => table(page).getByRole("row").filter({ hasText: name });
const details = (page) => page.getByRole("region", { name: "The chosen resource" });

async function openState(page, text) {
  const file = { name: "dev.state.json", mimeType: "application/json", buffer: Buffer.from(text) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  await page.locator(".notice", { hasText: "is the state of this project now" }).waitFor();
}

/**
 * The sample's state with a higher serial, one dataset gone and one attribute changed. The text is
 * edited as it is: JSON.parse would make integers of decimals.
 */
async function laterState() {
  const text = await readFile(SAMPLE, "utf8");
  const archive = /^ {4}"dataset\.\w+\.VIBRATION_ARCHIVE_2019": \{\n(?: {6}.*\n)* {4}\},\n/m;
  const raw = /("dataset\.\w+\.RAW_VIBRATION": [^]*?"connection": )"snowflake_dev"/;
  assert.ok(archive.test(text) && raw.test(text));
  return text.replace('"serial": 41', '"serial": 42').replace(archive, "").replace(raw, '$1"elsewhere"');
}

journey("what is tracked is listed, searched and read by keyboard", STATE, async ({ page }) => {
  await table(page).waitFor();
  assert.deepEqual(await page.locator(".state-facts dd").allInnerTexts(), ["dev", "41", "18", "2026-11-03T08:14:22.611902Z", "git:5b1f0c7e"]);
  assert.equal(await table(page).getAttribute("aria-rowcount"), "19");
  await table(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await details(page).getByText("CLEAN_VIBRATION").first().waitFor();
  await page.keyboard.press("Escape");
  await details(page).waitFor({ state: "detached" });
  await page.getByRole("searchbox").fill("snowflake_dev");
  assert.ok((await table(page).getByRole("row").count()) > 1);
  await page.getByLabel("Only this type").selectOption("recipe");
  await page.getByRole("heading", { name: "No resource to show" }).waitFor();
});

journey("the state is downloaded as it is, removed after a question, and used again", { ...STATE }, async ({ page }) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
  assert.equal(download.suggestedFilename(), "dev.state.json");
  assert.equal(await readFile(await download.path(), "utf8"), await readFile(SAMPLE, "utf8"));
  await page.getByRole("button", { name: "Remove" }).click();
  await axe(page);
  await page.getByRole("button", { name: "Keep it" }).click();
  await table(page).waitFor();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove the state" }).click();
  await page.getByRole("heading", { name: "No state file" }).waitFor();
  await axe(page);
  await page.evaluate(() => (location.hash = "#/plan"));
  await page.getByText("Plan: 21 to create.").waitFor();
  await page.evaluate(() => (location.hash = "#/state"));
  await page.getByRole("radio", { name: "Versions" }).check();
  await page.getByRole("button", { name: "Use serial 41" }).click();
  await page.getByRole("radio", { name: "Resources" }).check();
  await row(page, "RAW_VIBRATION").waitFor();
});

journey("two versions are compared", { ...STATE }, async ({ page }) => {
  await openState(page, await laterState());
  await page.getByRole("radio", { name: "Versions" }).check();
  await page.locator(".version", { hasText: "Serial 42" }).getByText("present").waitFor();
  await page.getByText("2 resources differ.").waitFor();
  const changed = page.locator(".plan-steps > li", { hasText: "RAW_VIBRATION" });
  assert.match(await changed.innerText(), /Changed[\s\S]*connection[\s\S]*"snowflake_dev"[\s\S]*"elsewhere"/);
  assert.match(await page.locator(".plan-steps > li", { hasText: "VIBRATION_ARCHIVE_2019" }).innerText(), /Removed/);
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `state versions ${theme}`);
  });
  await page.getByLabel("To", { exact: true }).selectOption({ label: "serial 41, updated 2026-11-03T08:14:22.611902Z" });
  await page.getByText("No resource differs.").waitFor();
  await page.locator(".version", { hasText: "Serial 42" }).getByRole("button", { name: "What changed" }).click();
  await page.getByText("2 resources differ.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "compare-title");
  await page.getByRole("button", { name: "Forget these versions" }).click();
  await page.getByRole("heading", { name: "No version is kept yet" }).waitFor();
});

journey("a state that cannot be read names its problems", { ...STATE }, async ({ page }) => {
  await openState(page, '{"version": 2, "serial": 1, "updated_at": "2026-01-01T00:00:00Z", "resources": {}}');
  await page.getByRole("heading", { name: "This state file cannot be read" }).waitFor();
  await page.getByRole("region", { name: "About this state" }).getByText("STA002").waitFor();
  await axe(page);
});

for (const [size, context] of [["wide", { viewport: { width: 1280, height: 800 } }], ["narrow", PHONE]]) {
  journey(`the state is accessible and fits, ${size}`, { ...STATE, context }, async ({ page }) => {
    await table(page).waitFor();
    await inBothThemes(page, async (theme) => {
      await axe(page);
      await row(page, "RAW_VIBRATION").click();
      await details(page).waitFor();
      await axe(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(tooWide <= 0, `it is ${tooWide} px too wide`);
      await screenshot(page, `state ${size} ${theme}`);
      await details(page).getByRole("button", { name: "Close the resource" }).click();
    });
  });
}
