// The plan: three zoom levels, filters, reasons, one step in full, parts of a plan, ways out, and
// why there may be none.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const PLAN = { hash: "#/plan" };
const PHONE = { viewport: { width: 390, height: 844 } };

const tree = (page) => page.getByRole("tree", { name: "Steps of the plan" });
const step = (page, name) => tree(page).getByRole("treeitem").filter({ hasText: name });
const details = (page) => page.getByRole("region", { name: "The chosen step" });
const zoom = (page, name) => page.getByRole("radio", { name }).check();
const summary = (page) => page.locator(".plan-summary");

/** The row that the keys work on, as its text. */
async function active(page) {
  const row = await page.waitForFunction(() => {
    const id = document.querySelector("[role=tree]").getAttribute("aria-activedescendant");
    return id && document.getElementById(id);
  });
  return row.evaluate((element) => element.innerText);
}

/** Opens files as the user's choice would. */
async function openFiles(page, files) {
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.locator("[data-open-files]").setInputFiles(chosen);
}

/** Opens a project of one file, with a state, and goes to its plan. */
async function openProject(page, config, state) {
  await openFiles(page, state ? { "solution.yml": config, "dev.state.json": state } : { "solution.yml": config });
  await page.waitForURL(/#\/source/);
  await page.evaluate(() => (location.hash = "#/plan"));
}

/** The text of a state file with these attributes by id. */
function stateOf(resources) {
  const entries = Object.entries(resources).map(([id, { metadata = {}, ...attributes }]) => [
    id,
    {
      resource_type: id.split(".")[0],
      resource_id: id,
      attributes,
      metadata: { deployed_at: "2026-01-02T03:04:05Z", deployed_by: "config", ...metadata },
    },
  ]);
  const head = { version: 1, serial: 7, lineage: null, environment: "dev", updated_at: "2026-01-02T03:04:05Z" };
  return JSON.stringify({ ...head, resources: Object.fromEntries(entries) });
}

const PROJECT = "version: '1.0'\nproject: {key: P, name: Orchard}\n";
const DEPLOYED_PROJECT = { projectKey: "P", name: "Orchard", description: "", settings: {} };

journey("the plan is read by keyboard", PLAN, async ({ page }) => {
  assert.equal(await summary(page).innerText(), "Plan: 4 to create, 5 to update, 1 to destroy, 12 unchanged.");
  await tree(page).focus();
  await page.keyboard.press("End");
  assert.match(await active(page), /VIBRATION_ARCHIVE_2019/);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.match(await active(page), /join_health/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/plan\/recipe\.COMPRESSOR_MONITORING\.join_health$/);
  await details(page).getByText("It is in the configuration, not in the state.").waitFor();
  await page.keyboard.press("Escape");
  await details(page).waitFor({ state: "detached" });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.type("raw_vib");
  await page.getByText("1 step found").waitFor();
  assert.equal(await tree(page).getByRole("treeitem").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await tree(page).getByRole("treeitem").count(), 10);
});

journey("each zoom level shows as much as it says", PLAN, async ({ page }) => {
  await zoom(page, "Groups");
  const group = tree(page).getByRole("treeitem", { name: /Create 2 datasets/ });
  assert.equal(await tree(page).getByRole("treeitem").count(), 5);
  await tree(page).focus();
  await page.keyboard.press("Enter");
  assert.equal(await group.getAttribute("aria-expanded"), "true");
  assert.equal(await step(page, "HEALTH_BY_EQUIPMENT").last().getAttribute("aria-level"), "2");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await group.getAttribute("aria-expanded"), "false");
  await zoom(page, "Fields");
  assert.equal(await page.locator(".plan-steps > li").count(), 10);
  await page.locator(".plan-steps").getByText("params.contamination", { exact: true }).waitFor();
  await page.getByLabel("Unchanged (12)").check();
  assert.equal(await page.locator(".plan-steps > li").count(), 22);
});

journey("filters show one action or one type, and say when nothing fits", PLAN, async ({ page }) => {
  await page.getByRole("button", { name: "Update 5" }).click();
  assert.equal(await tree(page).getByRole("treeitem").count(), 5);
  await page.getByLabel("Only this type").selectOption("dataset");
  await page.getByText("2 steps found").waitFor();
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("heading", { name: "No step fits the filter" }).waitFor();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  assert.equal(await tree(page).getByRole("treeitem").count(), 10);
});

