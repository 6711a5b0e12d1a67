// Small windows, large text and forced colours: nothing is cut off, and the focus is seen.

import assert from "node:assert/strict";

import { axe, journey, screenshot } from "./browser.mjs";

// 1280 by 800 at 200 %, and the width that WCAG 1.4.10 names.
const SIZES = { "at 200 percent": { width: 640, height: 400 }, "320 px wide": { width: 320, height: 640 } };
const BROKEN = `project: {key: COMPRESSORS, name: Compressors, descripton: "{{ env.VIBRATION_MONITORING }}"}
datasets:
  - {name: readings, type: snowflak}
recipes:
  - {name: prepare, type: python, inputs: [READING_OLD], outputs: [FEATURES]}
`;
const FORCED = { context: { forcedColors: "active", viewport: { width: 1280, height: 800 } } };

async function visit(page, view) {
  await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
}

async function openBroken(page) {
  const file = { name: "solution.yml", mimeType: "text/yaml", buffer: Buffer.from(BROKEN) };
  await page.locator("[data-open-files]").setInputFiles([file]);
  const notice = page.locator(".notice", { hasText: "solution.yml is open" });
  await notice.getByRole("button").click();
  await notice.waitFor({ state: "detached" });
}

/** What can be used and stands outside the window or the view; code scrolls in its own frame, the canvas is moved. */
function outside() {
  const problems = [document.documentElement, document.querySelector("main")]
    .filter((box) => box.scrollWidth > box.clientWidth)
    .map((box) => `${box.localName} scrolls sideways by ${box.scrollWidth - box.clientWidth} px`);
  for (const element of document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")) {
    const { left, right, width } = element.getBoundingClientRect();
    const isShown = width > 1 && element.checkVisibility() && !element.closest(".cm-editor, .skip-link, .canvas-pane");
    if (isShown && (left < -1 || right > innerWidth + 1)) {
      problems.push(`${element.localName} "${element.textContent || element.ariaLabel}" reaches ${left} to ${right}`);
    }
  }
  return problems;
}

/**
 * What is cut off below without a way to scroll there, or scrolls in a slit. The canvas is moved instead, and
 * texts of so many lines end with a sign and are whole elsewhere.
 */
function clipped() {
  const problems = [];
  const words = (element) => `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`;
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const [seen, all] = [element.clientHeight, element.scrollHeight];
    const isText = element.textContent.trim() !== "" && element.checkVisibility() && element.clientWidth > 1;
    if (!isText || style.display === "inline" || all <= seen + 3) continue;
    if (element.closest(".canvas-pane, .cm-editor, .visually-hidden, svg") || style.webkitLineClamp !== "none") continue;
    if (["hidden", "clip"].includes(style.overflowY)) problems.push(`${words(element)} shows ${seen} of ${all} px`);
    if (["auto", "scroll"].includes(style.overflowY) && seen < 40) problems.push(`${words(element)} scrolls ${all} px in ${seen}`);
  }
  return problems;
}

journey("what is cut off below is found, what scrolls is not", { context: { viewport: SIZES["at 200 percent"] } }, async ({ page }) => {
  await visit(page, "");
  const found = (overflow) =>
    page.evaluate((overflow) => {
      const box = document.createElement("div");
      Object.assign(box.style, { overflow, height: "60px" });
      box.append(...Array.from({ length: 9 }, (_, line) => Object.assign(document.createElement("p"), { textContent: `line ${line}` })));
      document.querySelector("main").append(box);
    }, overflow).then(() => page.evaluate(clipped));
  assert.deepEqual(await found("auto"), []);
  assert.match((await found("hidden")).join(), /shows 60 of/);
});

