// A plan shared as a link, reviewed in other browsers, answered, and the answers beside the plan.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot, sideways } from "./browser.mjs";
import { NARROW, WIDE, copied, openProject, share, visit } from "./sharing.mjs";

journey("a plan is shared, reviewed and answered, and the answer stands beside it", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await page.getByText("to create").first().waitFor();
  await share(page);
  const address = await copied(page, "Copy the link");
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
    await grace.page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await grace.page.keyboard.type("Who reads it?");
    await inBothThemes(grace.page, async (theme) => {
      await screenshot(grace.page, `review ${theme}`);
      await axe(grace.page);
    });
    await grace.page.getByRole("radio", { name: "Graph" }).check();
    await grace.page.locator(".review-node").first().waitFor();
    await grace.page.locator(".review-node").first().click();
    const pictures = [];
    await inBothThemes(grace.page, async (theme) => {
      await grace.page.waitForTimeout(200);
      pictures.push(await grace.page.locator(".review-sheet img").getAttribute("src"));
      await screenshot(grace.page, `review graph ${theme}`);
      await axe(grace.page);
    });
    assert.notEqual(pictures[0], pictures[1], "the picture keeps the colours of a theme that is gone");
    await grace.page.getByRole("radio", { name: "YAML" }).check();
    await grace.page.getByText("project.yml").waitFor();
    // A reload loses neither the plan nor what was said of it.
    const seen = await grace.page.getByText(/^\d+ of \d+ changes seen$/).innerText();
    assert.doesNotMatch(seen, /^0/);
    await grace.page.reload();
    await grace.page.getByText("Worked out again here: identical.").waitFor();
    await grace.page.getByText(seen, { exact: true }).waitFor();
    await grace.page.getByRole("listbox", { name: "Changes of the plan" }).focus();
    await grace.page.keyboard.press("Enter");
    assert.equal(await grace.page.getByRole("button", { name: "Object" }).getAttribute("aria-pressed"), "true");
    assert.equal(await grace.page.getByRole("textbox", { name: "Question" }).inputValue(), "Who reads it?");
    await grace.page.getByRole("textbox", { name: "Your name" }).fill("Grace");
    await grace.page.getByRole("checkbox", { name: "Sign it with the key of this browser" }).check();
    await grace.page.getByText("Your key in words").waitFor();
    await grace.page.getByRole("button", { name: "Request changes" }).click();
    const answer = await copied(grace.page, "Copy the answer as a link");
    await screenshot(grace.page, "review answer");
    await grace.settle();
    assert.deepEqual(grace.problems, []);

    await page.evaluate((hash) => (location.hash = hash), answer.slice(answer.indexOf("#")));
    await page.getByRole("button", { name: "Show it beside my plan" }).click();
    await page.getByText("Grace, signed:").waitFor();
    await page.getByText("asked: Who reads it?").waitFor();
    await screenshot(page, "answers");
    await axe(page);
  } finally {
    await grace.close();
  }

  // It is kept.
  await page.reload();
  await page.getByText("Grace, signed:").waitFor();
});

/** A project without a state: nothing of it is deleted, so that it may be approved. */
const pipes = (format) => ({
  "project.yml": `version: "1.0"\nproject: {key: PIPES, name: Pipes}\ndatasets:\n  - name: READINGS\n    type: managed\n    format_type: ${format}\n`,
});

