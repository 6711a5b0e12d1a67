// The dialog that shares a plan: it stays as it is while its link is made anew, and says what is in clear.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";
import { NARROW, WIDE, copied, hash, openProject, share, visit } from "./sharing.mjs";

journey("the dialog keeps the focus and what is unfolded while the link is made anew", { hash: "#/plan", context: WIDE }, async ({ page }) => {
  await page.getByText("to create").first().waitFor();
  const dialog = await share(page);
  const checks = dialog.locator(".share-checks");
  assert.equal(await checks.evaluate((it) => it.open), true, "what stands in the way is shown");
  await checks.locator("summary").click();
  await dialog.locator("summary", { hasText: "What is in it" }).click();
  const address = dialog.getByRole("textbox", { name: "Address of the plan" });
  const before = await address.innerText();
  await address.focus();
  // Typing goes on elsewhere, as by dictation.
  await dialog.getByRole("textbox", { name: "Note" }).evaluate((field) => {
    field.value = "Another note.";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await dialog.getByText("The link is being made anew.").waitFor();
  await dialog.getByText("The link is being made anew.").waitFor({ state: "detached" });
  assert.notEqual(await address.innerText(), before);
  assert.equal(await address.evaluate((it) => it === document.activeElement), true, "the focus stays");
  assert.equal(await checks.evaluate((it) => it.open), false, "what was folded stays folded");
  assert.equal(await dialog.locator(".share-made details").evaluate((it) => it.open), true);
});

journey("a credential in the note is told beside the note", { hash: "#/plan", context: WIDE }, async ({ page }) => {
  await page.getByText("to create").first().waitFor();
  const dialog = await share(page);
  const note = dialog.getByRole("textbox", { name: "Note" });
  await note.fill("The warehouse is password: hunter2-and-more");
  const field = dialog.locator("label", { has: page.locator("textarea") });
  await field.getByText("the note looks like a credential, and whoever has the link could read it. Take it out, and tell it another way.").waitFor();
  assert.equal(await note.getAttribute("aria-invalid"), "true");
  assert.equal(await dialog.getByRole("button", { name: "Copy the link" }).isVisible(), false);
  await dialog.getByText("There is no link: see the note.").waitFor();
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `share credential ${theme}`);
    await axe(page);
  });
  await note.fill("Nothing of the kind.");
  await dialog.getByRole("button", { name: "Copy the link" }).waitFor();
  assert.equal(await note.getAttribute("aria-invalid"), null);
});

journey("a passphrase is told for what it is, and the summary is in clear", { hash: "#/plan", context: WIDE }, async ({ page }) => {
  await page.getByText("to create").first().waitFor();
  const dialog = await share(page);
  await dialog.getByText("Whoever has the link can read it.").waitFor();
  assert.equal(await dialog.getByText("is in clear all the same").count(), 0);
  await dialog.getByLabel("Passphrase, if it is needed").fill("north wind");
  await dialog.getByText("Whoever has the link and the passphrase can read it").waitFor();
  await dialog.getByText("The summary for a pull request is in clear all the same").waitFor();
  const summary = await copied(page, "Copy the summary for a pull request");
  assert.match(summary, /\(http[^)]*#p1\.S2\./);
  // What checks found is in it.
  assert.match(summary, /\*\*Checks: 1 stands in the way of an approval\*\*\n\n- error POL001: /);
  await inBothThemes(page, async (theme) => {
    await screenshot(page, `share passphrase ${theme}`);
    await axe(page);
  });
});

journey("a whole plan is told for what it is", { hash: "#/plan", context: WIDE }, async ({ page, url }) => {
  await openProject(page, {
    "project.yml": 'version: "1.0"\nproject: {key: PIPES, name: Pipes}\ndatasets:\n  - {name: READINGS, type: managed, format_type: csv}\n',
  });
  const dialog = await share(page, { form: "Whole plan" });
  await dialog.getByText("cannot be worked out again and cannot be approved.").waitFor();
  const address = await copied(page, "Copy the link");
  const reader = await visit(url, address, { context: NARROW });
  try {
    await reader.page.getByText("Not worked out again: the link holds the plan itself").waitFor();
    await reader.page.getByText("as its author says").waitFor();
    await reader.page.getByText("These changes are what the author of the link says.").waitFor();
    await reader.page.getByText("No check was made").waitFor();
    assert.equal(await reader.page.getByRole("button", { name: "Approve" }).getAttribute("aria-disabled"), "true");
    await inBothThemes(reader.page, async (theme) => {
      await screenshot(reader.page, `review whole narrow ${theme}`);
      await axe(reader.page);
    });
    assert.ok(hash(address).startsWith("#p1.f2."));
    await reader.settle();
    assert.deepEqual(reader.problems, []);
  } finally {
    await reader.close();
  }
});
