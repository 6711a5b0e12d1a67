// The canvas as a screen reader reads it, and in the colours of a system that forces its own.

import assert from "node:assert/strict";

import { axe, journey, screenshot } from "./browser.mjs";
import { project } from "./canvas/graph.mjs";
import { openProject } from "./canvas/project.mjs";

const WIDE = { hash: "#/canvas", context: { viewport: { width: 2_600, height: 1_000 } } };
const ZONES = `version: "1.1"
project: {key: PLANT, name: Plant}
zones:
  - {name: Raw, color: "#2ab1ac"}   # as delivered
datasets:
  - {name: READINGS, type: managed, zone: Raw}
  - {name: REPORT, type: managed}
`;

/** The blocks of one line of equipment in the text, the last one first. */
function reversed() {
  const [head, blocks] = project(5).split("blocks:\n");
  const entries = blocks.trimEnd().split(/\n(?=  - ref)/);
  return `${head}blocks:\n${entries.reverse().join("\n")}\n`;
}

/** The names of everything in the accessibility tree with one of these roles, as they are read. */
async function read(page, roles) {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const names = [];
  const visit = (node) => {
    if (!node.ignored && roles.includes(node.role?.value)) names.push(node.name?.value ?? "");
    for (const child of node.childIds ?? []) if (byId.has(child)) visit(byId.get(child));
  };
  visit(nodes[0]);
  return names;
}

const UNFOLDED = `version: "1.0"
project: {key: SOLVED, name: Solved}
datasets: [{name: READINGS, type: managed}]
solutions:
  - ref: BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION@1.0.0
    instance_name: monitoring
    inputs: {RAW_SENSOR_DATA: READINGS}
`;

journey("nodes are read along the wires, whatever their order in the text, each with its ports", WIDE, async ({ page }) => {
  await openProject(page, reversed());
  await page.locator('[data-node="alerting_0"]').waitFor();
  const names = await read(page, ["group", "button"]);
  const canvas = names.filter((name) => /^(\w+_0, |input |output )/.test(name));
  assert.deepEqual(
    canvas.filter((name) => !/^(input|output) /.test(name)).map((name) => name.split(",")[0]),
    ["READINGS_0", "cleaning_0", "features_0", "rul_0", "anomaly_0", "alerting_0"],
  );
  const at = canvas.findIndex((name) => name.startsWith("features_0"));
  assert.deepEqual(canvas.slice(at + 1, at + 4), [
    "input CLEAN_VIBRATION: CLEAN_0",
    "input EQUIPMENT_METADATA: not wired",
    "output ENGINEERED_FEATURES: FEATURES_0",
  ]);
});

journey("a zone is renamed at its frame, in the text too, and undone", WIDE, async ({ page }) => {
  await openProject(page, ZONES);
  await page.locator('[data-node="Raw"]').click({ position: { x: 20, y: 8 } });
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await name.fill("As delivered");
  await name.press("Enter");
  await page.locator('[data-node="As delivered"]').waitFor();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const text = page.locator("[data-source-editor] .cm-content");
  await text.getByText("zone: As delivered}").waitFor();
  assert.match(await text.innerText(), /- \{name: As delivered, color: "#2ab1ac"\} {3}# as delivered/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.locator('[data-node="Raw"]').waitFor();
});

journey("the canvas can be read where the system forces its colours", { ...WIDE, context: { ...WIDE.context, forcedColors: "active" } }, async ({ page }) => {
  await openProject(page, project(5));
  const node = page.locator('[data-node="cleaning_0"]');
  await node.waitFor();
  const edge = await node.evaluate((node) => {
    const { borderTopWidth, outlineWidth, outlineStyle, borderTopStyle } = getComputedStyle(node);
    return { border: borderTopStyle !== "none" && parseFloat(borderTopWidth), outline: outlineStyle !== "none" && parseFloat(outlineWidth) };
  });
  assert.ok(edge.border >= 1 || edge.outline >= 1, "a node has an edge of its own, because its colours are gone");
  await axe(page);
  await screenshot(page, "canvas forced colours");
});

journey("forced colours leave no gap between the edge of a solution and its members", { ...WIDE, context: { ...WIDE.context, forcedColors: "active" } }, async ({ page }) => {
  await openProject(page, UNFOLDED);
  await page.locator('[data-node="monitoring"]').focus();
  await page.keyboard.press("z");
  const lead = page.locator('[data-port="monitoring.RAW_SENSOR_DATA"].port-wired');
  await lead.and(page.locator(".item-inside .port")).waitFor();
  const colours = await lead.evaluate((lead) => {
    const wire = document.querySelector(".line:not(.line-free)");
    return [getComputedStyle(lead, "::after").backgroundColor, getComputedStyle(wire).stroke];
  });
  assert.equal(colours[0], colours[1]);
});
