// Opens the built app in the system's Chromium and watches it: whatever a user would call broken
// fails the journey, whether the journey looks for it or not.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";

import axeCore from "axe-core";

import { launch } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const HERE = import.meta.dirname;
const DIST = path.resolve(HERE, "../../dist");
const SCREENSHOTS = path.join(HERE, "screenshots");
const LONG_TASK_MS = 200;

let launched;
after(async () => (await launched)?.close());

function browser() {
  launched ??= launch();
  return launched;
}

/**
 * A test that opens the app and fails on any problem of `open`.
 *
 * Options: `base` (path the app is served at), `hash` (as "#/plan"), `context` (Playwright's, as
 * `{ colorScheme: "dark" }`), `prepare(page)` (before the app opens, as to route requests), `allow`
 * (patterns of problems this journey provokes), `longTaskMs`.
 */
export function journey(title, options, body) {
  test(title, async () => {
    const opened = await open(options);
    try {
      await opened.page.locator("#boot-loading").waitFor({ state: "detached" });
      await body(opened);
      await settle(opened.page);
      assert.deepEqual(opened.problems, [], "the page had problems of its own");
    } catch (error) {
      await screenshot(opened.page, `failed ${title}`);
      if (opened.problems.length > 0) error.message += `\nProblems of the page:\n  ${opened.problems.join("\n  ")}`;
      throw error;
    } finally {
      await opened.close();
    }
  });
}

/**
 * Opens a served folder in a fresh browser profile. `problems` grows with each console error or
 * warning, uncaught error, violation of the policy, failed request, request to another origin, and
 * task that blocks the page for longer than `longTaskMs`.
 */
export async function open(options) {
  const { root = DIST, base = "/", hash = "", context = {}, prepare, allow = [], longTaskMs = LONG_TASK_MS } = options;
  assert.ok(existsSync(path.join(root, "index.html")), `${root} is not built: run make build`);
  const server = await serve({ root, base });
  const profile = await (await browser()).newContext({ serviceWorkers: "block", ...context });
  const page = await profile.newPage();
  const problems = [];
  const report = (problem) => {
    if (!allow.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  await watch(page, new URL(server.url).origin, longTaskMs, report);
  await prepare?.(page);
  await page.goto(server.url + hash);
  const close = async () => {
    await profile.close();
    await server.close();
  };
  return { page, url: server.url, problems, close };
}

async function watch(page, origin, longTaskMs, report) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) report(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => report(`uncaught: ${error.message}`));
  page.on("crash", () => report("crashed"));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== new URL(origin).host) {
      report(`request to another origin: ${url.href}`);
    }
  });
  page.on("requestfailed", (request) => report(`failed request: ${request.url()} (${request.failure()?.errorText})`));
  page.on("response", (response) => {
    if (response.status() >= 400) report(`failed request: ${response.url()} (${response.status()})`);
  });
  await page.exposeBinding("reportProblem", (_source, problem) => report(problem));
  await page.addInitScript(observeFromInside, longTaskMs);
}

/** Runs in the page, before anything of the page does. */
function observeFromInside(longTaskMs) {
  document.addEventListener("securitypolicyviolation", (violation) => {
    window.reportProblem(`policy violation: ${violation.violatedDirective} ${violation.blockedURI}`);
  });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) {
      if (task.duration > longTaskMs) window.reportProblem(`long task: ${Math.round(task.duration)} ms`);
    }
  }).observe({ type: "longtask", buffered: true });
}

/** Waits until what the last action caused has been observed. */
async function settle(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
}

/** Fails on anything that axe's rules find, the one for the size of targets included. */
export async function axe(page) {
  await page.evaluate(axeCore.source);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }),
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
  assert.deepEqual(found, [], "axe found violations");
}

/** Runs `look` in the light and in the dark theme. */
export async function inBothThemes(page, look) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await look(colorScheme);
  }
}

/** Keeps a picture in `tests/e2e/screenshots`. */
export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name.replaceAll(/[^\w-]+/g, "-")}.png`) });
}
