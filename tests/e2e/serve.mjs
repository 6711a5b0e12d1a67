// A small static server for the built app: what any host has to do, and nothing more.
//
//   node tests/e2e/serve.mjs <folder> [--port 8080] [--base /a/b/] [--reload]
//
// It sends the policy of the folder's index.html as a header as well, serves a file's .br next to it
// where the browser takes it, and listens on this machine only. With --reload the page reloads
// itself after each build, under the very same policy.

import { createReadStream, watchFile, unwatchFile } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";

const CONTENT_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".yaml": "text/plain; charset=utf-8",
  ".yml": "text/plain; charset=utf-8",
};

// Such a name, of a file or of its folder, tells its content and never means other bytes.
const HASHED_NAME = /-[0-9a-f]{12,}(_bg)?(\.\w+$|\/)/;

const RELOAD_EVENTS = "reload-events";
const RELOAD_SCRIPT = `
new EventSource(new URL("${RELOAD_EVENTS}", document.baseURI)).onmessage = () => location.reload();
`;

class Refusal extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Serves `root` below the path `base`. Port 0 takes any free port.
 * Returns the address, ending in a slash, and a function that ends the server.
 */
export async function serve({ root, base = "/", port = 0, reload = false }) {
  const listeners = new Set();
  const server = createServer((request, response) => {
    answer({ root, base, reload, listeners }, request, response).catch((error) => refuse(response, error));
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));

  const index = path.join(root, "index.html");
  if (reload) {
    // Polled, because a build replaces the folder that a watch would be tied to.
    watchFile(index, { interval: 300 }, (now) => {
      if (now.size > 0) listeners.forEach((listener) => listener.write("data: built\n\n"));
    });
  }
  const close = () => {
    unwatchFile(index);
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://localhost:${server.address().port}${base}`, close };
}

async function answer({ root, base, reload, listeners }, request, response) {
  if (!["GET", "HEAD"].includes(request.method)) throw new Refusal(405, "Only GET and HEAD", { Allow: "GET, HEAD" });
  const name = requestedName(request.url, base);
  if (reload && name === RELOAD_EVENTS) return openEvents(listeners, response);

  const file = await findFile(root, name, reload);
  const headers = await headersFor(root, name);
  if (reload && name === "boot.js") {
    const script = (await readFile(file, "utf8")) + RELOAD_SCRIPT;
    response.writeHead(200, { ...headers, "Cache-Control": "no-store" }).end(script);
    return;
  }
  const compressed = takesBrotli(request) && (await isFile(`${file}.br`));
  if (compressed) headers["Content-Encoding"] = "br";
  const body = compressed ? `${file}.br` : file;
  response.writeHead(200, { ...headers, "Content-Length": (await stat(body)).size });
  if (request.method === "HEAD") response.end();
  else createReadStream(body).on("error", () => response.destroy()).pipe(response);
}

function refuse(response, error) {
  if (response.headersSent) return response.destroy();
  const status = error.status ?? 500;
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...error.headers });
  response.end(`${error.message}\n`);
}

/** The path below `base` that a request asks for, without a leading slash. */
function requestedName(url, base) {
  let pathname;
  try {
    pathname = decodeURIComponent(url.split(/[?#]/, 1)[0]);
  } catch {
    throw new Refusal(400, "The address is not well-formed");
  }
  if (pathname.includes("\0") || pathname.includes("\\")) throw new Refusal(400, "The address is not well-formed");
  if (pathname.split("/").includes("..")) throw new Refusal(403, "Outside the served folder");
  if (!pathname.startsWith(base)) throw new Refusal(404, `Nothing here: the app is at ${base}`);
  const name = pathname.slice(base.length);
  return name === "" || name.endsWith("/") ? `${name}index.html` : name;
}

async function findFile(root, name, reload) {
  const file = path.join(root, name);
  if (!(await isFile(file))) {
    if (reload && name === "index.html") throw new Refusal(503, "The first build is not done yet", { Refresh: "2" });
    throw new Refusal(404, "No such file");
  }
  const [inside, outside] = await Promise.all([realpath(file), realpath(root)]);
  if (!inside.startsWith(outside + path.sep)) throw new Refusal(403, "Outside the served folder");
  return inside;
}

async function isFile(file) {
  return stat(file).then((found) => found.isFile(), () => false);
}

function takesBrotli(request) {
  const codings = (request.headers["accept-encoding"] ?? "").split(",").map((coding) => coding.trim());
  return codings.some((coding) => /^br(;q=(0\.0*[1-9]|1)|$)/.test(coding));
}

async function headersFor(root, name) {
  return {
    "Content-Type": CONTENT_TYPES[path.extname(name)] ?? "application/octet-stream",
    "Cache-Control": HASHED_NAME.test(name) ? "public, max-age=31536000, immutable" : "no-cache",
    Vary: "Accept-Encoding",
    "Content-Security-Policy": await policy(root),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

/** The policy of index.html, with what counts only in a header. Without a page, nothing is allowed. */
async function policy(root) {
  const page = await readFile(path.join(root, "index.html"), "utf8").catch(() => "");
  const written = page.match(/http-equiv="?Content-Security-Policy"?\s+content="([^"]+)"/i)?.[1] ?? "default-src 'none'";
  return `${written}; frame-ancestors 'none'`;
}

function openEvents(listeners, response) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.write("retry: 500\n\n");
  listeners.add(response);
  response.on("close", () => listeners.delete(response));
}

/** Serves on `port`, or on the next free one of ten. */
async function serveNear(options, port) {
  for (let next = port; next < port + 10; next += 1) {
    try {
      return await serve({ ...options, port: next });
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
      console.log(`Port ${next} is taken.`);
    }
  }
  throw new Error(`Ports ${port} to ${port + 9} are all taken. Choose another one: make run PORT=9000`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string", default: "8080" },
      base: { type: "string", default: "/" },
      reload: { type: "boolean", default: false },
    },
  });
  const root = path.resolve(positionals[0] ?? "dist");
  const { url } = await serveNear({ root, base: values.base, reload: values.reload }, Number(values.port));
  console.log(`Blockwright is at ${url} (Ctrl+C ends it)`);
}

if (import.meta.filename === process.argv[1]) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
