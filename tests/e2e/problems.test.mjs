// The problems view: five mistakes are found, read and put right from the list, by pointer and by keyboard.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const BROKEN = `version: "1.0"
project:
  key: COMPRESSORS
  name: Compressors
  descripton: Vibration monitoring
datasets:
  - name: readings
    type: snowflak
  - name: FEATURES
    type: managed
    schema:
      columns:
        - {name: 7, type: double}
  - name: READINGS_OLD
    type: s3
recipes:
  - name: prepare
    type: python
    inputs: [READING_OLD]
    outputs: [FEATURES]
`;
const PHONE = { viewport: { width: 360, height: 740 } };
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

/** Opens a project of one file and shows its problems. */
async function openProject(page, text = BROKEN) {
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(text) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  await page.getByText("solution.yml is open").waitFor();
  await page.getByRole("link", { name: /Problems/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Problems" }).waitFor();
}

const verdict = (page) => page.getByRole("main").getByRole("status");
const says = (page, text) => verdict(page).filter({ hasText: text }).waitFor();
const rows = (page) => page.locator(".problem");
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

journey("five mistakes are put right from the list, one after the other", {}, async ({ page }) => {
  await openProject(page);
  await says(page, "Not valid in strict mode: 3 errors and 2 warnings.");
  assert.equal(await rows(page).count(), 5);

  // The first one is open: what is written, what would be.
  await page.locator("mark", { hasText: "descripton" }).waitFor();
  assert.equal(await page.locator(".problem-open del").textContent(), "−   descripton: Vibration monitoring");
  assert.equal(await page.locator(".problem-open ins").textContent(), "+   description: Vibration monitoring");
  await page.getByText("About SCH008").click();
  await page.getByText("Nothing reads this key").waitFor();

  const expected = [
    ["2 warnings", null],
    ["3 errors and 1 warning", /the type "snowflak"/],
    ["3 errors", /found a whole number/],
    ["2 errors", /"readings"/],
    ["1 error", /READING_OLD/],
  ];
  for (const [left, next] of expected) {
    await says(page, left);
    if (next) await page.waitForFunction((text) => new RegExp(text).test(document.activeElement.textContent), next.source);
    await page.getByRole("button", { name: "Apply fix" }).click();
  }
  await says(page, "Valid in strict mode: no problems.");
  await page.getByRole("heading", { name: "Nothing is wrong" }).waitFor();
  await page.getByText(/Checked against \d+ rules: 1 file with 3 datasets and 1 recipe/).waitFor();
  assert.equal(await focused(page), "Problems", "the focus is not lost when the last problem goes");

  await page.keyboard.press("Control+z");
  await says(page, "1 error");
});

journey("all safe fixes are one step of undo", {}, async ({ page }) => {
  await openProject(page);
  await page.getByRole("button", { name: "Apply all safe fixes (3)" }).click();
  await page.getByText("3 fixes are applied. Undo takes them back at once.").waitFor();
  await says(page, "Not valid in strict mode: 2 errors.");
  await page.keyboard.press("Control+z");
  await says(page, "3 errors and 2 warnings");
});

journey("safe fixes that take long can be stopped, and what is made stays", {}, async ({ page }) => {
  // Each number in the list is mended in a step of its own.
  const names = Array.from({ length: 200 }, (_, n) => `      - ${n + 1}\n`).join("");
  const dataset = (_, n) => `  - {name: D${n}, type: s3, connection: lake, params: {table: t${n}}}\n`;
  const datasets = Array.from({ length: 600 }, dataset).join("");
  const recipe = `recipes:\n  - name: r\n    type: sql\n    outputs: [D1]\n    inputs:\n${names}`;
  await openProject(page, `project: {key: P, name: Pea}\ndatasets:\n${datasets}${recipe}`);
  const fixes = page.getByRole("button", { name: /^Apply all safe fixes/ });
  assert.equal(await fixes.textContent(), "Apply all safe fixes (200)");
  await fixes.click();
  const dialog = page.getByRole("dialog", { name: "Applying safe fixes" });
  await dialog.getByRole("progressbar", { name: "Safe fixes" }).waitFor();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await dialog.waitFor({ state: "detached" });
  const said = await page.locator(".notice", { hasText: "Stopped with" }).textContent();
  const [, made, left] = said.match(/^(\d+) fix.* Stopped with (\d+) left\./);
  assert.equal(Number(made) + Number(left), 200);
  assert.ok(Number(made) > 0 && Number(left) > 0, said);
  await page.getByText(`Apply all safe fixes (${left})`).waitFor();
  assert.match(await focused(page), /^Apply all safe fixes/, "the focus comes back");
  await page.keyboard.press("Control+z");
  await page.getByText("Apply all safe fixes (200)").waitFor();
});

journey("problems are reached, opened and left by keyboard", {}, async ({ page }) => {
  await openProject(page);
  await page.keyboard.press("F8");
  await page.waitForFunction(() => /snowflak/.test(document.activeElement.textContent));
  await page.keyboard.press("Shift+F8");
  await page.waitForFunction(() => /descripton/.test(document.activeElement.textContent));
  await page.keyboard.press("Shift+F8");
  await page.waitForFunction(() => /READING_OLD/.test(document.activeElement.textContent));
  await page.getByText("5 of 5").waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".problem-open").count(), 0, "Enter closes the open one");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "solution.yml:19:14");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/source\/solution\.yml\?line=19$/);
});

journey("the list is filtered and grouped", {}, async ({ page }) => {
  await openProject(page);
  await page.getByRole("button", { name: "Warnings 2" }).click();
  assert.equal(await rows(page).count(), 3);
  await page.getByRole("searchbox").fill("naming nothing");
  await page.getByRole("heading", { name: "No problem matches the filter" }).waitFor();
  await page.getByRole("button", { name: "Show all problems" }).click();
  assert.equal(await rows(page).count(), 5);
  await page.getByRole("combobox", { name: "Rule" }).selectOption("SCH006");
  assert.match(await rows(page).textContent(), /snowflak/);
  await page.getByRole("combobox", { name: "Rule" }).selectOption("");
  const groups = page.getByRole("main").getByRole("heading", { level: 2 });
  assert.deepEqual(await groups.allTextContents(), ["schema1 errors2 warnings", "naming1 errors", "references1 errors"]);
  await page.getByRole("radio", { name: "By file" }).check();
  assert.deepEqual(await groups.allTextContents(), ["solution.yml3 errors2 warnings"]);
});

journey("a group folds by keyboard, stays folded, and opens for a problem in it", {}, async ({ page }) => {
  await openProject(page);
  const head = page.getByRole("button", { name: /^schema/i });
  await head.focus();
  await page.keyboard.press("Enter");
  assert.equal(await head.getAttribute("aria-expanded"), "false");
  assert.equal(await rows(page).count(), 2);
  await page.keyboard.press("Control+e");
  await page.waitForURL(/#\/source/);
  await page.getByRole("link", { name: /Problems/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Problems" }).waitFor();
  assert.equal(await head.getAttribute("aria-expanded"), "false", "it stays folded behind another view");
  await page.keyboard.press("F8");
  await page.waitForFunction(() => /snowflak/.test(document.activeElement.textContent));
  assert.equal(await head.getAttribute("aria-expanded"), "true");
  assert.equal(await rows(page).count(), 5);
  await head.click();
  assert.equal(await rows(page).count(), 2);
  await head.click();
  assert.equal(await rows(page).count(), 5);
});

journey("lenient lets warnings pass, strict does not", {}, async ({ page }) => {
  await openProject(page, "project: {key: P, name: Pea, descripton: d}\n");
  await says(page, "Not valid in strict mode: 1 warning. In lenient mode it would pass.");
  await page.getByRole("radio", { name: "Strict: warnings fail" }).focus();
  await page.keyboard.press("ArrowRight");
  await says(page, "Valid in lenient mode: 1 warning. In strict mode it would fail.");
  assert.equal(await page.getByLabel("Fail on warnings").isChecked(), false);
  await page.getByLabel("Fail on warnings").check();
  await says(page, "Not valid in strict mode");
});

journey("a problem is copied as text", { context: CLIPBOARD }, async ({ page }) => {
  await openProject(page);
  const copied = async (name, beginning) => {
    await page.getByRole("button", { name }).click();
    await page.getByRole("button", { name: "Copied" }).first().waitFor();
    await page.waitForFunction(async (start) => (await navigator.clipboard.readText()).startsWith(start), beginning);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(
    await copied("Copy as text", "warning SCH008"),
    `warning SCH008 project.descripton: the key "descripton" is not known here
 --> solution.yml:5:3
