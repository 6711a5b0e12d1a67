// A DSS, or what stands in front of one, that refuses in one way: the answers of dss-api.md 1.3 and 7.4.

import { createServer } from "node:http";

const json = (status, errorType, message) => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ errorType: `com.dataiku.dip.exceptions.${errorType}`, message, detailedMessage: message }),
});

/** The key of a request. */
const sentKey = (request) => Buffer.from((request.headers.authorization ?? "").replace("Basic ", ""), "base64").toString().replace(/:$/, "");

/** The ways to refuse. Each makes an answer from a request; `undefined` closes the connection instead. */
export const REFUSALS = {
  "a key that is not accepted": () => json(401, "UnauthorizedException", "Authentication required"),
  "a key that has expired": () => json(401, "UnauthorizedException", "API key has expired"),
  "a licence without API": () => json(403, "DKULicenseException", "DSS API is not available with your Free Edition license"),
  "a right that is missing": () => json(403, "UnauthorizedException", "Action forbidden"),
  "a web page": () => ({ status: 200, headers: { "Content-Type": "text/html" }, body: "<!doctype html><title>Welcome</title><p>Sign in" }),
  "a host of files without a proxy": () => ({ status: 404, headers: { "Content-Type": "text/plain" }, body: "No such file" }),
  /** It asks for a longer wait than the page has patience for, or the test would take half a minute. */
  "a proxy whose DSS is down": () => ({ status: 503, headers: { "Content-Type": "text/html", "Retry-After": "3600" }, body: "<html><title>503 Service Unavailable</title></html>" }),
  /** Puts what it was sent into the address of the login page. */
  "a redirect with the key in it": (request) => {
    const key = encodeURIComponent(sentKey(request));
    return { status: 302, headers: { Location: `/login/?from=${key}#${key}`, "DSS-Version": sentKey(request) }, body: sentKey(request) };
  },
  "a redirect to a login page": () => ({ status: 302, headers: { Location: "/login/" }, body: "" }),
  "a gateway without DSS": () => ({ status: 502, headers: { "Content-Type": "text/html" }, body: "<html><title>502 Bad Gateway</title></html>" }),
  "a connection that is closed": () => undefined,
  /** Repeats what it was sent, as some servers do. */
  "an answer with the key in it": (request) => {
    const authorization = request.headers.authorization ?? "";
    const answer = json(401, "UnauthorizedException", `Unknown API key ${sentKey(request)} in ${authorization}`);
    // A proxy takes no more than some thousand bytes of headers.
    const echoes = authorization.length < 1_000 ? { "DSS-Version": sentKey(request), "X-Echo": authorization } : {};
    return { ...answer, headers: { ...answer.headers, ...echoes } };
  },
};

/** Starts a server that refuses in the way `name`, with more headers. */
export async function startRefusing(name, headers = {}) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push({ ...request.headers, path: request.url });
    const answer = REFUSALS[name](request);
    if (answer === undefined) return request.socket.destroy();
    response.writeHead(answer.status, { ...answer.headers, ...headers }).end(answer.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { port, seen, close };
}
