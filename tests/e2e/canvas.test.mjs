// The canvas: wiring by pointer, touch and keyboard, moving, notes, frames, and the text beside it.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";
import { LOOSE, dot, drag, hint, lines, node, openProject, port, text } from "./canvas/project.mjs";

const CANVAS = { hash: "#/canvas" };
const WIRES = [
  ["READINGS.out", "cleaning.RAW_VIBRATION"],
  ["cleaning.CLEAN_VIBRATION", "features.CLEAN_VIBRATION"],
  ["features.ENGINEERED_FEATURES", "anomaly.FEATURES"],
  ["features.ENGINEERED_FEATURES", "rul.FEATURES"],
  ["anomaly.ANOMALIES", "alerting.ANOMALIES"],
  ["rul.RUL_SCORES", "alerting.RUL_SCORES"],
];

const undo = (page) => page.keyboard.press("Control+z");

journey("five blocks are wired by mouse, with reasons, and undone to the first byte", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.getByRole("button", { name: "Fit" }).click();
  const before = await text(page);
  for (const [from, to] of WIRES) {
    await drag(page, await dot(page, from), await dot(page, to));
    await hint(page).getByText(/fits/).waitFor();
    await page.mouse.up();
    await hint(page).waitFor({ state: "detached" });
  }
  assert.equal(await lines(page).count(), WIRES.length);
  await page.getByText("No problems").waitFor();
  const wired = await text(page);
  assert.match(wired, /SENSOR_DATA_CLEANING@1\.0\.0 {3}# first/);
  await page.locator("[data-canvas]").click({ position: { x: 5, y: 5 } });
  for (const _ of WIRES) await undo(page);
  assert.equal(await lines(page).count(), 0);
  assert.equal(await text(page), before);
});

journey("what does not fit says why and is not connected", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await drag(page, await dot(page, "cleaning.CLEAN_VIBRATION"), await dot(page, "rul.FEATURES"));
  await hint(page).getByText(/does not fit/).waitFor();
  assert.match(await hint(page).innerText(), /column/);
  await screenshot(page, "canvas wiring refused");
  await page.mouse.up();
  await page.getByText(/Not connected/).waitFor();
  assert.equal(await lines(page).count(), 0);
});

journey("a wire comes off its input, goes to another, or away", CANVAS, async ({ page }) => {
  const wired = LOOSE.replace("instance_name: rul\n", "instance_name: rul\n    inputs: {FEATURES: FEATURES__ENGINEERED_FEATURES}\n");
  await openProject(page, wired);
  assert.equal(await lines(page).count(), 1);
  await drag(page, await dot(page, "rul.FEATURES"), await dot(page, "anomaly.FEATURES"));
  await page.mouse.up();
  await page.locator('[data-port="anomaly.FEATURES"].port-wired').waitFor();
  assert.equal(await page.locator('[data-port="rul.FEATURES"].port-wired').count(), 0);
  const from = await dot(page, "anomaly.FEATURES");
  await drag(page, from, { x: from.x - 60, y: from.y + 120 });
  await page.mouse.up();
  await page.locator('[data-port="anomaly.FEATURES"]:not(.port-wired)').waitFor();
  assert.equal(await lines(page).count(), 0);
});

journey("five blocks are wired by keyboard alone", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  let presses = 0;
  const press = async (...keys) => {
    for (const key of keys) {
      presses += 1;
      await page.keyboard.press(key);
    }
  };
  const at = () => page.evaluate(() => document.activeElement?.getAttribute("data-node"));
  await page.locator("[data-canvas]").focus();
  for (let tries = 0; tries < 8 && (await at()) !== "READINGS"; tries += 1) await press("ArrowDown");
  assert.equal(await at(), "READINGS");
  // Enter takes up the first output, letters find the port, Enter connects and goes there.
  await press("c", "Enter", ..."clea", "Enter");
  await page.locator('[data-node="cleaning"]:focus').waitFor();
  await press("c", "Enter", "Enter");
  await page.locator('[data-node="features"]:focus').waitFor();
  await press("c", "Enter", ..."ano", "Shift+Enter", ..."rul", "Enter");
  await page.locator('[data-node="rul"]:focus').waitFor();
  await press("c", "Enter", "Enter");
  await page.locator('[data-node="alerting"]:focus').waitFor();
  // Backwards, from an input.
  await press("c", "ArrowDown", "Enter", "Enter");
  await page.getByText("No problems").waitFor();
  assert.equal(await lines(page).count(), WIRES.length);
  assert.ok(presses <= 60, `${presses} key presses`);
});