4 |   name: Compressors
5 |   descripton: Vibration monitoring
  |   ^^^^^^^^^^
6 | datasets:
  hint: Did you mean \`description\`?
  fix: Rename to description
    solution.yml:5
    -   descripton: Vibration monitoring
    +   description: Vibration monitoring
`,
  );
  const all = await copied("Copy all as text", "Not valid");
  assert.match(all, /^Not valid in strict mode: 3 errors and 2 warnings\.\n\nwarning SCH008/);
  assert.equal(all.match(/ --> solution\.yml:/g).length, 5);
});

journey("ten thousand problems stay quick to go through", { longTaskMs: 1000 }, async ({ page, problems }) => {
  const dataset = (_, n) => `  - {name: D${n}, type: s33, formt_type: csv}\n`;
  const text = `project: {key: P, name: Pea}\ndatasets:\n${Array.from({ length: 5000 }, dataset).join("")}`;
  await openProject(page, text);
  await says(page, "10,000 warnings");
  assert.equal(await rows(page).count(), 50);
  assert.ok((await page.locator("*").count()) < 3500);
  await page.getByText("Page 1 of 200").waitFor();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("Page 2 of 200").waitFor();
  await page.waitForFunction(() => document.activeElement.classList.contains("problem-head"));
  await page.getByText("51 of 10000").waitFor();
  await page.keyboard.press("Shift+F8");
  await page.getByText("Page 1 of 200").waitFor();
  await page.getByRole("searchbox").fill("datasets[4999]");
  await page.getByText("1 of 2", { exact: true }).or(page.getByText("2 of 10,000 problems")).waitFor();
  assert.equal(await rows(page).count(), 2);
  assert.deepEqual(problems, []);
});

for (const [size, context] of [["wide", {}], ["narrow", PHONE]]) {
  journey(`broken projects are accessible and fit, ${size}`, { context }, async ({ page }) => {
    await openProject(page);
    await page.getByText("About SCH008").click();
    await inBothThemes(page, async (theme) => {
      await axe(page);
      const tooWide = await page.evaluate(() => {
        const main = document.querySelector("main");
        return main.scrollWidth - main.clientWidth;
      });
      assert.ok(tooWide <= 0, `${tooWide} px too wide`);
      await screenshot(page, `broken ${size} ${theme}`);
    });
  });
}
