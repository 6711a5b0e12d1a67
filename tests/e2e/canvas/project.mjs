// Projects on the canvas, and hands on it.

/** Five blocks that nothing wires, and a dataset. */
export const LOOSE = `version: "1.0"
project: {key: LOOSE, name: Loose blocks}
datasets:
  - {name: READINGS, type: managed}
blocks:
  - ref: BLOCKS_REGISTRY/SENSOR_DATA_CLEANING@1.0.0   # first
    instance_name: cleaning
  - ref: BLOCKS_REGISTRY/COMPRESSOR_FEATURE_ENG@1.0.0
    instance_name: features
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ANOMALY_DETECTION@1.0.0
    instance_name: anomaly
  - ref: BLOCKS_REGISTRY/RUL_PREDICTION@1.0.0
    instance_name: rul
  - ref: BLOCKS_REGISTRY/EQUIPMENT_ALERTING@1.1.0
    instance_name: alerting
`;

export const node = (page, name) => page.locator(`[data-node="${name}"]`);
export const port = (page, name) => page.locator(`[data-port="${name}"]`);
export const lines = (page) => page.locator(".line-hit");
export const hint = (page) => page.locator(".canvas-hint");

/** Opens a project of one file on the canvas, whatever of its blocks is read by then. */
export async function beginProject(page, text) {
  await page.getByRole("button", { name: "Tidy" }).waitFor();
  await page.locator("[data-open-files]").setInputFiles([{ name: "project.yml", mimeType: "text/yaml", buffer: Buffer.from(text) }]);
  await page.getByText(/is open, with 1 file/).waitFor();
  await page.goto(page.url().replace(/#.*/, "#/canvas"));
  const blocks = (text.match(/- ref:/g) ?? []).length;
  await page.locator(`[data-canvas][data-ready="${blocks}"]`).waitFor();
}

/** Opens a project of one file on the canvas, with its blocks. */
export async function openProject(page, text) {
  await beginProject(page, text);
  await page.waitForLoadState("networkidle");
}

/** The middle of the dot of a port. */
export async function dot(page, name) {
  const box = await port(page, name).boundingBox();
  const isInput = (await port(page, name).getAttribute("data-side")) === "input";
  return { x: isInput ? box.x : box.x + box.width, y: box.y + box.height / 2 };
}

/** Where a node can be taken hold of. */
export async function grip(page, name) {
  const { x, y, width } = await node(page, name).boundingBox();
  return { x: x + width / 4, y: y + 12 };
}

/** Presses at one place and moves to another; the button stays down. */
export async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
}

/** The project's text, as the editor beside the canvas shows it. */
export async function text(page) {
  await page.getByRole("button", { name: "Text", exact: true }).click();
  const content = page.locator("[data-source-editor] .cm-content");
  await content.waitFor();
  const shown = await content.innerText();
  await page.getByRole("button", { name: "Hide text" }).click();
  return shown;
}
