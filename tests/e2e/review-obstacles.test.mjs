// What stands in the way of a review, and the way back to one.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot, sideways } from "./browser.mjs";
import { NARROW, WIDE, blocks, copied, hash, openProject, reply, share, visit } from "./sharing.mjs";

const REGISTRY = "**/registry/blocks/**";
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

journey("a registry that cannot be read is told as that, and asked again", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, await blocks());
  await share(page);
  const address = await copied(page, "Copy the link");
  const cut = (visited) => visited.route(REGISTRY, (route) => route.abort());
  const reader = await visit(url, address, { prepare: cut, allow: [/registry\/blocks/, /ERR_FAILED/] });
  try {
    const badges = reader.page.getByRole("list", { name: "What can be trusted" });
    await badges.getByText("The registry BLOCKS_REGISTRY could not be read: index.json was not read:").waitFor();
    await badges.getByText("Nothing was worked out again.").waitFor();
    assert.equal(await badges.getByText("Blocks in use are others").count(), 0, "nobody knows that they are");
    // What the link promises stands there meanwhile, as its author's word.
    const facts = reader.page.locator(".review-facts");
    assert.match(await facts.innerText(), /\d+ to create\s+as its author says\s+Digest [0-9a-f]{4} [0-9a-f]{4}/);
    await reader.page.getByRole("heading", { name: "Plan of COMPRESSORS" }).waitFor();
    assert.equal(await reader.page.getByRole("button", { name: "Approve" }).getAttribute("aria-disabled"), "true");
    await inBothThemes(reader.page, async (theme) => {
      await screenshot(reader.page, `review registry gone ${theme}`);
      await axe(reader.page);
    });
    // Asked in vain the button stays, and keeps the focus.
    const again = reader.page.getByRole("button", { name: /Try(ing)? again/ });
    await again.focus();
    await reader.page.keyboard.press("Enter");
    await badges.getByText("could not be read").waitFor();
    assert.equal(await reader.page.evaluate(() => document.activeElement?.closest(".review-retry") !== null), true);
    await reader.page.unroute(REGISTRY);
    await reader.page.keyboard.press("Enter");
    await badges.getByText("Worked out again here: identical.").waitFor();
    assert.equal(await again.count(), 0);
    assert.equal(await focused(reader.page), "review-heading", "who pressed it is led to the plan");
    assert.match(await facts.innerText(), /counted here/);
    await reader.settle();
    assert.deepEqual(reader.problems, []);
  } finally {
    await reader.close();
  }
});

journey("the registry of a plan is read though the reviewer's own project has no blocks", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, await blocks());
  await share(page);
  const address = await copied(page, "Copy the link");
  const reader = await visit(url, "#/plan");
  try {
    await openProject(reader.page, { "project.yml": 'version: "1.0"\nproject: {key: OWN, name: Own}\ndatasets:\n  - {name: MINE, type: managed}\n' });
    await reader.page.reload();
    await reader.page.getByText("to create").first().waitFor();
    await reader.page.evaluate((hash) => (location.hash = hash), hash(address));
    await reader.page.getByText("Worked out again here: identical.").waitFor();
    // The counts at the bottom are those of another project, and say so.
    await reader.page.getByText("Your own project:").waitFor();
    // A look elsewhere, and back.
    const views = reader.page.getByRole("navigation", { name: "Views" });
    assert.equal(await views.getByRole("link", { name: "Review" }).getAttribute("aria-current"), "page");
    await views.getByRole("link", { name: "Plan" }).click();
    await reader.page.getByRole("heading", { name: "Plan", exact: true }).waitFor();
    assert.equal(await reader.page.getByText("Your own project:").count(), 0);
    await reader.page.reload();
    await views.getByRole("link", { name: "Review" }).click();
    await reader.page.getByText("Worked out again here: identical.").waitFor();
    assert.equal(await copied(reader.page, "Copy the link again"), `${url}${hash(address)}`);
    await reader.settle();
    assert.deepEqual(reader.problems, []);
  } finally {
    await reader.close();
  }
});

/** A project without a state. */
const pipes = {
  "project.yml": 'version: "1.0"\nproject: {key: PIPES, name: Pipes}\ndatasets:\n  - {name: READINGS, type: managed, format_type: csv}\n',
};

journey("an answer has a name and travels as a file", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, pipes);
  await share(page);
  const address = await copied(page, "Copy the link");
  await page.keyboard.press("Escape");
  const reader = await visit(url, address, { context: NARROW });
  const { page: phone } = reader;
  try {
    await phone.getByText("Worked out again here: identical.").waitFor();
    // Nobody approves without a name.
    await phone.getByRole("button", { name: "Approve" }).click();
    await phone.getByText("Nothing was answered: say who you are").waitFor();
    const name = phone.getByRole("textbox", { name: "Your name" });
    assert.equal(await name.getAttribute("aria-invalid"), "true");
    assert.equal(await name.evaluate((field) => field === document.activeElement), true);
    assert.equal(await phone.getByRole("button", { name: "Copy the answer as a link" }).count(), 0);
    await screenshot(phone, "review nameless narrow");
    await axe(phone);
    await reply(phone, { name: "Grace Hopper", verdict: "Approve" });
    const [download] = await Promise.all([phone.waitForEvent("download"), phone.getByRole("button", { name: "Download it as a file" }).click()]);
    assert.match(download.suggestedFilename(), /^answer-[0-9a-f]{8}-approve-grace-hopper\.plan$/);
    const text = await readFile(await download.path(), "utf8");

    const open = (...texts) =>
      page.locator("[data-open-files]").setInputFiles(texts.map((text, at) => ({ name: `mail ${at}.txt`, mimeType: "text/plain", buffer: Buffer.from(text) })));
    await open(text);
    await page.getByRole("button", { name: "Show it beside my plan" }).click();
    await page.getByText("Grace Hopper, unsigned").waitFor();
    await page.getByText("It holds: the plan comes out again").waitFor();
    // A plan comes the same way, as the text of its link; and several answers at once.
    await open(`${address}\n`);
    await page.getByText("Worked out again here: identical.").waitFor();
    const lin = await reply(phone, { name: "Lin", verdict: "Request changes" });
    const ada = await reply(phone, { name: "Ada", verdict: "Only remarks" });
    await open(hash(lin).slice(1), ada);
    await page.getByText("Lin, unsigned").waitFor();
    await page.getByText("Ada, unsigned").waitFor();
    // What is none of it is told.
    await open("hello");
    await page.getByText("a shared plan or an answer is a file of its own").waitFor();
    assert.deepEqual(await sideways(phone), []);
    await reader.settle();
    assert.deepEqual(reader.problems, []);
  } finally {
    await reader.close();
  }
});
