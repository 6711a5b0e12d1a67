// Zones: a recipe and what it writes move together, and the panel offers the zones there are.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";
import { drag, grip, hint, node, openProject, text } from "./canvas/project.mjs";

const WIDE = { hash: "#/canvas", context: { viewport: { width: 1360, height: 900 } } };
const NARROW = { hash: "#/canvas", context: { viewport: { width: 390, height: 844 }, hasTouch: true } };
const ZONES = `version: "1.1"
project: {key: ZONES, name: Zones}
zones:
  - {name: Raw, color: "#2ab1ac"}
  - {name: Clean, color: "#8541aa"} # second
datasets:
  - {name: READINGS, type: managed, zone: Raw}
  - {name: DAILY, type: managed, zone: Raw} # made
  - {name: MADE, type: managed}
recipes:
  - {name: aggregate, type: sync, inputs: [READINGS], outputs: [DAILY], zone: Raw}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0
    instance_name: cleaning
    outputs: {CLEAN_VIBRATION: MADE}
`;

const panel = (page) => page.getByRole("complementary", { name: "Properties" });
const zone = (page) => panel(page).getByRole("combobox", { name: "zone", exact: true });
const offers = (page) => panel(page).getByRole("listbox", { name: "zone" }).getByRole("option");
const undo = (page) => page.keyboard.press("Control+z");
const shown = async (page) => (await text(page)).trimEnd();
const moved = (to) => ZONES.replace("DAILY, type: managed, zone: Raw", `DAILY, type: managed, zone: ${to}`)
  .replace("outputs: [DAILY], zone: Raw", `outputs: [DAILY], zone: ${to}`);

/** A place in the lower part of a frame, where no node is. */
async function within(page, name) {
  const { x, y, width, height } = await node(page, name).boundingBox();
  return { x: x + width - 8, y: y + height - 8 };
}

journey("a dataset that is dragged into a zone takes along the recipe that writes it, as one step", WIDE, async ({ page }) => {
  await openProject(page, ZONES);
  await drag(page, await grip(page, "DAILY"), await within(page, "Clean"));
  await hint(page).getByText("Into Clean: DAILY, and aggregate with it, as DSS keeps them in one zone").waitFor();
  await inBothThemes(page, (theme) => screenshot(page, `canvas zone with its recipe ${theme}`));
  await page.mouse.up();
  assert.equal(await shown(page), moved("Clean").trimEnd());
  const frame = await node(page, "Clean").boundingBox();
  for (const name of ["DAILY", "aggregate"]) {
    const box = await node(page, name).boundingBox();
    assert.ok(box.x >= frame.x && box.y >= frame.y && box.y + box.height <= frame.y + frame.height, name);
  }
  await page.locator("[data-canvas]").focus();
  await undo(page);
  assert.equal(await shown(page), ZONES.trimEnd());
});

journey("what a block writes comes into no zone, and what is in no frame is only offered to stay out", WIDE, async ({ page }) => {
  await openProject(page, ZONES);
  await drag(page, await grip(page, "MADE"), await within(page, "Clean"));
  await hint(page).getByText("Not into the zone Clean: MADE is written by the block cleaning").waitFor();
  assert.equal(await hint(page).getByText("Alt").count(), 0);
  await page.mouse.up();
  assert.equal(await shown(page), ZONES.trimEnd());
  const free = ZONES.replace("    outputs: {CLEAN_VIBRATION: MADE}\n", "");
  await openProject(page, free);
  await drag(page, await grip(page, "MADE"), await within(page, "Clean"));
  await hint(page).getByText("Drop to put it in, hold Alt to leave it outside").waitFor();
  await page.mouse.up();
  assert.equal(await shown(page), free.replace("MADE, type: managed", "MADE, type: managed, zone: Clean").trimEnd());
});

journey("the panel offers the zones there are, and declares one that is typed", WIDE, async ({ page }) => {
  await openProject(page, ZONES);
  await node(page, "DAILY").click();
  assert.equal(await zone(page).inputValue(), "Raw");
  await zone(page).click();
  assert.deepEqual(await offers(page).allInnerTexts(), [
    "Clean\nnothing is in it; aggregate comes along",
    "Raw\nit is there",
  ]);
  await axe(page);
  await inBothThemes(page, (theme) => screenshot(page, `panel zones ${theme}`));
  await zone(page).press("Enter");
  await page.waitForFunction(() => document.activeElement.value === "Clean");
  assert.equal(await shown(page), moved("Clean").trimEnd());
  // What is typed takes the place of what is chosen.
  await node(page, "DAILY").click();
  await zone(page).focus();
  await page.keyboard.type("Raw data");
  await offers(page).getByText("a new zone").waitFor();
  await page.keyboard.press("Enter");
  await node(page, "Raw data").waitFor();
  assert.equal(await shown(page), moved("Raw data").replace("# second\n", "# second\n  - name: Raw data\n").trimEnd());
  await panel(page).getByRole("button", { name: "Remove zone" }).click();
  assert.equal(await zone(page).inputValue(), "");
  assert.equal(await zone(page).getAttribute("placeholder"), "None: choose or name one");
  await page.locator("[data-canvas]").focus();
  for (let step = 0; step < 3; step += 1) await undo(page);
  assert.equal(await shown(page), ZONES.trimEnd());
  await node(page, "MADE").click();
  await zone(page).click();
  assert.equal(await offers(page).and(page.locator("[aria-disabled]")).count(), 2);
  await page.keyboard.type("Other");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing was changed: MADE is written by the block cleaning").waitFor();
});

journey("a zone is chosen on a phone", NARROW, async ({ page }) => {
  await page.locator("[data-open-files]").setInputFiles([{ name: "project.yml", mimeType: "text/yaml", buffer: Buffer.from(ZONES) }]);
  await page.getByRole("tree", { name: "Outline of the canvas" }).getByText("DAILY").first().click();
  await panel(page).getByRole("button", { name: /^Properties/ }).click();
  await zone(page).click();
  await offers(page).first().waitFor();
  await inBothThemes(page, (theme) => screenshot(page, `panel zones narrow ${theme}`));
  await offers(page).first().click();
  await page.waitForFunction(() => [...document.querySelectorAll(".panel-field input")].some((input) => input.value === "Clean"));
});
