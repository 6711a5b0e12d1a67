// The frame around the views: commands and keys, projects and drafts, files, colours, sizes.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

const VIEWS = ["", "source", "problems", "plan", "state", "environment", "projects", "nowhere"];
const PHONE = { viewport: { width: 360, height: 740 } };

/** Opens a view by its hash and waits for its heading. */
async function visit(page, view) {
  await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
}

/** Runs a command of the palette by a few of its letters. */
async function command(page, letters) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find a command" }).waitFor();
  await page.keyboard.type(letters);
  await page.keyboard.press("Enter");
}

async function newProject(page, name) {
  await command(page, "new project");
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("link", { name, exact: true }).waitFor();
}

const kept = (page) => page.locator(".draft-state", { hasText: "in this browser" }).waitFor();
const notice = (page, text) => page.locator(".notice", { hasText: text }).waitFor();
const file = (name, text) => ({ name, mimeType: "text/yaml", buffer: Buffer.from(text) });

journey("every command is found by keyboard and run by Enter", {}, async ({ page }) => {
  await visit(page, "source");
  await page.keyboard.press("Control+k");
  const options = page.getByRole("listbox").getByRole("option");
  assert.ok((await options.count()) > 20);
  await page.keyboard.type("show pl");
  assert.match(await options.first().textContent(), /Show the plan/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const active = await page.getByRole("combobox").getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/plan$/);
  await page.keyboard.press("Control+e");
  await page.waitForURL(/#\/source$/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

journey("the status bar counts notices in words", {}, async ({ page }) => {
  const verdict = page.locator(".status-bar .verdict");
  assert.equal(await verdict.innerText(), "1 notice");
  await verdict.click();
  await page.getByText("Valid in strict mode: 1 notice.").waitFor();
});

journey("keys that type a sign can be turned off", {}, async ({ page }) => {
  await visit(page, "state");
  await page.keyboard.press("F1");
  await page.getByLabel(/Single keys/).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("p");
  assert.match(page.url(), /#\/state$/);
  assert.equal(await page.getByRole("dialog").count(), 0);
});

for (const [size, context] of [["wide", {}], ["narrow", PHONE]]) {
  journey(`every view and dialog is accessible and fits, ${size}`, { context }, async ({ page }) => {
    const look = async (name, theme) => {
      await axe(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(tooWide <= 0, `${name} is ${tooWide} px too wide`);
      await screenshot(page, `${name} ${size} ${theme}`);
    };
    await inBothThemes(page, async (theme) => {
      for (const view of VIEWS) {
        await visit(page, view);
        await look(view || "overview", theme);
      }
      for (const [keys, name] of [["Control+k", "commands"], ["?", "keys"]]) {
        await page.keyboard.press(keys);
        await page.getByRole("dialog").waitFor();
        await look(name, theme);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
      }
      await command(page, "new project");
      await look("new project", theme);
      await page.getByRole("button", { name: "Cancel" }).click();
    });
  });
}

journey("colours follow the switch and are remembered", { context: { colorScheme: "light" } }, async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await command(page, "dark colours");
  const dark = await background();
  assert.notEqual(dark, light);
  await page.reload();
  await page.locator("#boot-loading").waitFor({ state: "detached" });
  assert.equal(await background(), dark);
});

journey("a new project is kept, and deleted only when confirmed", {}, async ({ page }) => {
  await newProject(page, "Pump watch");
  await kept(page);
  await page.reload();
  await page.getByRole("link", { name: "Pump watch", exact: true }).waitFor();
  await visit(page, "projects");
  const draft = page.locator(".draft", { hasText: "Pump watch" });
  await draft.getByRole("button", { name: "Delete Pump watch" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  assert.equal(await draft.count(), 1);
  await draft.getByRole("button", { name: "Delete Pump watch" }).click();
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await draft.waitFor({ state: "detached" });
  await page.getByRole("link", { name: /sample/ }).waitFor();
});

journey("the states that are kept for a draft go with it", {}, async ({ page }) => {
  const state = '{"version": 1, "serial": 7, "environment": "dev", "updated_at": "2026-01-01T00:00:00Z", "resources": {}}';
  const states = () =>
    page.evaluate(async () => {
      const open = indexedDB.open("blockwright-states");
      await new Promise((done) => (open.onsuccess = done));
      const keys = open.result.transaction("versions").objectStore("versions").getAllKeys();
      await new Promise((done) => (keys.onsuccess = done));
      open.result.close();
      return keys.result.map(([scope]) => scope).sort();
    });
  const until = async (expected) => {
    for (let tries = 0; tries < 50 && `${await states()}` !== `${expected}`; tries += 1) await page.waitForTimeout(100);
    assert.deepEqual(await states(), expected);
  };
  await newProject(page, "Pump watch");
  await page.locator("[data-open-files]").setInputFiles([file("dev.state.json", state)]);
  await notice(page, "dev.state.json is the state of this project now.");
  await kept(page);
  await until(["COMPRESSOR_MONITORING/dev", "PUMP_WATCH/dev"]);
  await visit(page, "projects");
  await page.getByRole("button", { name: "Delete Pump watch" }).click();
  await page.getByRole("button", { name: "Delete the draft" }).click();
  await notice(page, "The draft is deleted, with the states that were kept for it.");
  await until(["COMPRESSOR_MONITORING/dev"]);
});

// The driver hands five megabytes over, which is a long task that no user has.
const HANDED_OVER = { longTaskMs: 1000 };
journey("files come in through the chooser, and an error names the file and the limit", HANDED_OVER, async ({ page }) => {
  const chooser = page.locator("[data-open-files]");
  await chooser.setInputFiles([file("solution.yml", "version: '1.0'\nproject: {key: A, name: B}\n"), file("notes.txt", "x")]);
  await notice(page, "solution.yml is open, with 1 file. 1 other file was left alone.");
  await chooser.setInputFiles([file("big.yml", " ".repeat(5 * 1024 * 1024 + 1))]);
  await notice(page, "big.yml is larger than 5 MiB; nothing was opened.");
  await page.getByRole("link", { name: "solution.yml", exact: true }).waitFor();
  await chooser.setInputFiles([file("prod.state.json", "{}")]);
  await notice(page, "prod.state.json is the state of this project now.");
  assert.match(page.url(), /#\/state$/);
  await chooser.setInputFiles([file("picture.txt", "x")]);
  await notice(page, "a project needs a project.yml");
});

journey("files are dropped on the page", {}, async ({ page }) => {
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["project: {key: A, name: B}\n"], "dropped.yml"));
    for (const type of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  });
  await notice(page, "dropped.yml is open");
});

/** Gives the page a folder of the browser's own file system in place of one on disk. */
function privateFolder() {
  window.showOpenFilePicker = () => Promise.reject(new DOMException("", "AbortError"));
  window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("plant", { create: true });
}

const inFolder = { prepare: (page) => page.addInitScript(privateFolder) };
journey("saving writes into the chosen folder, and opening it reads the same", inFolder, async ({ page }) => {
  const read = (path) =>
    page.evaluate(async (path) => {
      let folder = await window.showDirectoryPicker();
      const parts = path.split("/");
      const name = parts.pop();
      for (const part of parts) folder = await folder.getDirectoryHandle(part);
      return (await (await folder.getFileHandle(name)).getFile()).text();
    }, path);
  await newProject(page, "Pump watch");
  await page.keyboard.press("Control+s");
  await notice(page, "5 files are saved.");
  assert.match(await read("project.yml"), /key: "PUMP_WATCH"/);
  assert.match(await read("recipes/orders.yml"), /clean_orders/);
  await page.keyboard.press("Control+s");
  await notice(page, "Nothing has changed since the last save.");
  await page.keyboard.press("Control+Shift+o");
  await notice(page, "plant is open, with 5 files.");
});

journey("a full storage is told, and the draft is not lost from sight", {}, async ({ page }) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: 1 });
  await newProject(page, "Pump watch");
  const lost = page.locator(".draft-state-lost", { hasText: "Changes are not kept" });
  // Chromium remembers for half a minute that there was room: the storage is full for one of the next edits.
  await page.locator(".cm-content").focus();
  for (let edit = 0; edit < 120 && !(await lost.isVisible()); edit += 1) {
    await page.keyboard.type("#");
    await page.waitForTimeout(500);
  }
  await lost.waitFor();
  await notice(page, "Save or download your files before you close the page.");
});

const withoutStorage = {
  prepare: (page) => page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined })),
};
journey("a browser that keeps nothing says so", withoutStorage, async ({ page }) => {
  await page.locator(".draft-state-lost", { hasText: "Changes are not kept" }).waitFor();
  await notice(page, "Save or download your files before you close the page.");
  await axe(page);
});

journey("two tabs with the same draft warn each other", {}, async ({ page, url }) => {
  await newProject(page, "Pump watch");
  await kept(page);
  const other = await page.context().newPage();
  await other.goto(url);
  await notice(other, "open in another tab");
  await notice(page, "open in another tab");
});

journey("a link that leads nowhere says so", { hash: "#/nowhere/at/all" }, async ({ page }) => {
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.getByRole("link", { name: "Go to the overview" }).click();
  await page.waitForURL(/#\/$/);
});

journey("a notice stays its time, whenever the one before was dismissed", { hash: "#/source" }, async ({ page }) => {
  const notice = page.locator(".notice", { hasText: "is open" });
  const files = (name) => [{ name, mimeType: "text/yaml", buffer: Buffer.from("project: {key: A, name: A}\n") }];
  await page.locator("[data-open-files]").setInputFiles(files("first.yml"));
  await notice.getByRole("button").first().click();
  await notice.waitFor({ state: "detached" });
  await page.waitForTimeout(4_000);
  await page.locator("[data-open-files]").setInputFiles(files("second.yml"));
  await notice.waitFor();
  await page.waitForTimeout(3_000);
  assert.equal(await notice.count(), 1, "the time of the first notice took the second one away");
});
