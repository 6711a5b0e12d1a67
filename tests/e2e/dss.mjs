// The simulator of DSS as a server, for journeys that need a real way to one.

import { spawn } from "node:child_process";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Starts it on a free port with `options`, as `["--key", "abc=admin"]`. Builds it first, with `flags`, if it has to be. */
export async function startDss(options = [], flags = []) {
  const built = ["run", "--quiet", "--locked", ...flags, "--example", "dss_server", "--", "--port", "0", ...options];
  const child = spawn("cargo", built, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const gone = new Promise((done) => child.once("exit", done));
  let said = "";
  const address = await new Promise((done, failed) => {
    child.stdout.on("data", (part) => {
      said += part;
      const found = said.match(/on (http:\/\/[\d.]+:(\d+))/);
      if (found) done(found);
    });
    child.stderr.on("data", (part) => (said += part));
    gone.then(() => failed(new Error(`dss_server ended: ${said}`)));
  });
  const close = async () => {
    // The group: cargo, and the server that it runs.
    process.kill(-child.pid, "SIGTERM");
    await gone;
  };
  return { origin: address[1], port: Number(address[2]), close };
}
