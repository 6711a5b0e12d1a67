// Starts the app. It is a file of its own and the same for every build, because the content
// security policy allows no inline script; the names of this build's files are on the script tag.

async function start() {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const at = (path) => new URL(path, document.baseURI).href;
  const app = await import(at(js));
  // The code editor is a file of its own that only the source view needs. The name of this build's
  // script tells its versions apart; a browser never asks again for an address that failed.
  const build = js.replace(/^.*-(\w+)\/.*$/, "$1");
  globalThis.loadEditor = (attempt) => import(at(`editor.js?${build}.${attempt}`));
  await app.default({ module_or_path: at(wasm) });
}

function showFailure(error) {
  const failure = document.getElementById("boot-failure").content.cloneNode(true);
  failure.querySelector("[role=alert] code").textContent = String(error);
  failure.querySelector("button").addEventListener("click", () => location.reload());
  document.body.replaceChildren(failure);
}

try {
  await start();
  document.getElementById("boot-loading").remove();
} catch (error) {
  console.error(error);
  showFailure(error);
}
