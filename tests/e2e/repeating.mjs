// A DSS that writes the key it is sent into everything it answers, in every spelling.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { ECHOES } from "./traces.mjs";

const ADMIN = `Basic ${btoa("demo-admin:")}`;
const SPELLINGS = Object.values(ECHOES);
/** Stands in the simulator where the key is put in: once for each spelling. */
const mark = (at) => `PLANTED_${at}_`;
const MARKS = SPELLINGS.map((_, at) => mark(at));

/** Puts a project ECHO with marks in all its parts into the DSS at `origin`. */
async function plant(origin) {
  const send = async (method, path, body) => {
    const headers = { Authorization: ADMIN, "Content-Type": "application/json" };
    const answer = await fetch(`${origin}/dip/publicapi${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${text}`);
    return text.startsWith("{") ? JSON.parse(text) : {};
  };
  const project = "/projects/ECHO";
  const all = MARKS.join(" ");
  await send("POST", "/projects/", { projectKey: "ECHO", name: `Echo ${mark(0)}`, owner: "admin", description: all, tags: MARKS });
  await send("PUT", `${project}/variables/`, { standard: Object.fromEntries(MARKS.map((mark, at) => [`v${at}`, mark])), local: {} });
  for (const [at, mark] of MARKS.entries()) {
    const columns = [{ name: `c ${mark}`, type: "string", comment: all }];
    const params = { connection: "filesystem_root", path: `/${mark}` };
    await send("POST", `${project}/datasets/`, { projectKey: "ECHO", name: `d${at} ${mark}`, type: "Filesystem", params, schema: { columns }, tags: [mark] });
    await send("POST", `${project}/flow/zones`, { name: `z${at} ${mark}` });
  }
  const items = (name) => ({ main: { items: [{ ref: name }] } });
  const recipe = { projectKey: "ECHO", type: "python", name: "code", inputs: items(`d0 ${mark(0)}`), outputs: items(`d1 ${mark(1)}`) };
  await send("POST", `${project}/recipes/`, { recipePrototype: recipe, creationSettings: { script: MARKS.map((mark) => `print("${mark}")\n`).join("") } });
  await send("POST", `${project}/managedfolders/`, { projectKey: "ECHO", name: `f ${all}`, type: null, params: {} });
  const { id } = await send("POST", `${project}/scenarios/`, { type: "custom_python", name: `s ${mark(2)}`, params: {} });
  await send("PUT", `${project}/scenarios/${id}/payload`, { script: all });
  await send("POST", `${project}/wiki/`, { projectKey: "ECHO", name: `a ${mark(3)}` });
}

/** Starts a server before the DSS at `origin` that puts `key` where the marks are, and into its headers. */
export async function startRepeating(origin, key) {
  await plant(origin);
  const spelled = SPELLINGS.map((spell) => spell(key));
  const server = createServer(async (request, response) => {
    const headers = { Authorization: ADMIN };
    const answer = await fetch(`${origin}${request.url}`, { method: request.method, headers });
    let body = await answer.text();
    for (const [at, text] of spelled.entries()) body = body.replaceAll(mark(at), JSON.stringify(text).slice(1, -1));
    const echoed = { "DSS-Version": `15.2.0 ${key}`, "X-Echo": request.headers.authorization ?? "" };
    response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "text/plain", ...echoed }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { port, close };
}