journey("ports are wired by two taps", { ...CANVAS, context: { hasTouch: true } }, async ({ page }) => {
  await openProject(page, LOOSE);
  const tap = async (name) => {
    const { x, y } = await dot(page, name);
    await page.touchscreen.tap(x, y);
  };
  // Another output is no target: it is taken up instead.
  await tap("cleaning.CLEAN_VIBRATION");
  await page.locator('[data-port="cleaning.CLEAN_VIBRATION"].port-held').waitFor();
  await tap("READINGS.out");
  await page.locator('[data-port="READINGS.out"].port-held').waitFor();
  assert.equal(await lines(page).count(), 0);
  // A finger is no sharper than this.
  await page.keyboard.press("Escape");
  const near = await dot(page, "READINGS.out");
  await page.touchscreen.tap(near.x + 14, near.y + 12);
  await hint(page).waitFor();
  await tap("cleaning.RAW_VIBRATION");
  await page.locator('[data-port="cleaning.RAW_VIBRATION"].port-wired').waitFor();
  assert.equal(await lines(page).count(), 1);
});

journey("what is moved stays there, and a tab that dies in a drag loses nothing", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const place = async () => node(page, "anomaly").evaluate((element) => element.style.transform);
  const start = await place();
  const box = await node(page, "anomaly").boundingBox();
  const grip = { x: box.x + 60, y: box.y + 20 };
  await drag(page, grip, { x: grip.x + 80, y: grip.y + 160 });
  await page.mouse.up();
  const moved = await place();
  assert.notEqual(moved, start);
  await page.getByText("Draft kept in this browser").waitFor();
  const now = await node(page, "rul").boundingBox();
  await drag(page, { x: now.x + 60, y: now.y + 20 }, { x: now.x + 300, y: now.y + 200 });
  await page.reload();
  await page.locator('[data-canvas][data-ready="5"]').waitFor();
  assert.equal(await place(), moved);
});

journey("what is moved comes in line with what stands, with a guide", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const [moved, other] = [await node(page, "anomaly").boundingBox(), await node(page, "rul").boundingBox()];
  // So that the left edges come to stand within a few pixels of each other.
  const grip = { x: moved.x + 60, y: moved.y + 20 };
  await drag(page, grip, { x: grip.x + other.x - moved.x + 3, y: grip.y + 260 });
  await page.locator(".line-guide[d^=M]").waitFor({ state: "attached" });
  await screenshot(page, "canvas guides");
  await page.mouse.up();
  const [there, stands] = [await node(page, "anomaly").boundingBox(), await node(page, "rul").boundingBox()];
  assert.ok(Math.abs(there.x - stands.x) < 0.5, `${there.x} beside ${stands.x}`);
  assert.equal(await page.locator(".line-guide[d^=M]").count(), 0);
});

journey("letters typed at once after a key arrive where it leads", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.locator("[data-canvas]").focus();
  // In one turn of the page, as from a fast typist or a slow machine: no frame passes between them.
  const typeAtOnce = (open, letters) =>
    page.evaluate(async ([open, letters]) => {
      const press = (init) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
      press(open);
      for (const letter of letters) {
        await new Promise((done) => setTimeout(done, 0));
        if (press({ key: letter })) document.execCommand("insertText", false, letter);
      }
    }, [open, letters]);
  await typeAtOnce({ key: "f", ctrlKey: true }, "rul");
  assert.equal(await page.locator("#canvas-find").inputValue(), "rul");
  await page.keyboard.press("Escape");
  await page.locator("[data-canvas]").focus();
  await typeAtOnce({ key: "/" }, "comp");
  assert.equal(await page.locator("#shelf-search").inputValue(), "comp");
});

journey("every key and command is in the lists", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.locator("[data-canvas]").focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  for (const title of ["Find a block", "Find on the canvas", "Show the outline, or the picture", "Show the properties", "Connect from here"]) {
    await keys.getByText(title, { exact: true }).waitFor();
  }
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("align left");
  await page.keyboard.press("Enter");
  const left = (name) => node(page, name).evaluate((element) => element.getBoundingClientRect().left);
  await page.waitForFunction(() => new Set([...document.querySelectorAll("[data-node]")].map((node) => node.getBoundingClientRect().left)).size === 1);
  assert.equal(await left("rul"), await left("anomaly"));
});

