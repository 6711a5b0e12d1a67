// The connection to a DSS: the demo in the page, and a real one behind nginx on the page's own origin, with
// every step that can fail.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { axe, DIST, inBothThemes, journey, screenshot } from "./browser.mjs";
import { ability, choose, connected, failsAt, main, READ, REFUSED, typeKey } from "./connecting.mjs";
import { startDss } from "./dss.mjs";
import { startProxy } from "./nginx.mjs";
import { REFUSALS, startRefusing } from "./refusing.mjs";

const WIDE = { viewport: { width: 1280, height: 800 } };
const ADMIN = "demo-admin";
let dss;
let proxy;
before(async () => {
  dss = await startDss();
  proxy = await startProxy({ root: DIST, dssPort: dss.port });
});
after(async () => {
  await proxy?.close();
  await dss?.close();
});

const inBrowser = { root: DIST, hash: "#/connect", context: WIDE };

journey("the demo instance is connected to, and what works there is told", inBrowser, async ({ page }) => {
  await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `connect ${theme}`);
  });
  await main(page).getByRole("button", { name: "Connect to the demo instance" }).click();
  await connected(page, "Demo instance");
  await page.getByRole("banner").getByRole("link", { name: "Connected to Demo instance" }).waitFor();
  await main(page).getByText("What only reads was tried out").waitFor();
  await ability(page, "Read a project").getByText("yes", { exact: true }).waitFor();
  await ability(page, "Delete a project").getByText("unknown", { exact: true }).waitFor();
  await main(page).getByRole("combobox", { name: "In the project" }).selectOption("BLOCKS_REGISTRY");
  await ability(page, "Read the library").getByText("yes", { exact: true }).waitFor();
  await inBothThemes(page, async (theme) => {
    await axe(page);
    await screenshot(page, `connect demo ${theme}`);
  });
});

journey("the demo instance is kept over a reload, and reset on request", inBrowser, async ({ page }) => {
  const connect = () => main(page).getByRole("button", { name: "Connect to the demo instance" }).click();
  const kept = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const request = indexedDB.open("blockwright-demo");
          request.onsuccess = () => {
            const get = request.result.transaction("instance").objectStore("instance").get("state");
            get.onsuccess = () => (request.result.close(), done(get.result?.length ?? 0));
          };
        }),
    );
  await connect();
  await connected(page, "Demo instance");
  await page.waitForFunction(async () => (await indexedDB.databases()).some(({ name }) => name === "blockwright-demo"));
  while ((await kept()) === 0) await page.waitForTimeout(50);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.reload();
  await connect();
  await connected(page, "Demo instance");
  assert.deepEqual(requests.filter((url) => url.includes("manifests/")), [], "it was made anew");

  await main(page).getByRole("button", { name: "Reset the demo instance" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset the demo instance?" });
  await axe(page);
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await dialog.waitFor({ state: "detached" });
  await connected(page, "Demo instance");
  await main(page).getByRole("button", { name: "Reset the demo instance" }).click();
  await dialog.getByRole("button", { name: "Reset it" }).click();
  await page.getByText("The demo instance is as it was at first.").waitFor();
  await connected(page, "Demo instance");
  assert.ok(requests.some((url) => url.includes("manifests/")), "it was not made anew");
});

journey("a demo instance that another tab changes is told", inBrowser, async ({ page, url }) => {
  const connect = async (tab) => {
    await main(tab).getByRole("button", { name: "Connect to the demo instance" }).click();
    await connected(tab, "Demo instance");
  };
  await connect(page);
  // It is kept, so that the other tab has the same.
  await page.waitForTimeout(1_000);
  const other = await page.context().newPage();
  await other.goto(`${url}#/connect`);
  await connect(other);
  const told = page.getByText("The demo instance was changed in another tab, and here it is as it was before.");
  await other.waitForTimeout(1_000);
  assert.equal(await told.count(), 0, "nothing is changed by connecting");
  await main(other).getByRole("button", { name: "Reset the demo instance" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Reset it" }).click();
  await other.getByText("The demo instance is as it was at first.").waitFor();
  await told.waitFor();
  assert.equal(await other.getByText("was changed in another tab").count(), 0, "a tab is not told of itself");
  await main(page).getByRole("button", { name: "Disconnect" }).first().click();
  await connect(page);
  await other.close();
});

const proxied = (options = {}) => ({ at: () => proxy.url, hash: "#/connect", context: WIDE, allow: [READ], ...options });

journey("a DSS behind the host of the page is connected to", proxied(), async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, ADMIN);
  await connected(page, "DSS behind this host");
  const facts = main(page).locator(".connect-facts");
  for (const fact of ["15.2.0", "Design node", "admin", "ms"]) await facts.getByText(fact).first().waitFor();
  assert.equal(await main(page).getByLabel("Key of the API").inputValue(), "");
  await main(page).getByRole("button", { name: "Disconnect and forget the key" }).click();
  await main(page).getByText("Disconnected. The key is forgotten.").waitFor();
  assert.equal(await page.getByRole("banner").getByRole("link", { name: "Connected" }).count(), 0);
});

journey("a key with few rights is told what will be refused", proxied({ allow: [REFUSED] }), async ({ page }) => {
  await choose(page, /^Through the host of this page/);
  await typeKey(page, "demo-reader");
  await connected(page, "DSS behind this host");
  await main(page).getByText("What only reads was tried out").waitFor();
  await ability(page, "Read a project").getByText("yes", { exact: true }).waitFor();
  await ability(page, "Read the permissions").getByText("refused", { exact: true }).waitFor();
  await axe(page);
});


