// The source view: the editor under the policy, problems and fixes in the text, completion, one undo
// over everything, and the files.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const RECIPE = "#/source/recipes/alerting.yml";

/** Waits for the editor and gives its text field. */
async function editor(page) {
  const content = page.locator(".cm-content");
  await content.waitFor();
  return content;
}

/** Replaces the whole text as a user would, by keyboard. */
async function write(page, text) {
  await (await editor(page)).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** The lines that the editor shows; use it with short texts. */
async function lines(page) {
  return page.locator(".cm-line").allInnerTexts();
}

async function hasText(page, text) {
  await page.waitForFunction(
    (wanted) => {
      const shown = document.querySelector("[data-source-editor]").shadowRoot.querySelectorAll(".cm-line");
      return [...shown].map((line) => line.innerText.replace(/\n$/, "")).join("\n") === wanted;
    },
    text,
    { timeout: 5000 },
  ).catch(async () => assert.equal((await lines(page)).join("\n"), text));
}

/** What is marked in the text, worst first. */
function marked(page) {
  return page.locator(".cm-lintRange");
}

const undo = (page) => page.keyboard.press("ControlOrMeta+z");

journey("the editor is loaded when the source view opens, and not before", { hash: "#/problems" }, async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  await page.getByRole("navigation").getByRole("link", { name: "Environment" }).click();
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  assert.ok(!asked.includes("editor.js"), "no other view needs it");
  await page.getByRole("navigation").getByRole("link", { name: "Source" }).click();
  await editor(page);
  assert.equal(asked.filter((name) => name === "editor.js").length, 1);
});

journey("a problem appears while typing, its card fixes it, and undo goes back over both", { hash: RECIPE }, async ({ page }) => {
  const broken = "recipes:\n  - name: rank 😀\n    type: sql\n    inputs: [RAW_VIBRATIO]\n    outputs: [WORK_PRIORITIES]\n";
  await write(page, broken);
  await marked(page).getByText("RAW_VIBRATIO").waitFor();
  await page.locator(".cm-lint-marker-error").first().waitFor();
  await marked(page).getByText("RAW_VIBRATIO").hover();
  const card = page.locator(".card");
  await card.getByText("REF001").waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `card ${theme}`);
  });
  await card.getByRole("button", { name: "Replace by RAW_VIBRATION" }).click();
  const fixed = broken.replace("RAW_VIBRATIO]", "RAW_VIBRATION]");
  await hasText(page, fixed);
  await marked(page).getByText("RAW_VIBRATION").waitFor({ state: "detached" });
  await undo(page);
  await hasText(page, broken);
  await page.keyboard.press("ControlOrMeta+Shift+Z");
  await hasText(page, fixed);
  await undo(page);
  await undo(page);
  await page.locator(".cm-line").first().getByText("recipes:").waitFor();
  assert.equal((await lines(page))[1], "  - name: raise_alerts");
});

journey("the sign beside a line tells what is wrong in it", { hash: RECIPE }, async ({ page }) => {
  await write(page, "recipes:\n  - name: a\n    type: slq\n    outputs: [EQUIPMENT_ALERTS]\n");
  await page.locator(".cm-lint-marker").first().click();
  const told = page.locator(".card");
  await told.getByText("SCH006").waitFor();
  await axe(page);
  await screenshot(page, "told beside the line");
  await told.getByRole("button", { name: "Replace by sql" }).click();
  await hasText(page, "recipes:\n  - name: a\n    type: sql\n    outputs: [EQUIPMENT_ALERTS]\n");
});

journey("marks stand on the right characters, whatever stands before them", { hash: RECIPE }, async ({ page }) => {
  await write(page, "# 😀é€\nrecipes:\n  - name: a\n    type: slq # 😀\n    outputs: [EQUIPMENT_ALERTS]\n");
  await marked(page).first().waitFor();
  const texts = await marked(page).allInnerTexts();
  assert.ok(texts.includes("slq"), `marked are ${texts}`);
  // Typing before a mark moves it along, and the next analysis finds the same place.
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.insertText("# 👩‍💻\n");
  assert.ok((await marked(page).allInnerTexts()).includes("slq"));
  await page.waitForTimeout(400);
  assert.ok((await marked(page).allInnerTexts()).includes("slq"));
});

