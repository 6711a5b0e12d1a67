// Notes by keyboard: reached, found, moved and written, on the canvas and in the outline; and a phone's picture.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, journey, screenshot } from "./browser.mjs";
import { LOOSE, hint, node, openProject, port } from "./canvas/project.mjs";

const CANVAS = { hash: "#/canvas" };
const PHONE = { ...CANVAS, context: { viewport: { width: 390, height: 844 } } };

const tree = (page) => page.getByRole("tree", { name: "Outline of the canvas" });

async function addNote(page, words) {
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await page.getByRole("textbox", { name: "Text of the note" }).first().waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
}

journey("notes are reached along the nodes, moved, found, and read in the outline", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await addNote(page, "Ask Ada about the sensors");
  await page.locator('.note[aria-label="Note: Ask Ada about the sensors"]').waitFor();
  await node(page, "cleaning").click();
  await page.keyboard.press("End");
  await page.waitForFunction(() => document.activeElement.dataset.note === "0");
  const left = () => page.locator(".note").evaluate((note) => note.style.left);
  const before = await left();
  await page.keyboard.press("Alt+ArrowRight");
  assert.notEqual(await left(), before);
  // Up from the first of them leads back to the nodes.
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.activeElement.dataset.item);
  await page.keyboard.press("Control+f");
  await page.waitForFunction(() => document.activeElement.id === "canvas-find");
  await page.keyboard.type("ask ada");
  await page.keyboard.press("Enter");
  await page.getByRole("search", { name: "On the canvas" }).getByText("1 of 1: note, Ask Ada about the sensors").waitFor();
  await page.locator(".note-selected").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Outline" }).click();
  await tree(page).getByText("Ask Ada about the sensors").click();
  await page.getByRole("toolbar", { name: "What can be done with Ask Ada about the sensors" }).waitFor();
  await axe(page);
  await page.keyboard.press("F2");
  const dialog = page.getByRole("dialog", { name: "Note" });
  await dialog.getByRole("textbox", { name: "Text of the note" }).fill("Asked");
  await dialog.getByRole("button", { name: "Done" }).click();
  await tree(page).getByText("Asked", { exact: true }).waitFor();
  await page.keyboard.press("Delete");
  await tree(page).getByText("Asked", { exact: true }).waitFor({ state: "detached" });
});

journey("a picture of a note alone, and of nothing there is none", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const menu = page.getByRole("button", { name: "Export picture" });
  const choice = page.getByRole("button", { name: "Selection as SVG" });
  await menu.click();
  assert.equal(await choice.getAttribute("aria-disabled"), "true");
  await choice.getByText("nothing is selected").waitFor();
  await screenshot(page, "canvas export of nothing");
  await page.keyboard.press("Escape");
  await addNote(page, "Ask Ada about the sensors");
  await page.locator(".note-selected").waitFor();
  await menu.click();
  const [file] = await Promise.all([page.waitForEvent("download"), choice.click()]);
  const svg = await readFile(await file.path(), "utf8");
  assert.ok(svg.includes("Ask Ada about") && !svg.includes("cleaning") && !svg.includes("READINGS"), svg);
});

journey("a phone shows what was chosen in the outline, and writes notes", PHONE, async ({ page }) => {
  await page.locator("[data-open-files]").setInputFiles([{ name: "project.yml", mimeType: "text/yaml", buffer: Buffer.from(LOOSE) }]);
  await page.getByText(/is open, with 1 file/).waitFor();
  await page.goto(page.url().replace(/#.*/, "#/canvas"));
  await tree(page).waitFor();
  await addNote(page, "For later");
  await tree(page).getByText("For later").waitFor();
  await screenshot(page, "canvas note on a phone");
  await page.getByRole("button", { name: "Edit the text" }).click();
  const dialog = page.getByRole("dialog", { name: "Note" });
  await dialog.getByRole("textbox").fill("For later, or never");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await tree(page).getByText("For later, or never").waitFor();
  // A reload in the middle of typing loses nothing that stood still for a moment.
  await page.getByRole("button", { name: "Edit the text" }).click();
  await dialog.getByRole("textbox").fill("Kept while it is typed");
  await tree(page).getByText("Kept while it is typed").waitFor();
  await page.getByText(/^(Draft k|K)ept in this browser$/).first().waitFor({ state: "attached" });
  await page.reload();
  await tree(page).getByText("Kept while it is typed").waitFor();
  await tree(page).getByText("alerting", { exact: true }).click();
  await page.getByRole("button", { name: "Outline" }).click();
  await page.locator(".canvas-pane[data-ready]").waitFor();
  await page.waitForFunction(() => {
    const pane = document.querySelector("[data-canvas]").getBoundingClientRect();
    const shown = document.querySelector('[data-node="alerting"]')?.getBoundingClientRect();
    return shown && shown.left >= pane.left && shown.right <= pane.right && shown.top >= pane.top && shown.bottom <= pane.bottom;
  });
});

journey("the letters that look for a port are shown, and taken back", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await port(page, "features.ENGINEERED_FEATURES").focus();
  await page.keyboard.press("c");
  const letters = hint(page).locator("kbd");
  assert.equal(await letters.count(), 0);
  for (const letter of "rulx") await page.keyboard.press(letter);
  await hint(page).getByText("No port that fits has").waitFor();
  assert.equal(await letters.innerText(), "rulx");
  await page.keyboard.press("Backspace");
  await hint(page).getByText("rul, input FEATURES, fits").waitFor();
  assert.equal(await letters.innerText(), "rul");
  await hint(page).getByText("1 of 1 port").waitFor();
  await page.keyboard.press("Enter");
  await page.locator('[data-port="rul.FEATURES"].port-wired').waitFor();
});
