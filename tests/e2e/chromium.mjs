// The system's Chromium.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts it without a window. */
export function launch() {
  const executablePath = PLACES.find((file) => file && existsSync(file));
  assert.ok(executablePath, "No Chromium found: `make test` installs it, or set CHROMIUM to its path");
  return chromium.launch({ executablePath });
}