journey("typing over several lines leaves nothing behind", { hash: RECIPE }, async ({ page }) => {
  await write(page, "recipes:\n  - name: a\n    type: sql\n");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+End");
  await page.keyboard.type("x");
  await hasText(page, "recipes:\nx\n");
  await undo(page);
  await hasText(page, "recipes:\n  - name: a\n    type: sql\n");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.locator(".cm-placeholder").waitFor();
  await undo(page);
});

journey("a fix can be applied by keyboard", { hash: RECIPE }, async ({ page }) => {
  await write(page, "recipes:\n  - name: a\n    type: sql\n    outputs: [EQUIPMENT_ALERT]\n");
  await marked(page).getByText("EQUIPMENT_ALERT").waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ControlOrMeta+.");
  const button = page.locator(".card").getByRole("button", { name: "Replace by EQUIPMENT_ALERTS" });
  await button.waitFor();
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches(".fix"));
  await page.keyboard.press("Enter");
  await hasText(page, "recipes:\n  - name: a\n    type: sql\n    outputs: [EQUIPMENT_ALERTS]\n");
});

journey("completion writes keys, and names of datasets", { hash: RECIPE }, async ({ page }) => {
  await write(page, "recipes:\n  - name: a\n    type: sql\n    ");
  await page.keyboard.type("inp");
  const choices = page.locator(".cm-tooltip-autocomplete");
  await choices.getByText("inputs").waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await choices.getByText("RAW_VIBRATION").waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `completion ${theme}`);
  });
  await page.keyboard.type("RAW");
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await hasText(page, "recipes:\n  - name: a\n    type: sql\n    inputs: [RAW_VIBRATION]");
});

journey("a name leads to its declaration, and to its uses", { hash: RECIPE }, async ({ page }) => {
  await editor(page);
  const use = page.locator(".cm-line", { hasText: "inputs: [HEALTH_BY_EQUIPMENT, EQUIPMENT_METADATA]" });
  await use.waitFor();
  await use.click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+F12");
  const dialog = page.getByRole("dialog", { name: "Uses of EQUIPMENT_METADATA" });
  await dialog.getByText("declaration").waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await (await editor(page)).focus();
  await page.keyboard.press("F12");
  await page.waitForURL(/#\/source\/datasets\/inputs\.yml\?line=34$/);
  await page.locator(".source-foot").getByText(/Line 34, column \d+ \(18 selected\)/).waitFor();
});

journey("references, ports and objects of blocks are completed, explained and followed", { hash: "#/source" }, async ({ page }) => {
  await page.locator("[data-open-files]").setInputFiles([
    { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from('version: "1.0"\nproject: {key: P, name: Pea}\n') },
  ]);
  await page.getByText("solution.yml is open").waitFor();
  const choices = page.locator(".cm-tooltip-autocomplete");
  const choose = async (text) => {
    await choices.getByText(text).first().waitFor();
    await page.waitForTimeout(100);
    await page.keyboard.press("Enter");
  };
  const head = 'version: "1.0"\nproject: {key: P, name: Pea}\ndatasets:\n  - {name: RAW_VIBRATION, type: managed}\nblocks:\n';
  await write(page, `${head}  - ref: `);
  await page.keyboard.type("SENS");
  // The registry is read with the first letter; a later one finds it.
  await page.waitForLoadState("networkidle");
  await page.keyboard.type("OR");
  await choose("BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0");
  await page.keyboard.press("Enter");
  await page.keyboard.type("inp");
  await choose("inputs");
  await choose("RAW_VIBRATION");
  await choose("RAW_VIBRATION");
  const text = `${head}  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.1.0\n    inputs:\n      RAW_VIBRATION: RAW_VIBRATION`;
  assert.equal(await page.locator(".cm-line").allTextContents().then((lines) => lines.join("\n")), text);
  await page.getByRole("main").getByText("SENSOR_DATA_CLEANING").hover();
  await page.locator(".card").getByText("Pinned to version 1.1.0.").waitFor();
  await screenshot(page, "block reference explained");
  await page.keyboard.press("F12");
  await page.waitForURL(/#\/source\/solution\.yml\?line=4$/);
});

journey("files are chosen, added, renamed and deleted by keyboard, and undo brings them back", { hash: "#/source" }, async ({ page }) => {
  await editor(page);
  const tree = page.getByRole("tree");
  await tree.getByRole("treeitem", { selected: true }).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/source\/recipes\/scoring\.yml$/);
  await page.getByRole("button", { name: "New file" }).first().click();
  const path = page.getByRole("textbox", { name: "Path in the project" });
  assert.equal(await path.inputValue(), "recipes/new.yml");
  await path.fill("recipes/scoring.yml");
  await page.getByText("There already is a file recipes/scoring.yml.").waitFor();
  await axe(page);
  await path.fill("recipes/more.yml");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/source\/recipes\/more\.yml$/);
  await page.locator(".cm-line", { hasText: "new_recipe" }).waitFor();
  await tree.getByRole("treeitem", { name: /more\.yml changed/ }).focus();
  await page.keyboard.press("F2");
  await path.fill("recipes/other.yml");
  await page.keyboard.press("Enter");
  const other = tree.getByRole("treeitem", { name: /other\.yml/ });
  await other.waitFor();
  await other.focus();
  await page.keyboard.press("Delete");
  await other.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).last().click();
  await other.waitFor();
});