journey("an approval is signed, and another version of the plan makes it stale", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, pipes("csv"));
  await share(page);
  const address = await copied(page, "Copy the link");
  await page.keyboard.press("Escape");
  const reviewer = await visit(url, address);
  try {
    await reviewer.page.getByText("Worked out again here: identical.").waitFor();
    await reviewer.page.getByRole("textbox", { name: "Your name" }).fill("Lin");
    await reviewer.page.getByRole("checkbox", { name: "Sign it with the key of this browser" }).check();
    await reviewer.page.getByText("Your key in words").waitFor();
    // Who objects does not approve.
    const approve = reviewer.page.getByRole("button", { name: "Approve" });
    await reviewer.page.getByRole("listbox", { name: "Changes of the plan" }).focus();
    await reviewer.page.keyboard.press("Enter");
    await reviewer.page.getByRole("button", { name: "Object" }).click();
    await reviewer.page.getByText("you object to 1 change. Request changes, or take that back.").waitFor();
    assert.equal(await approve.getAttribute("aria-describedby"), "why-not");
    await reviewer.page.getByRole("button", { name: "Object" }).click();
    // An answer says what is said now.
    await approve.click();
    await reviewer.page.getByRole("button", { name: "Copy the answer as a link" }).waitFor();
    await reviewer.page.getByRole("textbox", { name: "Of the plan as a whole" }).fill("Good.");
    await reviewer.page.getByText("You have changed something since the last answer.").waitFor();
    assert.equal(await reviewer.page.getByRole("button", { name: "Copy the answer as a link" }).count(), 0);
    await approve.click();
    const answer = await copied(reviewer.page, "Copy the answer as a link");
    await page.evaluate((hash) => (location.hash = hash), answer.slice(answer.indexOf("#")));
    await page.getByRole("button", { name: "Show it beside my plan" }).click();
    await page.getByText("Lin, signed:").waitFor();
    assert.equal(await page.getByText("stale").count(), 0);
    // A letter of the answer changed: it is refused.
    const forged = answer.slice(0, -1) + (answer.endsWith("A") ? "B" : "A");
    await page.evaluate((hash) => (location.hash = hash), forged.slice(forged.indexOf("#")));
    await page.getByText("changed or cut on the way").waitFor();
    await openProject(page, pipes("parquet"));
    await page.getByText("stale: about another version").waitFor();
    await screenshot(page, "answers stale");
    await reviewer.settle();
    assert.deepEqual(reviewer.problems, []);
  } finally {
    await reviewer.close();
  }
});

journey("a plan under a passphrase opens with it and with no other", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await page.getByText("to create").first().waitFor();
  await share(page, { passphrase: "north wind" });
  const address = await copied(page, "Copy the link");
  assert.match(address, /#p1\.S2\./);
  // Nobody takes a link along that does not yet have the passphrase just typed.
  await page.getByRole("button", { name: "Copy the link" }).waitFor();
  await page.getByLabel("Passphrase, if it is needed").fill("north winds");
  assert.equal(await page.getByRole("button", { name: "Copy the link" }).getAttribute("aria-disabled"), "true");
  await page.getByText("The link is being made anew.").waitFor();
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
  await share(page);
  const address = await copied(page, "Copy the link");
  await screenshot(page, "share narrow");
  const reader = await visit(url, address, { context: NARROW });
  try {
    await reader.page.getByText("Worked out again here: identical.").waitFor();
    // What is chosen lies below the list: it is scrolled to and has the focus, and there is a way back.
    await reader.page.getByRole("option").first().click();
    const chosen = reader.page.getByRole("group", { name: "The chosen change" });
    await reader.page.waitForFunction(() => document.activeElement?.id === "review-chosen");
    const { y } = await chosen.boundingBox();
    assert.ok(y >= 0 && y < 500, `the change begins at ${y}`);
    assert.equal(await reader.page.evaluate(() => document.scrollingElement.scrollTop), 0, "the page itself stays");
    await screenshot(reader.page, "review narrow");
    await axe(reader.page);
    await chosen.getByRole("button", { name: "Object" }).click();
    await chosen.getByRole("button", { name: "Add a comment" }).click();
    await chosen.getByRole("textbox", { name: "Comment" }).fill("Who reads it?");
    await chosen.getByRole("button", { name: "Back to the changes" }).click();
    await reader.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "listbox");
    // What is said of a change leaves its name the room.
    const row = reader.page.getByRole("option", { name: /objected to\s*comment/ });
    assert.ok((await row.locator(".review-row-said").boundingBox()).width < 60);
    await screenshot(reader.page, "review said narrow");
    assert.deepEqual(await sideways(reader.page), []);
    await reader.page.getByRole("radio", { name: "YAML" }).check();
    await reader.page.locator(".review-files pre").first().waitFor();
    assert.deepEqual(await sideways(reader.page), []);
    await screenshot(reader.page, "review YAML narrow");
  } finally {
    await reader.close();
  }
});
