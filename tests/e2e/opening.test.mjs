// The page opens: at any path, under the policy, in both themes; and says so where it cannot.

import assert from "node:assert/strict";

import { axe, inBothThemes, journey, screenshot } from "./browser.mjs";

for (const base of ["/", "/a/b/"]) {
  journey(`the page opens at ${base}`, { base }, async ({ page }) => {
    await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
    assert.match(await page.title(), /Blockwright/);
    await inBothThemes(page, async (theme) => {
      await axe(page);
      await screenshot(page, `opened ${theme}`);
    });
  });
}

journey("the policy allows no inline script and no eval", {}, async ({ page, url }) => {
  const header = (await (await fetch(url)).headers).get("content-security-policy");
  const meta = await page.locator("meta[http-equiv]").getAttribute("content");
  for (const policy of [header, meta]) {
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|\*/);
  }
});

const broken = {
  prepare: (page) => page.route("**/*.wasm", (route) => route.abort()),
  allow: [/\.wasm/, /Failed to fetch|ERR_FAILED/],
};
journey("a page that cannot start says so and offers a reload", broken, async ({ page }) => {
  const failure = page.getByRole("heading", { level: 1, name: "Blockwright could not start" });
  await failure.waitFor();
  await axe(page);
  await screenshot(page, "could not start");
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Reload the page" }).click();
  await failure.waitFor({ state: "detached" });
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
});