/** What a test says where `name` refuses: the step, and words of what happened and what to do. */
const FAILURES = {
  "a key that is not accepted": ["DSS accepts the key", "DSS did not accept the key (401)", "make a new one in DSS"],
  "a key that has expired": ["DSS accepts the key", "API key has expired", "make a new one in DSS"],
  "a licence without API": ["The licence includes the API", "not available with your Free Edition license", "administrator"],
  "a right that is missing": ["The projects can be listed", "DSS refused access", "administrator"],
  "a web page": ["It is the API of DSS", "Not DSS but something else answered", "forward the path of the API"],
  "a host of files without a proxy": ["It is the API of DSS", "Not DSS but something else answered (404). It says “No such file”", "Does the host of this page have a proxy to DSS?"],
  "a proxy whose DSS is down": ["Something answers there", "got no answer from it (503)", "Try again in a moment"],
  "a redirect with the key in it": ["It is the API of DSS", "The answer was a redirect", "without a login of its own"],
  "a redirect to a login page": ["It is the API of DSS", "The answer was a redirect", "without a login of its own"],
  "a gateway without DSS": ["Something answers there", "got no answer from it (502)", "Try again in a moment"],
  "a connection that is closed": ["Something answers there", "got no answer from it (502)", "Try again in a moment"],
  "an answer with the key in it": ["DSS accepts the key", "Unknown API key (key) in Basic (key)", "Enter the key again"],
};

for (const name of Object.keys(REFUSALS)) {
  let refusing;
  let front;
  before(async () => {
    refusing = await startRefusing(name);
    front = await startProxy({ root: DIST, dssPort: refusing.port });
  });
  after(async () => {
    await front?.close();
    await refusing?.close();
  });
  journey(`${name} is named by the step that fails`, proxied({ at: () => front.url, allow: [REFUSED, /failed request: .*\/login\//] }), async ({ page }) => {
    const [step, ...words] = FAILURES[name];
    await choose(page, /^Through the host of this page/);
    await typeKey(page, "s3cr3tKeyOfDss");
    const said = await failsAt(page, step);
    for (const part of words) assert.ok(said.includes(part), `${part} is not in: ${said}`);
    assert.ok(!said.includes("s3cr3tKeyOfDss"));
    await inBothThemes(page, () => axe(page));
    await screenshot(page, `connect ${name}`);
  });
}

journey("a fault that passes is waited out, and a test that hangs is stopped", proxied({ allow: [REFUSED] }), async ({ page }) => {
  const setFaults = (faults) => fetch(`${dss.origin}/simulator/faults`, { method: "PUT", body: JSON.stringify(faults) });
  await setFaults([{ path: "/instance-info", nth: 1, effect: { refuse: { status: 503, body: "" } } }]);
  await choose(page, /^Through the host of this page/);
  await typeKey(page, ADMIN);
  await connected(page, "DSS behind this host");
  await setFaults([{ path: "/auth/info", effect: { delay: { milliseconds: 30_000 } } }]);
  await main(page).getByRole("button", { name: "Test again" }).click();
  await main(page).getByRole("button", { name: "Stop the test" }).click();
  await main(page).getByText("Disconnected. The key is forgotten.").waitFor();
  await setFaults([]);
});

journey(
  "a key is forgotten when nobody is there, and when the page is left",
  proxied({ prepare: (page) => page.clock.install() }),
  async ({ page }) => {
    await choose(page, /^Through the host of this page/);
    await main(page).getByRole("spinbutton", { name: "Minutes until forgotten" }).fill("3");
    await typeKey(page, ADMIN);
    await connected(page, "DSS behind this host");
    await main(page).getByText("What only reads was tried out").waitFor();
    await page.clock.fastForward(2 * 60_000);
    await connected(page, "DSS behind this host");
    await page.keyboard.press("Tab");
    await page.clock.fastForward(2 * 60_000);
    await connected(page, "DSS behind this host");
    await page.clock.fastForward(61_000);
    await main(page).getByText("there was no sign of you for 3 minutes").waitFor();

    await typeKey(page, ADMIN);
    await connected(page, "DSS behind this host");
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide")));
    await main(page).getByText("the page was left, so the key is forgotten").waitFor();
  },
);

journey("a form that cannot be sent says why", inBrowser, async ({ page }) => {
  const refusal = main(page).locator("#connect-refusal");
  await choose(page, /^At another address/);
  const address = main(page).getByRole("textbox", { name: "Address of DSS" });
  for (const [typed, reason] of [
    ["", "Type the address"],
    ["http://dss.example.com", "https://"],
    ["https://me:secret@dss.example.com", "Leave away the user name"],
    ["https://dss.example.com", 'make origins ORIGINS="https://dss.example.com"'],
  ]) {
    await address.fill(typed);
    await typeKey(page, "abcdefgh");
    await refusal.getByText(reason).waitFor();
  }
  await choose(page, /^Through the host of this page/);
  for (const [typed, reason] of [["", "Type a key"], ["a b c d e f", "no spaces"], ["user:password", "no colon"]]) {
    await typeKey(page, typed);
    await refusal.getByText(reason).waitFor();
  }
  await axe(page);
});

journey("the view is used by keyboard alone, and reached by the command palette", { root: DIST, context: WIDE }, async ({ page }) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("connect to a dss");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Connect" }).waitFor();
  await main(page).getByRole("radio", { name: "Demo instance" }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await connected(page, "Demo instance");
});
