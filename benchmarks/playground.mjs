// The playground in a browser: first visit to first answer, keystroke to shapes, and what the page weighs.
//
//     npm ci --prefix tools/playground
//     shapelint playground --write /tmp/page --pyodide tools/playground/node_modules/pyodide && python3 -m http.server -d /tmp/page 8000
//     node benchmarks/playground.mjs http://127.0.0.1:8000/        # or the address that `shapelint playground` prints
import { createRequire } from "node:module";
const require = createRequire(new URL("../tools/playground/", import.meta.url));
const { chromium } = require("playwright-core");
const [address, rounds = "9"] = process.argv.slice(2);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
const context = await browser.newContext();
const page = await context.newPage();
const weights = new Map();
page.on("response", async (response) => {
  try { weights.set(new URL(response.url()).pathname.split("/").at(-1) || "index.html", (await response.body()).length); } catch { /* a redirect has none */ }
});
let start = Date.now();
await page.goto(address);
await page.waitForSelector("html[data-checked]", { timeout: 300000 });
console.log(`first visit to first answer  ${Date.now() - start} ms`);
const times = [];
for (let round = 0; round < Number(rounds); round++) {
  const before = await page.evaluate(() => Number(document.documentElement.dataset.checked));
  await page.click(".cm-line:nth-child(13)");
  await page.keyboard.press("End");
  start = Date.now();
  await page.keyboard.type(" ");
  await page.waitForFunction((n) => Number(document.documentElement.dataset.checked) > n, before, { polling: 5, timeout: 60000 });
  times.push(Date.now() - start);
}
console.log(`keystroke to shapes          ${median(times)} ms (median of ${times.length})`);
start = Date.now();
await page.reload();
await page.waitForFunction(() => document.documentElement.dataset.checked, null, { timeout: 300000 });
console.log(`second visit                 ${Date.now() - start} ms`);
console.log("bytes, as they are on disk:");
for (const [name, size] of [...weights].sort((a, b) => b[1] - a[1])) console.log(`  ${name.padEnd(24)} ${size}`);
await browser.close();
