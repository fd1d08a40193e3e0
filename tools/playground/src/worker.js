// Python in the browser: Pyodide's files stand in the folder beside this one, shapelint in a zip.
const base = new URL("./", self.location.href).href;
let answer;

async function start() {
  const { loadPyodide } = await import("./pyodide/pyodide.mjs");
  const [python, zip] = await Promise.all([
    loadPyodide({ indexURL: `${base}pyodide/`, checkAPIVersion: true }),
    fetch(`${base}shapelint.zip`).then((response) => {
      if (!response.ok) throw new Error(`shapelint.zip: ${response.status}`);
      return response.arrayBuffer();
    }),
  ]);
  python.unpackArchive(zip, "zip", { extractDir: "/shapelint" });
  answer = python.runPython(`
import os, sys
sys.path.insert(0, "/shapelint")
os.makedirs("/work", exist_ok=True)
from shapelint.web.answers import answer_text
lambda request: answer_text(request, "/work")
`);
}

const started = start().then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error.message ?? error).split("\n").at(-1) || "Pyodide" }));

onmessage = async ({ data }) => {
  await started;
  try {
    postMessage({ id: data.id, text: answer(data.request) });
  } catch (error) {
    const lines = String(error.message ?? error).trim().split("\n");
    postMessage({ id: data.id, error: lines.at(-1) });
  }
};