journey("each file remembers where its caret was", { hash: "#/source/datasets/inputs.yml?line=30" }, async ({ page }) => {
  await editor(page);
  const foot = page.locator(".source-foot");
  await foot.getByText("Line 30, column 1").waitFor();
  await page.getByRole("treeitem", { name: /results\.yml/ }).click();
  await foot.getByText("Line 1, column 1").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Plan" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Source" }).click();
  await page.locator(".file-title").getByText("datasets/results.yml").waitFor();
  await page.getByRole("treeitem", { name: /inputs\.yml/ }).click();
  await foot.getByText("Line 30, column 1").waitFor();
});

journey("the keyboard can leave the editor", { hash: RECIPE }, async ({ page }) => {
  await (await editor(page)).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("Tab");
  assert.equal((await lines(page))[0], "  recipes:");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  const inEditor = await page.evaluate(() => document.activeElement.matches("[data-source-editor]"));
  assert.equal(inEditor, false);
});

// The editor asks again, or still waits for an answer, when its view is gone.
journey("the source can be left in the middle of a word", { hash: RECIPE }, async ({ page }) => {
  const visit = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  for (const last of ["Control+Space", "a", "Backspace"]) {
    await visit(RECIPE);
    await (await editor(page)).focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("\n  - na");
    await page.keyboard.press(last);
    await visit("#/plan");
    await page.getByRole("heading", { level: 1, name: "Plan" }).waitFor({ state: "attached" });
    await page.waitForTimeout(400);
  }
});

const offline = {
  hash: RECIPE,
  prepare: (page) => page.route("**/editor.js*", (route) => route.abort()),
  allow: [/editor\.js/, /ERR_FAILED/],
};
journey("without the editor the text can be edited in a plain field", offline, async ({ page }) => {
  const field = page.getByRole("textbox", { name: "Text of recipes/alerting.yml" });
  await page.getByText("The code editor could not be loaded").waitFor();
  await axe(page);
  await screenshot(page, "plain text");
  await field.fill("recipes:\n  - name: a\n    type: sql\n    outputs: [NOWHERE]\n");
  await page.locator(".source-foot").getByText(/\d errors?/).waitFor();
  await page.unroute("**/editor.js*");
  await page.getByRole("button", { name: "Try again" }).click();
  await editor(page);
  await marked(page).getByText("NOWHERE").waitFor();
});

journey("the source view has no fault in either theme, wide or narrow", { hash: RECIPE }, async ({ page }) => {
  await editor(page);
  for (const [name, width, height] of [["wide", 1280, 800], ["narrow", 390, 844]]) {
    await page.setViewportSize({ width, height });
    await inBothThemes(page, async (theme) => {
      await axe(page);
      await screenshot(page, `source ${name} ${theme}`);
    });
  }
  await page.getByRole("combobox", { name: "File" }).selectOption("datasets/inputs.yml");
  await page.locator(".cm-line", { hasText: "RAW_VIBRATION" }).first().waitFor();
  await page.keyboard.press("ControlOrMeta+Home");
});

journey("searching stays in the page's look", { hash: RECIPE }, async ({ page }) => {
  await (await editor(page)).focus();
  await page.keyboard.press("ControlOrMeta+f");
  await page.locator(".cm-search").waitFor();
  await page.keyboard.type("EQUIPMENT");
  await page.locator(".cm-searchMatch").first().waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `search ${theme}`);
  });
});
