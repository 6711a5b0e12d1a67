// A project comes onto the canvas with its blocks, and not first without them.

import assert from "node:assert/strict";

import { journey } from "./browser.mjs";
import { project } from "./canvas/graph.mjs";
import { beginProject, openProject } from "./canvas/project.mjs";

const LATE = "**/manifests/COMPRESSOR_FEATURE_ENG_v1.0.0.json";

// The text wires its other ports, so this one is there only where the block was read.
const PORT = '[data-port="features_0.EQUIPMENT_METADATA"]';

/** Notes whether the block was in any frame drawn without what its registry says of it. */
const watch = (page) =>
  page.addInitScript((port) => {
    window.wasBare = false;
    const look = () => {
      const node = document.querySelector('[data-node="features_0"]');
      if (node && !node.querySelector(port)) window.wasBare = true;
      requestAnimationFrame(look);
    };
    look();
  }, PORT);

const wasBare = (page) => page.evaluate(() => window.wasBare);

journey("a project is drawn with its blocks when it is opened", { hash: "#/canvas", prepare: watch }, async ({ page }) => {
  await page.waitForLoadState("networkidle");
  await openProject(page, project(5));
  await page.locator(PORT).waitFor();
  assert.equal(await wasBare(page), false);
});

journey("a project is drawn without a block that does not come, and with it when it does", {
  hash: "#/canvas",
  prepare: async (page) => {
    await watch(page);
    await page.route(LATE, async (route) => {
      await new Promise((done) => setTimeout(done, 1_500));
      await route.continue();
    });
  },
}, async ({ page }) => {
  await beginProject(page, project(5));
  await page.locator('[data-node="features_0"]').waitFor();
  assert.equal(await wasBare(page), true);
  assert.equal(await page.locator(PORT).count(), 0);
  await page.locator(PORT).waitFor();
});

journey("a large project waits a moment for its registry when the page is loaded again, and says so", { hash: "#/canvas" }, async ({ page }) => {
  await page.waitForLoadState("networkidle");
  await openProject(page, project(1_000));
  await page.locator(PORT).waitFor();
  await page.getByText("Kept in this browser").waitFor();
  await page.route("**/registry/blocks/index.json", async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  await page.reload();
  await page.getByRole("status").getByText("Reading the project and its blocks").waitFor();
  await page.locator('[data-canvas][data-ready="1000"]').waitFor();
  await page.locator(PORT).waitFor();
});
