// Gestures on the canvas that are taken back, broken off, or overtaken by what comes in.

import assert from "node:assert/strict";

import { journey } from "./browser.mjs";
import { LOOSE, beginProject, dot, drag, grip, hint, lines, node, openProject, port } from "./canvas/project.mjs";

const CANVAS = { hash: "#/canvas" };

const place = (page, name) => node(page, name).evaluate((element) => element.style.transform);
const undo = (page) => page.keyboard.press("Control+z");

/** What holds answers to requests until it is told to let them go. */
function gate(pattern) {
  let open;
  const isOpen = new Promise((done) => (open = done));
  const prepare = (page) =>
    page.route(pattern, async (route) => {
      await isOpen;
      await route.continue();
    });
  return { prepare, open };
}

journey("a first move is seen to be undone, and to be done again", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const start = await place(page, "anomaly");
  const from = await grip(page, "anomaly");
  await drag(page, from, { x: from.x + 40, y: from.y + 170 });
  await page.mouse.up();
  const moved = await place(page, "anomaly");
  assert.notEqual(moved, start);
  await undo(page);
  assert.equal(await place(page, "anomaly"), start);
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await place(page, "anomaly"), moved);
});

journey("Escape breaks off a move, a wire and a frame", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  const start = await place(page, "anomaly");
  const from = await grip(page, "anomaly");
  await drag(page, from, { x: from.x + 40, y: from.y + 170 });
  assert.notEqual(await place(page, "anomaly"), start);
  await page.keyboard.press("Escape");
  assert.equal(await place(page, "anomaly"), start);
  await page.mouse.up();
  assert.equal(await place(page, "anomaly"), start);
  await drag(page, await dot(page, "cleaning.CLEAN_VIBRATION"), await dot(page, "features.CLEAN_VIBRATION"));
  await hint(page).getByText(/fits/).waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal(await lines(page).count(), 0);
  await page.getByRole("button", { name: "Undo (Ctrl+Z)", exact: true }).waitFor();
});

/** Pairs of nodes of which one covers the other. */
const overlaps = (page) =>
  page.locator("[data-node]").evaluateAll((nodes) => {
    const boxes = nodes.map((node) => [node.dataset.node, node.getBoundingClientRect()]);
    const isOver = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
    return boxes.flatMap(([name, box], at) => boxes.slice(at + 1).filter(([, other]) => isOver(box, other)).map(([other]) => `${name} and ${other}`));
  });

const late = gate("**/registry/blocks/**");
journey("blocks that come late make room for their ports", { ...CANVAS, prepare: late.prepare }, async ({ page }) => {
  await beginProject(page, LOOSE);
  assert.equal(await port(page, "features.CLEAN_VIBRATION").count(), 0);
  late.open();
  await port(page, "features.EQUIPMENT_METADATA").waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await overlaps(page), []);
});

journey("a port in hand says more as soon as columns come in", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  // Nothing has the focus.
  await page.keyboard.press("Control+e");
  const editor = page.locator("[data-source-editor] .cm-content");
  await editor.waitFor();
  await port(page, "READINGS.out").focus();
  await page.keyboard.press("c");
  for (const letter of "clea") await page.keyboard.press(letter);
  await hint(page).getByText("cleaning, input RAW_VIBRATION, fits with a warning: the columns of READINGS are not known").waitFor();
  await page.locator('[data-port="cleaning.RAW_VIBRATION"].port-warns').waitFor();
  // Somebody says which, while the port is in hand.
  await editor.getByText("READINGS").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.insertText(", schema: {columns: [{name: EQUIPMENT_ID, type: string}]}");
  await hint(page).getByText(/^cleaning, input RAW_VIBRATION, does not fit: columns .* are missing/).waitFor();
  await page.locator('[data-port="cleaning.RAW_VIBRATION"].port-refused').waitFor();
});

journey("C takes up the port that has the focus, and a press on a port needs no pointer", CANVAS, async ({ page }) => {
  await openProject(page, LOOSE);
  await port(page, "alerting.RUL_SCORES").focus();
  await page.keyboard.press("c");
  await hint(page).getByText(/^rul, output RUL_SCORES/).waitFor();
  await page.keyboard.press("Escape");
  // As a screen reader does.
  const press = (name) => port(page, name).evaluate((element) => element.click());
  await press("rul.RUL_SCORES");
  await page.locator('[data-port="rul.RUL_SCORES"].port-held').waitFor();
  await press("alerting.RUL_SCORES");
  await page.locator('[data-port="alerting.RUL_SCORES"].port-wired').waitFor();
  await port(page, "anomaly.ANOMALIES").focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-port="anomaly.ANOMALIES"].port-held').waitFor();
  await page.keyboard.press("Enter");
  await page.locator('[data-port="alerting.ANOMALIES"].port-wired').waitFor();
});

journey("a few nodes are all there at any zoom, and their ports can be wired", { ...CANVAS, context: { viewport: { width: 1_000, height: 640 } } }, async ({ page }) => {
  await openProject(page, LOOSE);
  await page.locator("[data-canvas]").focus();
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press("-");
  await page.locator('[data-canvas][data-detail="quarter"]').waitFor();
  assert.equal(await page.locator("[data-node]").count(), 6);
  await drag(page, await dot(page, "cleaning.CLEAN_VIBRATION"), await dot(page, "features.CLEAN_VIBRATION"));
  await page.mouse.up();
  await page.locator('[data-port="features.CLEAN_VIBRATION"].port-wired').waitFor();
  assert.equal(await lines(page).count(), 1);
});
