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
/** The built app; another folder for trying out. */
export const DIST = path.resolve(process.env.BLOCKWRIGHT_DIST ?? path.join(HERE, "../../dist"));
const SCREENSHOTS = path.join(HERE, "screenshots");
const LONG_TASK_MS = 200;
const AUDIT = "audit";

let launched;
after(async () => (await launched)?.close());

function browser() {
  launched ??= launch();
  return launched;
}

/**
 * A test that opens the app and fails on any problem of `open`.
 *
 * Options: `base` (path the app is served at), `at()` (the address of a server that has the app, where none
 * is started for it), `hash` (as "#/plan"), `context` (Playwright's, as `{ colorScheme: "dark" }`),
 * `prepare(page)` (before the app opens, as to route requests), `allow` (patterns of problems this journey
 * provokes), `longTaskMs`, `isTraced` (without it long tasks are not seen).
 */
export function journey(title, options, body) {
  test(title, async () => {
    const opened = await open(options);
    try {
      await opened.page.locator("#boot-loading").waitFor({ state: "detached" });
      await body(opened);
      await opened.settle();
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
 * warning, uncaught error, violation of the policy, failed request and request to another origin as it
 * happens, and with each task that kept the page's thread busy for longer than `longTaskMs` when it is
 * settled. That is time of the processor: a crowded machine makes no task longer.
 */
export async function open(options) {
  const { root = DIST, at, base = "/", hash = "", context = {}, prepare, allow = [], longTaskMs = LONG_TASK_MS, isTraced = true } = options;
  assert.ok(existsSync(path.join(root, "index.html")), `${root} is not built: run make build`);
  const server = at ? { url: at(), close() {} } : await serve({ root, base });
  const chromium = await browser();
  const profile = await chromium.newContext({ serviceWorkers: "block", ...context });
  const page = await profile.newPage();
  const problems = [];
  const report = (problem) => {
    if (!allow.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  await watch(page, new URL(server.url).origin, report);
  // The browser traces one page at a time.
  if (isTraced) await chromium.startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
  let isTracing = isTraced;
  const stopTracing = async () => {
    if (!isTracing) return [];
    isTracing = false;
    return longTasks(await chromium.stopTracing(), longTaskMs);
  };
  await prepare?.(page);
  await page.goto(server.url + hash);
  const settle = async () => {
    // What the last action caused has been observed after the next frame.
    if (!page.isClosed()) {
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    }
    for (const task of await stopTracing()) report(task);
  };
  const close = async () => {
    await stopTracing();
    await profile.close();
    await server.close();
  };
  return { page, url: server.url, problems, settle, close };
}

/** The tasks in a trace that took the main thread of a page for longer than `longTaskMs`. */
function longTasks(trace, longTaskMs) {
  const { traceEvents } = JSON.parse(trace.toString());
  const named = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ name, pid, tid }) => /RunTask$/.test(name) && threads.has(`${pid} ${tid}`));
  assert.ok(tasks.some(({ tdur }) => tdur > 0), "the trace has no times of tasks");
  const audits = traceEvents.filter(({ cat, name }) => cat === "blink.user_timing" && name === AUDIT);
  const isAudit = ({ ts, dur }) => audits.some((mark) => ts <= mark.ts && mark.ts <= ts + dur);
  const long = tasks.filter((task) => (task.tdur ?? 0) / 1_000 > longTaskMs && !isAudit(task));
  return long.map(({ tdur }) => `long task: ${Math.round(tdur / 1_000)} ms`);
}

async function watch(page, origin, report) {
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
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // The browser fetches the icon late, and breaks that off when the page is left or loaded again.
    const isIconLeft = reason === "net::ERR_ABORTED" && /\/icon-\w+\.svg$/.test(request.url());
    if (!isIconLeft) report(`failed request: ${request.url()} (${reason})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) report(`failed request: ${response.url()} (${response.status()})`);
  });
  await page.exposeBinding("reportProblem", (_source, problem) => report(problem));
  await page.addInitScript(observeFromInside);
}

/** Runs in the page, before anything of the page does. */
function observeFromInside() {
  document.addEventListener("securitypolicyviolation", (violation) => {
    window.reportProblem(`policy violation: ${violation.violatedDirective} ${violation.blockedURI}`);
  });
}

/** Fails on anything that axe's rules find, the one for the size of targets included. */
export async function axe(page) {
  // Its tasks are not the page's, nor is taking it in. It works in few of them, and starts and ends in one.
  if (await page.evaluate(() => !window.axe)) await page.evaluate(`performance.mark("${AUDIT}");${axeCore.source}`);
  const { violations } = await page.evaluate(async (audit) => {
    performance.mark(audit);
    const results = await window.axe.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    performance.mark(audit);
    return results;
  }, AUDIT);
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

/** What scrolls sideways of the page and its view, in words. */
export async function sideways(page) {
  return page.evaluate(() =>
    [document.documentElement, document.querySelector("main")]
      .filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.localName} scrolls sideways by ${box.scrollWidth - box.clientWidth} px`),
  );
}

/** Keeps a picture in `tests/e2e/screenshots`. */
export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SCREENSHOTS, `${name.replaceAll(/[^\w-]+/g, "-")}.png`) });
}
