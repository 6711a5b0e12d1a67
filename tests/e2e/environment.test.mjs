// The environment view: what variables stand for, who says so, what is missing, and what stays secret.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const PROJECT = `project: {key: P, name: Pea, description: "{{ env.TOKEN }}"}
datasets:
  - {name: A, type: s3, connection: "{{ env.BUCKET }}"}
  - {name: B, type: s3, connection: "{{ env.BUCKET }}"}
`;
const PHONE = { viewport: { width: 360, height: 740 } };

async function show(page, view) {
  await page.getByRole("link", { name: new RegExp(view) }).first().click();
  await page.getByRole("heading", { level: 1, name: view }).waitFor();
}

async function openProject(page) {
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(PROJECT) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  await page.getByText("solution.yml is open").waitFor();
  await show(page, "Environment");
}

const row = (page, name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) });
const says = (page, text) => page.getByRole("main").getByRole("status").filter({ hasText: text }).waitFor();

journey("a missing variable is defined in one click, and the problems follow", {}, async ({ page }) => {
  await openProject(page);
  await says(page, "BUCKET and TOKEN are used and have no value.");
  await row(page, "BUCKET").getByText("2 values").click();
  await row(page, "BUCKET").getByRole("button", { name: "solution.yml:4" }).waitFor();
  await row(page, "BUCKET").getByRole("button", { name: "Define" }).click();
  await page.keyboard.type("lake");
  await page.keyboard.press("Enter");
  await says(page, "TOKEN is used and has no value.");
  await row(page, "BUCKET").getByText("this session").waitFor();
  await show(page, "Problems");
  await page.getByRole("main").getByRole("status").filter({ hasText: "1 error." }).waitFor();

  await show(page, "Environment");
  await row(page, "TOKEN").getByRole("button", { name: "Make secret" }).click();
  await says(page, "Every variable that is used has a value, or is secret.");
  assert.equal(await page.evaluate(() => document.activeElement.id), "variable-TOKEN");
  await row(page, "TOKEN").getByText("{{ env.TOKEN }}").waitFor();
  assert.equal(await row(page, "TOKEN").getByRole("textbox").count(), 0, "no value is asked for");
  await row(page, "TOKEN").getByRole("button", { name: "Not secret" }).click();
  await row(page, "BUCKET").getByRole("button", { name: "Remove" }).click();
  await says(page, "BUCKET and TOKEN are used and have no value.");
});

journey("variables and secrets are undone and done again like edits", {}, async ({ page }) => {
  await openProject(page);
  await row(page, "BUCKET").getByRole("button", { name: "Define" }).click();
  await page.keyboard.type("lake");
  await page.keyboard.press("Enter");
  await says(page, "TOKEN is used and has no value.");
  await row(page, "BUCKET").getByRole("button", { name: "Make secret" }).click();
  await row(page, "BUCKET").getByText("{{ env.BUCKET }}").waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.waitForFunction(() => document.querySelector("#variable-BUCKET")?.closest("tr").querySelector("input")?.value === "lake");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await says(page, "BUCKET and TOKEN are used and have no value.");
  await page.getByRole("button", { name: /^Redo/ }).click();
  await says(page, "TOKEN is used and has no value.");
});

journey("the chosen environment decides the values, and files win over what is typed", { hash: "#/environment" }, async ({ page }) => {
  await show(page, "Environment");
  await row(page, "WAREHOUSE").getByText("snowflake_dev").waitFor();
  await page.getByRole("button", { name: "prod", exact: true }).click();
  await row(page, "WAREHOUSE").getByText("snowflake_prod").waitFor();
  await page.getByLabel("New variable").fill("WAREHOUSE");
  await page.getByLabel("Value", { exact: true }).fill("typed");
  await page.getByRole("button", { name: "Add variable" }).click();
  await row(page, "WAREHOUSE").getByText("this session (passed over)").waitFor();
  await row(page, "WAREHOUSE").getByText("snowflake_prod").waitFor();
  await page.getByRole("textbox", { name: "Environment" }).fill("staging");
  await page.keyboard.press("Enter");
  await page.getByText("environments/staging.yml").waitFor();
  assert.equal(await row(page, "WAREHOUSE").getByRole("textbox").inputValue(), "typed");
  await page.getByRole("button", { name: "dev", exact: true }).click();
  await row(page, "WAREHOUSE").getByRole("button", { name: "environments/dev.yml:6" }).click();
  await page.waitForURL(/#\/source\/environments\/dev\.yml\?line=6$/);
});

journey("a name that no placeholder can hold is refused with the reason", { hash: "#/environment" }, async ({ page }) => {
  await show(page, "Environment");
  for (const [field, button] of [["New variable", "Add variable"], ["Name of a secret", "Declare secret"]]) {
    await page.getByLabel(field).fill("7 DAYS");
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("alert").filter({ hasText: "A name has letters" }).waitFor();
    await page.getByLabel(field).fill("DAYS_7");
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await row(page, "DAYS_7").waitFor();
  }
  await row(page, "DAYS_7").getByText("Secret", { exact: true }).waitFor();
});

for (const [size, context] of [["wide", {}], ["narrow", PHONE]]) {
  journey(`the environment is accessible and fits, ${size}`, { context }, async ({ page }) => {
    await openProject(page);
    await row(page, "BUCKET").getByText("2 values").click();
    await row(page, "TOKEN").getByRole("button", { name: "Make secret" }).click();
    await inBothThemes(page, async (theme) => {
      await axe(page);
      const tooWide = await page.evaluate(() => {
        const main = document.querySelector("main");
        return main.scrollWidth - main.clientWidth;
      });
      assert.ok(tooWide <= 0, `${tooWide} px too wide`);
      await screenshot(page, `environment ${size} ${theme}`);
    });
  });
}