for (const [name, viewport] of Object.entries(SIZES)) {
  journey(`no view or dialog is cut off ${name}`, { context: { viewport } }, async ({ page }) => {
    const fits = async (what) => {
      assert.deepEqual(await page.evaluate(outside), [], what);
      assert.deepEqual(await page.evaluate(clipped), [], what);
      await screenshot(page, `${what} ${name}`);
    };
    for (const view of ["", "source", "plan", "environment", "projects", "nowhere", "connect", "state"]) {
      await visit(page, view);
      await fits(view);
    }
    await page.getByRole("radio", { name: "Versions" }).check();
    await fits("versions");
    await visit(page, "compose");
    await fits("compose");
    await visit(page, "drift");
    await fits("drift");
    await visit(page, "canvas");
    await page.locator("[data-outline]").waitFor();
    await fits("outline");
    await page.getByRole("button", { name: "Outline", exact: true }).click();
    await page.locator("[data-canvas][data-ready]").waitFor();
    await fits("canvas");
    await page.getByRole("button", { name: /^Properties/ }).click();
    await fits("properties");
    await page.getByRole("button", { name: "Hide the properties" }).click();
    await page.getByRole("button", { name: "Selection" }).click();
    await fits("selection menu");
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: "Plan" }).check();
    await fits("canvas plan");
    await page.getByRole("radio", { name: "Compose" }).check();
    await visit(page, "catalog");
    await page.getByText("35 of 35 blocks").waitFor();
    await fits("catalog");
    for (const side of [/^Outdated/, "Registries", "Blocks"]) {
      await page.getByRole("radio", { name: side }).check();
      await fits(`catalog ${side}`);
    }
    await visit(page, "catalog/BLOCKS_REGISTRY/COMPRESSOR_MONITORING_SOLUTION");
    await page.locator(".block-flow").waitFor();
    await fits("article");
    await visit(page, "plan");
    for (const zoom of ["Groups", "Fields", "Resources"]) {
      await page.getByRole("radio", { name: zoom }).check();
      await fits(`plan ${zoom}`);
    }
    await page.getByRole("tree").focus();
    await page.keyboard.press("Enter");
    await page.locator(".plan-chosen").waitFor();
    await fits("step");
    for (const [keys, dialog] of [["Control+k", "Commands"], ["F1", "Keys"]]) {
      await page.keyboard.press(keys);
      await page.getByRole("dialog", { name: dialog }).waitFor();
      await fits(dialog);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.keyboard.press("Control+k");
    await page.keyboard.type("new project");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New project" }).waitFor();
    await fits("new project");
    await page.keyboard.press("Escape");
    await openBroken(page);
    for (const view of ["", "problems", "plan", "environment"]) {
      await visit(page, view);
      await fits(`broken ${view}`);
    }
  });
}

journey("a view starts at its top", { context: { viewport: SIZES["at 200 percent"] } }, async ({ page }) => {
  await visit(page, "environment");
  await page.getByRole("textbox", { name: "Name of a secret" }).focus();
  const scrolled = () => page.evaluate(() => document.querySelector("main").scrollTop);
  assert.ok((await scrolled()) > 0);
  await visit(page, "projects");
  assert.equal(await scrolled(), 0);
});

journey("in forced colours every stop of the Tab key is seen", FORCED, async ({ page }) => {
  await openBroken(page);
  for (const view of ["", "problems", "environment", "plan"]) {
    await visit(page, view);
    await page.getByRole("main").focus();
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press("Tab");
      const what = await page.evaluate(() => {
        const element = document.activeElement;
        return element.closest("main") && `${element.localName} ${element.textContent || element.ariaLabel}`;
      });
      if (!what) break;
      const clip = await page.evaluate(() => {
        const { left, top, right, bottom } = document.activeElement.getBoundingClientRect();
        const [x, y] = [Math.max(0, left - 6), Math.max(0, top - 6)];
        return { x, y, width: Math.min(innerWidth, right + 6) - x, height: Math.min(innerHeight, bottom + 6) - y };
      });
      const focused = await page.screenshot({ clip });
      await page.evaluate(() => {
        window.stop = document.activeElement;
        window.stop.blur();
      });
      const blurred = await page.screenshot({ clip });
      await page.evaluate(() => window.stop.focus({ preventScroll: true }));
      assert.notDeepEqual(focused, blurred, `the focus on ${what} of ${view} is not seen`);
    }
  }
});

journey("in forced colours what is chosen and what is marked stand out", FORCED, async ({ page }) => {
  const fill = (selector) => page.evaluate((selector) => getComputedStyle(document.querySelector(selector)).backgroundColor, selector);
  await openBroken(page);
  await visit(page, "problems");
  for (const [chosen, other] of [
    [".segment:has(:checked)", ".segment:not(:has(:checked))"],
    [".navigation a[aria-current]", ".navigation a:not([aria-current])"],
    [".code-lines mark", ".code-lines"],
  ]) {
    assert.notEqual(await fill(chosen), await fill(other), chosen);
  }
  await axe(page);
  await screenshot(page, "problems in forced colours");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  assert.notEqual(await fill(".palette-entry[aria-selected=true]"), await fill(".palette-entry[aria-selected=false]"));
});