journey("a step says why, where, what differs and what follows", PLAN, async ({ page }) => {
  await step(page, "raise_alerts").click();
  await details(page).getByText("2 attributes differ: inputs and code.").waitFor();
  assert.match(await details(page).locator(".change", { hasText: "inputs" }).innerText(), /"ANOMALY_SCORES".*→.*"HEALTH_BY_EQUIPMENT"/s);
  assert.ok((await details(page).locator(".line-removed").count()) > 0);
  assert.ok((await details(page).locator(".line-added").count()) > 0);
  await details(page).getByText("Downstream: 3, 1 directly").waitFor();
  await step(page, "aggregate_windows").click();
  await details(page).getByRole("link", { name: "dataset VIBRATION_FEATURES" }).last().click();
  await page.waitForURL(/dataset\.COMPRESSOR_MONITORING\.VIBRATION_FEATURES$/);
  await details(page).getByText("Attribute schema.columns differs.").waitFor();
  await details(page).getByRole("button", { name: "schema.columns" }).click();
  await page.waitForURL(/#\/source\/datasets\/features\.yml\?line=\d+$/);
  await page.goBack();
  await details(page).getByRole("button", { name: "Close the step" }).click();
  assert.ok(await tree(page).evaluate((list) => list === document.activeElement));
});

journey("unchanged lines of a text are folded until asked for", PLAN, async ({ page }) => {
  const lines = Array.from({ length: 40 }, (_, at) => `line ${at + 1}`);
  const code = (text) => text.map((line) => `      ${line}\n`).join("");
  const config = `${PROJECT}datasets: [{name: A, type: managed}]\nrecipes:\n  - name: r\n    type: python\n    inputs: [A]\n    outputs: [A2]\n    code: |\n${code(lines.with(19, "changed"))}`;
  const recipe = { name: "r", type: "python", inputs: ["A"], outputs: ["A2"], params: {}, code: `${lines.join("\n")}\n` };
  await openProject(page, config.replace("[{name: A, type: managed}]", "[{name: A, type: managed}, {name: A2, type: managed}]"), stateOf({ "project.P": DEPLOYED_PROJECT, "recipe.P.r": recipe }));
  await step(page, "Update").click();
  const fold = details(page).getByRole("button", { name: "16 lines unchanged, show" });
  await fold.waitFor();
  assert.equal(await details(page).locator(".line").count(), 8);
  await fold.click();
  assert.equal(await details(page).locator(".line").count(), 24);
});

journey("a part is planned with what it needs, and everything again", { ...PLAN }, async ({ page }) => {
  await tree(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Space");
  await page.getByText("1 resource ticked.").waitFor();
  await page.getByRole("button", { name: "Plan only these and what they need" }).click();
  const notice = page.getByRole("region", { name: "Partial plan" });
  await notice.getByText("dataset.COMPRESSOR_MONITORING.HEALTH_BY_EQUIPMENT").waitFor();
  assert.match(await summary(page).innerText(), /^Plan: 1 to create, 1 unchanged\.$/);
  await axe(page);
  await notice.getByRole("button", { name: "Plan everything" }).click();
  await notice.waitFor({ state: "detached" });
  assert.match(await summary(page).innerText(), /^Plan: 4 to create/);
});

const clipboard = { hash: "#/plan", context: { permissions: ["clipboard-read", "clipboard-write"] } };
journey("the plan is copied, downloaded and printed", clipboard, async ({ page }) => {
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy as text" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.match(await copied(), /^Dataiku IaC Execution Plan\n\n\+ dataset\.COMPRESSOR_MONITORING\.[\s\S]*\nPlan: 4 to create, 5 to update, 1 to destroy\.$/);
  const more = async (name) => {
    await page.getByRole("button", { name: "More forms" }).click();
    await page.getByRole("button", { name, exact: true }).click();
  };
  await more("Copy in the reference form");
  await page.getByText("The plan is copied.").waitFor();
  assert.match(await copied(), /schema: \.\.\./);
  const downloaded = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), more(name)]);
    return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
  };
  const [name, json] = await downloaded("Download as JSON");
  assert.equal(name, "COMPRESSOR_MONITORING-dev.plan.json");
  assert.deepEqual(JSON.parse(json).summary, { create: 4, update: 5, destroy: 1, unchanged: 12 });
  const [, terraform] = await downloaded("Download as Terraform JSON");
  assert.equal(JSON.parse(terraform).format_version, "1.2");
  const [, text] = await downloaded("Download as text");
  assert.match(text, /Plan: 4 to create, 5 to update, 1 to destroy\.\n$/);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(`${await page.locator(".plan-paper").innerText()}\n`, text);
  assert.ok(!(await tree(page).isVisible()));
  await page.emulateMedia({ media: "screen" });
});

