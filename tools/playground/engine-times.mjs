// Processor times of the engine in Pyodide, in node: start, unpacking, importing, the first answer and later ones.
import { loadPyodide } from "pyodide";
import { readFileSync } from "node:fs";
const [zip, file] = process.argv.slice(2);
let t = process.cpuUsage();
const tell = (what) => { const used = process.cpuUsage(t); console.log(what.padEnd(22), Math.round((used.user + used.system) / 1000), "ms of processor time"); t = process.cpuUsage(); };
const python = await loadPyodide();
tell("Pyodide");
python.unpackArchive(new Uint8Array(readFileSync(zip)), "zip", { extractDir: "/shapelint" });
tell("unpacked");
const answer = python.runPython(`
import os, sys
sys.path.insert(0, "/shapelint")
os.makedirs("/work", exist_ok=True)
from shapelint.web.answers import answer_text
lambda request: answer_text(request, "/work")
`);
tell("imported");
const request = JSON.stringify({ kind: "check", text: readFileSync(file, "utf8") });
answer(request); tell("first answer");
for (let i = 0; i < 5; i++) { answer(request + " ".repeat(i)); tell("the same again"); }
const other = JSON.stringify({ kind: "check", text: readFileSync(file, "utf8").replace("120", "128") });
answer(other); tell("another number");
