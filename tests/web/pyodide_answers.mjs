// The answers of the engine in Pyodide to requests that are read from a file, a line of JSON each; they are written to another.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [modules, zip, asked, told] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { loadPyodide } = await import(pathToFileURL(require.resolve("pyodide/pyodide.mjs")));
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(readFileSync(zip)), "zip", { extractDir: "/shapelint" });
const answer = python.runPython(`
import os, sys
sys.path.insert(0, "/shapelint")
os.makedirs("/work", exist_ok=True)
from shapelint.web.answers import answer_text
lambda request: answer_text(request, "/work")
`);
const answers = [];
for (const request of readFileSync(asked, "utf8").split("\n").filter(Boolean)) {
  try { answers.push(answer(request)); } catch (error) { answers.push(JSON.stringify({ crashed: String(error.message).trim().split("\n").at(-1) })); }
}
writeFileSync(told, answers.join("\n"));
