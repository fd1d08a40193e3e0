// After the first visit the page works without a network: what it has fetched from its own folder is kept. The files of the
// page are asked for again when there is a network, Pyodide's, which do not change, are not.
const NAME = "shapelint-1";
const FIRST = ["./", "index.html", "app.js", "worker.js", "style.css", "icon.svg", "shapelint.zip", "viz-global.js", "pyodide/pyodide.mjs", "pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip", "pyodide/pyodide-lock.json"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((kept) => Promise.allSettled(FIRST.map((name) => kept.add(name)))));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((n) => n.startsWith("shapelint-") && n !== NAME).map((n) => caches.delete(n)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(answered(event.request, url.pathname.includes("/pyodide/")));
});

async function answered(request, first) {
  const kept = await caches.open(NAME);
  const found = await kept.match(request, { ignoreSearch: true });
  if (found && first) return found;
  try {
    const answer = await fetch(request);
    if (answer.ok) kept.put(request, answer.clone());
    return answer.ok || !found ? answer : found;
  } catch (error) {
    if (found) return found;
    throw error;
  }
}
