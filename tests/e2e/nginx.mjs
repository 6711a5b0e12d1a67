// nginx with the configurations of docs/hosting, as they stand there but for names, ports and certificates.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

const HERE = import.meta.dirname;
const HOSTING = path.resolve(HERE, "../../docs/hosting");
const NGINX = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"];

/** A port that was free a moment ago. */
export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Replaces what a host replaces, and fails if the file has no such place. */
function replaced(text, pairs) {
  return pairs.reduce((text, [place, value]) => {
    assert.ok(text.includes(place), `the configuration has no ${place}`);
    return text.replaceAll(place, value);
  }, text);
}

/** Starts nginx with `server`, a text of its http block, and waits until it answers on `port`. */
async function start(server, port) {
  const program = NGINX.find((file) => existsSync(file));
  assert.ok(program, "No nginx found: `make test` installs it");
  const folder = mkdtempSync(path.join(os.tmpdir(), "blockwright-nginx-"));
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const temporary = paths.map((name) => `  ${name}_temp_path ${name};`).join("\n");
  const user = process.getuid() === 0 ? "user root;\n" : "";
  mkdirSync(path.join(folder, "logs"));
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `${user}pid nginx.pid;\ndaemon off;\nworker_processes 1;\nevents {}\nhttp {\n  include /etc/nginx/mime.types;\n  access_log off;\n${temporary}\n${server}\n}\n`,
  );
  const child = spawn(program, ["-p", folder, "-c", "nginx.conf", "-e", "logs/error.log"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (part) => (said += part));
  let ended = false;
  const gone = new Promise((done) => child.once("exit", done)).then(() => (ended = true));
  const close = async () => {
    child.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true });
  };
  for (let tries = 0; ; tries += 1) {
    const is = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
    if (is) break;
    if (ended || tries > 100) {
      const log = existsSync(path.join(folder, "logs/error.log")) ? readFileSync(path.join(folder, "logs/error.log"), "utf8") : "";
      await close();
      throw new Error(`nginx did not start: ${said}${log}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return { url: `http://localhost:${port}/`, origin: `http://localhost:${port}`, close };
}

const TLS = /^ *ssl_certificate.*\n/gm;

/** Shape (b): serves the page in `root` and forwards the API to the DSS on `dssPort`. */
export async function startProxy({ root, dssPort }) {
  const port = await freePort();
  const text = readFileSync(path.join(HOSTING, "proxy.conf"), "utf8").replace(TLS, "");
  const server = replaced(text, [
    ["listen 443 ssl;", `listen 127.0.0.1:${port};`],
    ["server_name blocks.example.com;", "server_name localhost;"],
    ["/srv/blockwright", root],
    ["dss.internal:11200", `127.0.0.1:${dssPort}`],
  ]);
  return start(server, port);
}

/** Shape (c): answers the page of `pageOrigin` for the DSS on `dssPort`. */
export async function startCors({ pageOrigin, dssPort }) {
  const port = await freePort();
  const text = readFileSync(path.join(HOSTING, "cors.conf"), "utf8").replace(TLS, "");
  const server = replaced(text, [
    ["listen 443 ssl;", `listen 127.0.0.1:${port};`],
    ["server_name dss-api.example.com;", "server_name localhost;"],
    ["https://blocks.example.com", pageOrigin],
    ["dss.internal:11200", `127.0.0.1:${dssPort}`],
  ]);
  return start(server, port);
}
