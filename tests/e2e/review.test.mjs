// A plan shared as a link, reviewed in other browsers, answered, and the answers beside the plan.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, open, screenshot } from "./browser.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 390, height: 844 } };

/** Makes a link in the dialog, as the author does. */
async function share(page, { name = "Ada", passphrase = "" } = {}) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your name" }).fill(name);
  await dialog.getByRole("textbox", { name: "For" }).fill("the platform team");
  await dialog.getByRole("textbox", { name: "Note" }).fill("The daily figures come from the new readings.");
  if (passphrase) await dialog.getByLabel("Passphrase, if it is needed").fill(passphrase);
  await page.waitForTimeout(passphrase ? 2_500 : 800);
  return dialog;
}

const addressIn = async (dialog) => (await dialog.getByRole("textbox", { name: "Address of the plan" }).textContent()).trim();

/** Opens an address in a profile of its own, as another person does. */
async function visit(url, address, options = {}) {
  const hash = address.slice(address.indexOf("#"));
  return open({ at: () => url, hash, context: WIDE, ...options });
}

journey("a plan is shared, reviewed by two people and answered, and the answers stand beside it", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await page.getByText("to create").first().waitFor();
  const dialog = await share(page);
  const address = await addressIn(dialog);
  assert.match(address, /#p1\.s2\./);
  await screenshot(page, "share");
  await axe(page);
  await page.keyboard.press("Escape");

  const grace = await visit(url, address);
  try {
    await grace.page.getByText("Worked out again here: identical.").waitFor();
    assert.equal(await grace.page.evaluate(() => location.hash), "#/review");
    await grace.page.getByText("Shared by Ada (unsigned) for the platform team").waitFor();
    await grace.page.getByRole("listbox", { name: "Changes of the plan" }).focus();
    await grace.page.keyboard.press("Enter");
    await grace.page.getByText("1 of").waitFor();
    await grace.page.getByRole("button", { name: "Object" }).click();
    await grace.page.getByRole("button", { name: "Add a question" }).click();
    await grace.page.getByRole("textbox", { name: "Question" }).fill("Who reads it?");
    await inBothThemes(grace.page, async (theme) => {
      await screenshot(grace.page, `review ${theme}`);
      await axe(grace.page);
    });
    await grace.page.getByText("Graph", { exact: true }).click();
    await grace.page.locator(".review-node").first().waitFor();
    await grace.page.locator(".review-node").first().click();
    await inBothThemes(grace.page, async (theme) => {
      await screenshot(grace.page, `review graph ${theme}`);
      await axe(grace.page);
    });
    await grace.page.getByText("YAML", { exact: true }).click();
    await grace.page.getByText("project.yml").waitFor();
    await grace.page.getByRole("textbox", { name: "Your name" }).fill("Grace");
    await grace.page.getByRole("checkbox", { name: "Sign it with the key of this browser" }).check();
    await grace.page.getByText("Your key in words").waitFor();
    await grace.page.getByRole("button", { name: "Request changes" }).click();
    const answer = await grace.page.getByRole("textbox", { name: "Address of the answer" }).textContent();
    await screenshot(grace.page, "review answer");
    await grace.settle();
    assert.deepEqual(grace.problems, []);

    await page.evaluate((hash) => (location.hash = hash), answer.trim().slice(answer.indexOf("#")));
    await page.getByRole("button", { name: "Show it beside my plan" }).click();
    await page.getByText("Grace, signed:").waitFor();
    await page.getByText("asked: Who reads it?").waitFor();
    await screenshot(page, "answers");
    await axe(page);
  } finally {
    await grace.close();
  }

  // Another version makes the answer stale.
  await page.evaluate(() => (location.hash = "#/environment"));
  await page.reload();
  await page.evaluate(() => (location.hash = "#/plan"));
  await page.getByText("Grace, signed:").waitFor();
});

journey("a plan under a passphrase opens with it and with no other", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await page.getByText("to create").first().waitFor();
  const dialog = await share(page, { passphrase: "north wind" });
  const address = await addressIn(dialog);
  assert.match(address, /#p1\.S2\./);
  const reader = await visit(url, address);
  try {
    await reader.page.getByLabel("Passphrase").fill("south wind");
    await reader.page.keyboard.press("Enter");
    await reader.page.getByText("the passphrase is another one").waitFor();
    await reader.page.getByLabel("Passphrase").fill("north wind");
    await reader.page.keyboard.press("Enter");
    await reader.page.getByText("Worked out again here: identical.").waitFor();
    const kept = await reader.page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href, document.title]));
    assert.ok(!kept.includes("wind"));
    await reader.settle();
    assert.deepEqual(reader.problems, []);
  } finally {
    await reader.close();
  }
});

journey("a damaged link, one of a newer version and no link are refused in words", { hash: "#/review", context: WIDE }, async ({ page }) => {
  for (const [hash, words] of [
    ["#p2.s2.x.y", "newer version (p2)"],
    ["#p1.s2.AAAA.BBBB", "changed or cut on the way"],
    ["#p1.s2", "its end is missing"],
  ]) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.getByText(words).waitFor();
  }
  await screenshot(page, "review refused");
  await axe(page);
  await page.getByRole("textbox", { name: "Link of a plan, or of an answer" }).fill("hello");
  await page.keyboard.press("Enter");
  await page.getByText("it is no plan link").waitFor();
});

journey("a shared plan is read on a phone", { hash: "#/plan", context: NARROW }, async ({ page, url }) => {
  await page.getByText("to create").first().waitFor();
  const address = await addressIn(await share(page));
  await screenshot(page, "share narrow");
  const reader = await visit(url, address, { context: NARROW });
  try {
    await reader.page.getByText("Worked out again here: identical.").waitFor();
    await reader.page.getByRole("option").first().click();
    await screenshot(reader.page, "review narrow");
    await axe(reader.page);
    const isWide = await reader.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!isWide, "the page scrolls sideways");
  } finally {
    await reader.close();
  }
});
