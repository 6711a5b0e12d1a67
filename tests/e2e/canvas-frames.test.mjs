// Frames and zones: things dragged into them and out, moved by keyboard, taken away; and zones that nothing is in.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";
import { drag, grip, hint, node, openProject, text } from "./canvas/project.mjs";

const CANVAS = { hash: "#/canvas" };
const ZONES = `version: "1.1"
project: {key: ZONES, name: Zones}
zones:
  - {name: Raw, color: "#2ab1ac"} # first
  - {name: Clean, color: "#8541aa"}
  - {name: Later}
datasets:
  - {name: READINGS, type: managed, zone: Raw}
  - {name: LOGS, type: managed, zone: Raw} # once
  - {name: DAILY, type: managed, zone: Clean}
  - {name: LOOSE, type: managed} # nowhere
recipes:
  - {name: aggregate, type: sync, inputs: [READINGS], outputs: [DAILY], zone: Clean}
`;

const undo = (page) => page.keyboard.press("Control+z");
const box = (page, name) => node(page, name).boundingBox();
const holds = (outer, inner) => outer.x <= inner.x && outer.y <= inner.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

/** The project's text, as it stands in the editor. */
const shown = async (page) => (await text(page)).trimEnd();

/** A place in the lower part of a frame, where no node is. */
async function within(page, name) {
  const { x, y, width, height } = await box(page, name);
  return { x: x + width - 8, y: y + height - 8 };
}

journey("what is dropped in a zone comes into it, and what is dropped far outside leaves", CANVAS, async ({ page }) => {
  await openProject(page, ZONES);
  await drag(page, await grip(page, "LOOSE"), await within(page, "Raw"));
  await hint(page).getByText("Into Raw: LOOSE").waitFor();
  await page.locator("[data-aimed]").waitFor();
  await inBothThemes(page, (theme) => screenshot(page, `canvas into a zone ${theme}`));
  await page.mouse.up();
  await page.locator("[data-aimed]").waitFor({ state: "detached" });
  assert.ok(holds(await box(page, "Raw"), await box(page, "LOOSE")));
  assert.equal(await shown(page), ZONES.replace("LOOSE, type: managed}", "LOOSE, type: managed, zone: Raw}").trimEnd());
  // The place and the text are one step.
  await page.locator("[data-canvas]").focus();
  await undo(page);
  assert.equal(await shown(page), ZONES.trimEnd());
  assert.ok(!holds(await box(page, "Raw"), await box(page, "LOOSE")));
  const from = await grip(page, "LOGS");
  const frame = await box(page, "Raw");
  // Near its border the frame grows; Alt keeps things in it wherever they go.
  await drag(page, from, { x: from.x, y: frame.y + frame.height + 8 });
  assert.equal(await page.locator("[data-aimed]").count(), 0);
  await page.mouse.move(from.x + 20, frame.y - 150, { steps: 4 });
  await hint(page).getByText("Out of Raw: LOGS").waitFor();
  await page.keyboard.down("Alt");
  await page.mouse.move(from.x + 24, frame.y - 154);
  await page.locator("[data-aimed]").waitFor({ state: "detached" });
  await page.keyboard.up("Alt");
  await page.mouse.move(from.x + 20, frame.y - 150);
  await page.locator("[data-aimed]").waitFor();
  await page.mouse.up();
  assert.equal(await shown(page), ZONES.replace("LOGS, type: managed, zone: Raw}", "LOGS, type: managed}").trimEnd());
});

journey("a zone that nothing is in is on the canvas and in the outline, and is filled by keyboard", CANVAS, async ({ page }) => {
  await openProject(page, ZONES);
  await node(page, "Later").waitFor();
  await node(page, "LOOSE").click();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Move LOOSE to a frame or zone" });
  await dialog.getByRole("combobox", { name: "Frame or zone" }).selectOption({ label: "Later, zone" });
  await axe(page);
  await dialog.getByRole("button", { name: "Move", exact: true }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.dataset.item === "dataset.LOOSE");
  assert.ok(holds(await box(page, "Later"), await box(page, "LOOSE")));
  assert.match(await shown(page), /LOOSE, type: managed, zone: Later\} # nowhere/);
  await node(page, "LOOSE").click();
  await page.keyboard.press("m");
  await page.getByRole("combobox", { name: "Frame or zone" }).selectOption({ label: "None: out of its frame or zone" });
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await node(page, "LOOSE").click();
  await page.keyboard.press("o");
  await page.getByRole("tree", { name: "Outline of the canvas" }).getByText("zone, nothing is in it").waitFor();
});

journey("a frame goes without what is in it, in words", CANVAS, async ({ page }) => {
  await openProject(page, ZONES);
  const { x, y } = await box(page, "Raw");
  await page.mouse.click(x + 60, y + 10);
  await page.keyboard.press("Delete");
  await page.getByText("Raw was taken away, 2 nodes kept. Shift+Delete deletes what is in a frame too.").waitFor();
  await node(page, "Raw").waitFor({ state: "detached" });
  await node(page, "LOGS").waitFor();
  const after = await shown(page);
  assert.ok(!after.includes("name: Raw") && !after.includes("zone: Raw") && after.includes("name: LOGS"), after);
  await page.locator("[data-canvas]").focus();
  await undo(page);
  await node(page, "Raw").waitFor();
  assert.equal(await shown(page), ZONES.trimEnd());
  const clean = await box(page, "Clean");
  await page.mouse.click(clean.x + 60, clean.y + 10);
  await page.keyboard.press("Shift+Delete");
  await node(page, "DAILY").waitFor({ state: "detached" });
  // The zone itself is still in the text.
  await node(page, "Clean").waitFor();
});

journey("a block does not come into a zone, which is said while it is dragged", CANVAS, async ({ page }) => {
  const block = "blocks:\n  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0\n    instance_name: cleaning\n";
  await openProject(page, ZONES + block);
  await drag(page, await grip(page, "cleaning"), await within(page, "Clean"));
  await hint(page).getByText("Not into the zone Clean").waitFor();
  await page.mouse.up();
  assert.equal(await shown(page), (ZONES + block).trimEnd());
});

const SOLUTION = `version: "1.0"
project: {key: SOL, name: Solution}
datasets:
  - {name: SENSORS, type: managed}
recipes:
  - {name: report, type: sync, inputs: [UPKEEP__ALERTING__ALERTS], outputs: [REPORT]}
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: upkeep
    inputs: {RAW_SENSOR_DATA: SENSORS}
`;

journey("folding a solution gives back the room that unfolding took", CANVAS, async ({ page }) => {
  await openProject(page, SOLUTION);
  const place = () => node(page, "report").evaluate((element) => element.style.transform);
  const start = await place();
  await node(page, "upkeep").click();
  await page.keyboard.press("z");
  await node(page, "upkeep__rul").waitFor();
  assert.notEqual(await place(), start);
  await page.keyboard.press("z");
  await node(page, "upkeep__rul").waitFor({ state: "detached" });
  assert.equal(await place(), start);
});
