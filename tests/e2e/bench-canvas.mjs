// Times the canvas as it ships, and React Flow with the same graph in the same Chromium and run:
//
//   node tests/e2e/bench-canvas.mjs <folder of the app> <folder of the peer> [sizes]

import assert from "node:assert/strict";

import { launch } from "./chromium.mjs";
import { drag, frames, keepMemories, meter, pan, rest, zoom } from "./canvas/gestures.mjs";
import { graph, project } from "./canvas/graph.mjs";
import { serve } from "./serve.mjs";

const RUNS = Number(process.env.RUNS ?? 3);
const [app, peer, ...sizes] = process.argv.slice(2);
const SIZES = sizes.length > 0 ? sizes.map(Number) : [1_000, 5_000, 10_000];
const MB = 1_000_000;

/** A place well inside of the canvas, on a node or free. */
function spot(page, pane, kind) {
  return page.evaluate(
    ([pane, kind]) => {
      const { left, top, width, height } = document.querySelector(pane).getBoundingClientRect();
      const wanted = { node: (at) => at.closest("[data-node]") && !at.closest("[data-port], .react-flow__handle"), free: (at) => at.closest(pane) && !at.closest("[data-node], .react-flow__node, .react-flow__edge, .canvas-map, .react-flow__minimap") };
      const places = [];
      for (let x = 0.3; x < 0.7; x += 0.01) for (let y = 0.3; y < 0.7; y += 0.01) places.push({ x: left + x * width, y: top + y * height });
      const found = places.find(({ x, y }) => wanted[kind](document.elementFromPoint(x, y)));
      return found ?? null;
    },
    [pane, kind],
  );
}

const ours = {
  name: "ours",
  pane: "[data-canvas]",
  root: app,
  hash: "#/canvas",
  async prepare(page) {
    await page.locator("[data-canvas][data-ready]").waitFor();
    await page.waitForLoadState("networkidle");
    await rest(page);
  },
  bring: (page, size) =>
    page.evaluate((text) => {
      window.chosen = new DataTransfer();
      window.chosen.items.add(new File([text], "project.yml", { type: "text/yaml" }));
    }, project(size)),
  async load(page, size) {
    await page.locator("[data-open-files]").evaluate((chooser) => {
      chooser.files = window.chosen.files;
      chooser.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.locator(`[data-canvas][data-ready="${size}"]`).waitFor();
  },
  fit: (page) => page.getByRole("button", { name: "Fit", exact: true }).click(),
  async near(page) {
    const { x, y } = await page.locator(this.pane).evaluate((pane) => {
      const { left, top, width, height } = pane.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
    const zoom = (await view(page, ".canvas-world")).zoom;
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -Math.round(Math.log(1 / zoom) / 0.0015));
  },
  layer: ".canvas-world",
};

const flow = {
  name: "React Flow",
  pane: ".react-flow__pane",
  root: peer,
  hash: "",
  prepare: (page) => page.waitForFunction(() => window.show),
  bring: (page, size) => page.evaluate((graph) => void (window.graph = graph), graph(size)),
  async load(page) {
    await page.evaluate(() => window.show(window.graph));
    await page.locator("[data-ready]").waitFor({ state: "attached" });
  },
  fit: (page) => page.evaluate(() => window.flow.fitView()),
  near: (page) =>
    page.evaluate(() => {
      const { x, y, zoom } = window.flow.getViewport();
      const { clientWidth, clientHeight } = document.querySelector(".react-flow");
      const middle = { x: (clientWidth / 2 - x) / zoom, y: (clientHeight / 2 - y) / zoom };
      return window.flow.setViewport({ x: clientWidth / 2 - middle.x, y: clientHeight / 2 - middle.y, zoom: 1 });
    }),
  layer: ".react-flow__viewport",
};

/** What the canvas shows at present. */
function view(page, layer) {
  return page.locator(layer).evaluate((layer) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(layer).transform);
    return { zoom: a, x: e, y: f };
  });
}

const countNodes = (page) => page.evaluate(() => document.querySelectorAll("*").length);

async function measure(canvas, size) {
  const browser = await launch();
  const server = await serve({ root: canvas.root });
  const profile = await browser.newContext({ viewport: { width: 1_400, height: 900 }, serviceWorkers: "block" });
  const page = await profile.newPage();
  await page.addInitScript(keepMemories);
  await page.goto(server.url + canvas.hash);
  await canvas.prepare(page);
  const { cost, heap } = await meter(page);
  await canvas.bring(page, size);
  await rest(page);
  const result = {};
  const start = performance.now();
  result.load = await cost(async () => {
    await canvas.load(page, size);
    await frames(page);
  });
  result.wait = performance.now() - start;
  result.later = await cost(() => page.waitForTimeout(3_000));
  await rest(page);

  await canvas.fit(page);
  await rest(page);
  const far = await view(page, canvas.layer);
  const middle = await spot(page, canvas.pane, "free");
  assert.ok(middle, `${canvas.name}: no free place on the fitted canvas`);
  result.farPan = await pan(page, cost, middle);
  result.farZoom = await zoom(page, cost, middle);
  const nodesFar = await countNodes(page);

  await canvas.near(page);
  await rest(page);
  const near = await view(page, canvas.layer);
  assert.ok(Math.abs(near.zoom - 1) < 0.02, `${canvas.name} is at zoom ${near.zoom}`);
  const [free, node] = [await spot(page, canvas.pane, "free"), await spot(page, canvas.pane, "node")];
  assert.ok(free && node, `${canvas.name}: nothing to drag or nowhere to pan`);
  result.nodes = Math.max(nodesFar, await countNodes(page));
  result.pan = await pan(page, cost, free);
  result.zoom = await zoom(page, cost, free);
  const held = await page.evaluateHandle(({ x, y }) => document.elementFromPoint(x, y).closest("[data-node]"), node);
  const corner = () => held.evaluate((held) => held.getBoundingClientRect().x);
  const before = await corner();
  const dragged = await drag(page, cost, node);
  const after = await corner();
  assert.ok(Math.abs(after - before - 48) < 12, `${canvas.name}: the drag moved the node by ${after - before}`);
  Object.assign(result, { drag: dragged.step, drop: dragged.drop });
  const memories = await page.evaluate(() => [...window.memories].reduce((sum, one) => sum + one.buffer.byteLength, 0));
  result.heap = ((await heap()) + memories) / MB;
  result.fitted = far.zoom;
  await browser.close();
  await server.close();
  return result;
}

/** The best of some runs, each in a browser of its own; each number by itself. */
async function best(canvas, size) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(canvas, size));
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, Math.min(...runs.map((run) => run[key]))]));
}

const COLUMNS = ["drag", "pan", "zoom", "farPan", "farZoom", "drop", "load", "wait", "later", "nodes", "heap", "fitted"];
const TITLES = ["drag", "pan", "zoom", "far pan", "far zoom", "drop", "load", "load wall", "later", "DOM", "heap MB", "far is"];

console.log(`Chromium, 1400 x 900, best of ${RUNS} runs. Milliseconds of the main thread's processor time:`);
console.log("for a step (the pointer moves, two frames pass; a drag with its share of the drop), the drop, the load until it is drawn, and the 3 s after.");
console.log("| blocks | |", TITLES.join(" | "), "|");
for (const size of SIZES) {
  for (const canvas of [ours, flow]) {
    const row = await best(canvas, size);
    const cells = COLUMNS.map((column) => row[column].toFixed(column === "fitted" ? 2 : row[column] < 100 ? 1 : 0));
    console.log("|", size.toLocaleString("en"), "|", canvas.name, "|", cells.join(" | "), "|");
  }
}