journey("nodes are framed, folded and noted, and all of it is undone", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE.replace("instance_name: cleaning\n", "instance_name: cleaning\n    inputs: {RAW_VIBRATION: READINGS}\n"));
  await node(page, "READINGS").click();
  await node(page, "cleaning").click({ modifiers: ["Shift"] });
  await page.keyboard.press("g");
  await node(page, "Frame 1").waitFor();
  await page.keyboard.press("z");
  await node(page, "cleaning").waitFor({ state: "detached" });
  assert.match(await node(page, "Frame 1").getAttribute("aria-label"), /^Frame 1, folded frame of 2 items/);
  await page.keyboard.press("z");
  await node(page, "cleaning").waitFor();
  await page.keyboard.press("n");
  await page.locator(".canvas-panel textarea").fill("Ask <b>Ada</b> first");
  await page.keyboard.press("Tab");
  await page.locator(".note", { hasText: "Ask <b>Ada</b> first" }).waitFor();
  for (let steps = 0; steps < 5; steps += 1) await page.getByRole("button", { name: /^Undo/ }).click();
  assert.equal(await page.locator(".note").count(), 0);
  assert.equal(await node(page, "Frame 1").count(), 0);
});

journey("what is typed in a note is lost by no way out, and every note is seen", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const note = (text) => page.locator(".note", { hasText: text });
  await page.locator("[data-canvas]").focus();
  await page.keyboard.press("n");
  await page.locator(".note textarea").waitFor();
  await page.keyboard.type("Ask Ada");
  await page.evaluate(() => (location.hash = "#/plan"));
  await page.getByRole("heading", { level: 1, name: "Plan" }).waitFor();
  await page.evaluate(() => (location.hash = "#/canvas"));
  await note("Ask Ada").waitFor();
  await page.locator("[data-canvas]").focus();
  await page.keyboard.press("n");
  await page.locator(".note textarea").waitFor();
  await page.keyboard.type("Ask Grace");
  await page.getByText("Draft kept in this browser").waitFor();
  await page.waitForTimeout(1_500);
  await page.reload();
  await note("Ask Grace").waitFor();
  const [ada, grace] = [await note("Ask Ada").boundingBox(), await note("Ask Grace").boundingBox()];
  assert.notEqual(ada.x, grace.x, "one lies upon the other");
  // A double press is for the text.
  await note("Ask Ada").dblclick({ position: { x: 20, y: 12 } });
  await page.locator(".note textarea").waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type(" first");
  await page.keyboard.press("Escape");
  await note("Ask Ada first").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Note: Ask Ada first");
});

journey("tidying selects nothing, and a selection is of one kind", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.getByRole("button", { name: "Tidy" }).click();
  await page.locator("[data-canvas]").focus();
  await page.waitForTimeout(300);
  assert.ok((await page.locator(".item-selected").count()) <= 1, "more than what has the focus");
  await page.keyboard.press("n");
  await page.locator(".note textarea").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".note-selected").waitFor();
  await page.keyboard.press("Control+a");
  assert.equal(await page.locator(".note-selected").count(), 0);
  assert.equal(await page.locator(".item-selected").count(), 6);
});

journey("the text and the canvas show the same thing", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await node(page, "rul").click();
  await page.keyboard.press("Control+e");
  const editor = page.locator("[data-source-editor] .cm-content");
  await editor.waitFor();
  // The canvas is narrower now.
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await node(page, "anomaly").click();
  await page.getByText(/^Line 1[012], column \d+ \(\d+ selected\)/).waitFor();
  await editor.getByText("instance_name: features").click();
  await page.locator('[data-node="features"].item-selected').waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type("2");
  await node(page, "features2").waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.type("{ [");
  await page.getByText("The text cannot be read at the moment").waitFor();
  assert.equal(await node(page, "features2").count(), 1);
  await page.screenshot();
});

journey("the canvas is one tab stop, and its nodes have names", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.locator("[data-canvas]").focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-node"));
  assert.ok(await focused());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("[data-canvas]")), null);
  const names = await page.locator("[data-canvas] [data-item], [data-canvas] [data-port]").evaluateAll((elements) =>
    elements.map((element) => element.getAttribute("aria-label")));
  assert.ok(names.length > 15 && names.every((name) => name?.length > 0), names.join("; "));
});

journey("the canvas can be used by everyone", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await node(page, "cleaning").click();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await page.keyboard.press("c");
    await page.keyboard.press("Enter");
    await hint(page).waitFor();
    await axe(page);
    await screenshot(page, `canvas wiring ${theme}`);
    await page.keyboard.press("Escape");
  });
});