journey("there is no plan while the configuration has problems", { ...PLAN }, async ({ page }) => {
  const recipes = Array.from({ length: 12 }, (_, at) => `  - {name: r${at}, type: python, inputs: [NOWHERE_${at}], outputs: [A]}\n`).join("");
  await openProject(page, `${PROJECT}datasets: [{name: A, type: managed}]\nrecipes:\n${recipes}`);
  await page.getByRole("heading", { name: /No plan until \d+ problems are solved/ }).waitFor();
  assert.equal(await page.locator(".blocked-reasons > li").count(), 10);
  await page.getByText(/^and \d+ more$/).waitFor();
  await axe(page);
  await page.locator(".blocked-reasons > li").first().getByRole("button").click();
  await page.waitForURL(/#\/source\/solution\.yml\?line=5$/);
  await page.goBack();
  await page.getByRole("link", { name: "Show all problems" }).click();
  await page.waitForURL(/#\/problems$/);
});

journey("there is no plan while the state cannot be read", PLAN, async ({ page }) => {
  await openProject(page, PROJECT, "[]");
  await page.getByRole("heading", { name: "No plan: the state cannot be read" }).waitFor();
  await page.getByText("STA001").waitFor();
  await page.getByRole("link", { name: "Go to the state" }).click();
  await page.getByRole("heading", { name: "This state file cannot be read" }).waitFor();
});

journey("an empty plan says what was compared", { ...PLAN }, async ({ page }) => {
  await openProject(page, PROJECT, stateOf({ "project.P": DEPLOYED_PROJECT }));
  await page.getByRole("heading", { name: "No changes. Infrastructure is up-to-date." }).waitFor();
  await page.getByRole("main").getByText("1 resource of the configuration compared with serial 7 of the state.").first().waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Show what was compared (1)" }).click();
  assert.match(await step(page, "P").innerText(), /Unchanged/);
});

journey("what must not be overlooked is said in words", { ...PLAN }, async ({ page }) => {
  const guarded = { name: "A", type: "snowflake", params: {}, metadata: { lifecycle: { prevent_destroy: true } } };
  const server = { name: "B", type: "Snowflake", params: { extra: 1 }, tags: [], metadata: { deployed_by: "system" } };
  const config = `${PROJECT}datasets:\n  - {name: B, type: postgresql, lifecycle: {ignore_changes: [params.limit]}}\n`;
  await openProject(page, config, stateOf({ "project.P": DEPLOYED_PROJECT, "dataset.P.A": guarded, "dataset.P.B": server }));
  await page.getByRole("heading", { name: "This plan must not be applied" }).waitFor();
  await page.getByRole("link", { name: "dataset.P.A" }).click();
  await details(page).getByText("PLN001").waitFor();
  await details(page).getByText("guarded, blocks the plan").waitFor();
  await details(page).getByText("It is in the state, not in the configuration.").waitFor();
  await step(page, "dataset.P.B").click();
  for (const words of ["cannot be done in place", "deployed_by: system", "lifecycle.ignore_changes"]) {
    await details(page).getByText(words, { exact: true }).waitFor();
  }
  await axe(page);
});

for (const [size, context] of [["wide", { viewport: { width: 1280, height: 800 } }], ["narrow", PHONE]]) {
  journey(`the plan is accessible and fits at every zoom, ${size}`, { ...PLAN, context }, async ({ page }) => {
    await inBothThemes(page, async (theme) => {
      for (const name of ["Groups", "Resources", "Fields"]) {
        await zoom(page, name);
        await axe(page);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(tooWide <= 0, `${name} is ${tooWide} px too wide`);
        await screenshot(page, `plan ${name} ${size} ${theme}`);
      }
      await zoom(page, "Resources");
      await step(page, "raise_alerts").click();
      await details(page).waitFor();
      await axe(page);
      await screenshot(page, `plan step ${size} ${theme}`);
      await details(page).getByRole("button", { name: "Close the step" }).click();
    });
  });
}

const large = { ...PLAN, context: { viewport: { width: 1280, height: 800 } } };
journey("a plan of 10,000 steps opens quickly and scrolls smoothly", large, async ({ page }) => {
  const datasets = Array.from({ length: 9_999 }, (_, at) => `  - {name: D_${at}, type: managed, params: {at: ${at}}}\n`).join("");
  await openProject(page, `${PROJECT}datasets:\n${datasets}`);
  await page.getByText("Plan: 10,000 to create.").waitFor();
  await page.evaluate(() => (location.hash = "#/state"));
  await page.getByRole("heading", { level: 1, name: "State" }).waitFor();
  const opening = await page.evaluate(async () => {
    const start = performance.now();
    location.hash = "#/plan";
    while (!document.querySelector("[role=treeitem]")) await new Promise((next) => setTimeout(next, 5));
    return performance.now() - start;
  });
  assert.ok(opening < 1_000, `opening took ${opening} ms`);
  assert.ok((await page.locator("[role=treeitem]").count()) < 80);
  await tree(page).focus();
  await page.keyboard.press("End");
  assert.match(await active(page), /D_9998/);
  const steps = await page.evaluate(async () => {
    const list = document.querySelector("[role=tree]");
    const taken = [];
    for (let top = 0; top < 30_000; top += 600) {
      const start = performance.now();
      list.scrollTop = top;
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      taken.push(performance.now() - start);
    }
    return taken.sort((a, b) => a - b);
  });
  const median = steps[Math.floor(steps.length / 2)];
  assert.ok(median < 60, `a step of scrolling took ${median} ms`);
  await page.getByRole("searchbox").fill("d_4321");
  await page.getByText("1 step found").waitFor();
  await page.getByRole("searchbox").fill("");
  await zoom(page, "Fields");
  await page.getByText("1 to 25 of 10000 steps").first().waitFor();
  await page.getByRole("button", { name: "Next" }).first().click();
  await page.getByText("26 to 50 of 10000 steps").first().waitFor();
  await axe(page);
});
