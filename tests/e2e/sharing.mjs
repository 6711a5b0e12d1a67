// What journeys of shared plans have in common.

import { readFile } from "node:fs/promises";
import path from "node:path";

import { open } from "./browser.mjs";

const permissions = ["clipboard-read", "clipboard-write"];
export const WIDE = { viewport: { width: 1280, height: 800 }, permissions };
export const NARROW = { viewport: { width: 390, height: 844 }, permissions };

/** A project of five blocks of the demo registry, without a state. */
export async function blocks() {
  const text = await readFile(path.resolve(import.meta.dirname, "../plan_link/sample/project.yml"), "utf8");
  return { "project.yml": text.replace("{{ env.WAREHOUSE }}", "wh_prod") };
}

/** Makes a link in the dialog, as the author does. */
export async function share(page, { name = "Ada", passphrase = "", form = "Source" } = {}) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your name" }).fill(name);
  await dialog.getByRole("textbox", { name: "For" }).fill("the platform team");
  await dialog.getByRole("textbox", { name: "Note" }).fill("The daily figures come from the new readings.");
  await dialog.getByRole("radio", { name: form }).check();
  if (passphrase) await dialog.getByLabel("Passphrase, if it is needed").fill(passphrase);
  await page.waitForTimeout(passphrase ? 2_500 : 800);
  return dialog;
}

/** What the button puts on the clipboard. */
export async function copied(page, name) {
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The hash of an address. */
export const hash = (address) => address.slice(address.indexOf("#"));

/** Opens an address in a profile of its own, as another person does. */
export async function visit(url, address, options = {}) {
  return open({ at: () => url, hash: hash(address), context: WIDE, isTraced: false, ...options });
}

/** Opens files as a project and shows its plan. */
export async function openProject(page, files) {
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) }));
  await page.locator("[data-open-files]").setInputFiles(chosen);
  const notice = page.locator(".notice", { hasText: "is open" });
  await notice.getByRole("button").first().click();
  await notice.waitFor({ state: "detached" });
  await page.evaluate(() => (location.hash = "#/plan"));
  await page.getByText("to create").first().waitFor();
}

/** Takes an answer over on the author's page. */
export async function take(page, answer) {
  await page.evaluate((hash) => (location.hash = hash), hash(answer));
  await page.getByRole("button", { name: "Show it beside my plan" }).click();
}

/** Answers a plan that is open, and gives the answer's address. */
export async function reply(page, { name, verdict, isSigned = false }) {
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  if (isSigned) {
    await page.getByRole("checkbox", { name: "Sign it with the key of this browser" }).check();
    await page.getByText("Your key in words").waitFor();
  }
  await page.getByRole("button", { name: verdict }).click();
  return copied(page, "Copy the answer as a link");
}
