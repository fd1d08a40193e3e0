// What a person does on the page, in a real browser. Prints a line of JSON for each step: its name, and what went wrong.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
const [modules, url, engine, directory] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 90_000;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-read", "clipboard-write"], bypassCSP: false });
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
const errors = [];
const foreign = [];
page.on("pageerror", (error) => errors.push(error.message));
page.on("request", (request) => { if (new URL(request.url()).origin !== new URL(url).origin && !request.url().startsWith("data:")) foreign.push(request.url()); });

const address = (extra = "") => `${url}?lang=en&theme=light${engine === "browser" ? "&engine=browser" : ""}${extra}`;
async function step(name, act) {
  let problem = null;
  try { await act(); } catch (error) { problem = String(error.message ?? error).slice(0, 600); }
  if (!problem && errors.length) problem = `page error: ${errors.splice(0).join("; ")}`;
  console.log(JSON.stringify({ name, problem }));
}
function equal(found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
}
function holds(found, part) {
  if (!String(found).includes(part)) throw new Error(`${JSON.stringify(String(found).slice(0, 300))} does not have ${JSON.stringify(part)}`);
}
const text = (selector) => page.textContent(selector);
const counted = () => page.evaluate(() => Number(document.documentElement.dataset.checked ?? 0));
async function after(act) {
  const before = await counted();
  await act();
  await page.waitForFunction((n) => Number(document.documentElement.dataset.checked ?? 0) > n, before, { timeout: PATIENCE });
  await page.waitForTimeout(250);
}
const write = (code) => page.evaluate((value) => { const view = document.querySelector(".cm-content").cmTile?.view ?? document.querySelector(".cm-content").cmView.view; view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } }); }, code);
const code = () => page.evaluate(() => [...document.querySelectorAll(".cm-line")].map((line) => [...line.childNodes].filter((n) => !n.classList?.contains("cm-shape")).map((n) => n.textContent).join("")).join("\n"));
const shapes = () => page.$$eval(".cm-shape", (nodes) => nodes.map((node) => node.textContent));
const seriously = async () => {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  equal(found.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target).join(" ")}`), []);
};

await step("a wrong net is found, with its shapes", async () => {
  await page.goto(address());
  await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  holds(await text("#findings"), "SHP102");
  holds(await text("#findings"), "pool (1, 64, 6, 6)");
  equal((await shapes()).slice(0, 3), ["(1, 32, 16, 16)", "(1, 64, 6, 6)", "(1, 2304)"]);
});
await step("the page asks nobody else", async () => equal(foreign, []));
await step("axe finds nothing serious", seriously);
await step("a fix is applied by one click", async () => {
  await after(() => page.click(".finding .fix"));
  holds(await code(), "nn.Linear(64*6*6, 120)");
  equal(await text("#findings"), "Nothing found.");
});
await step("a model is drawn", async () => {
  await page.click(".draw");
  await page.waitForSelector(".picture svg");
  holds(await text(".picture"), "conv1");
  await seriously();
});
await step("typing is answered", async () => {
  await after(() => write("from torch import nn\nnet = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d(9, 4, 3))\n"));
  holds(await text("#findings"), "SHP101");
});
const FITS = "from torch import nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.conv = nn.Conv2d(3, 8, 5)\n        self.head = nn.Linear(8 * 14 * 14, 10)\n\n    def forward(self, x):\n        x = nn.functional.max_pool2d(self.conv(x), 2)\n        return self.head(x.flatten(1))\n";
await step("the slider knows where it works and where it breaks", async () => {
  await after(() => write(FITS));
  holds(await text("#models"), "32");
  equal(await page.$$eval("#shade i", (bars) => bars.length), 1);
  await after(() => page.fill("#side", "33"));
  holds(await text("#side-told"), "works");
  equal(await text("#findings"), "Nothing found.");
  await after(() => page.fill("#side", "40"));
  holds(await text("#side-told"), "breaks");
  holds(await text("#findings"), "SHP102");
});
await step("where no size works, there is no slider", async () => {
  await after(() => page.fill("#input", ""));
  await after(() => write(FITS.replace("14 * 14", "13")));
  holds(await text("#side-told"), "of no size");
  equal(await page.isVisible("#side"), false);
  await after(() => write(FITS));
  equal(await page.isVisible("#side"), true);
});
await step("the input size is a field", async () => {
  await after(() => page.fill("#input", "2,3,32,32"));
  equal(await text("#findings"), "Nothing found.");
  await after(() => page.fill("#input", "2,x y"));
  holds(await text("#findings"), "neither a positive whole number nor a name");
  await after(() => page.fill("#input", ""));
});
await step("a finding is shown on hover, shapes too", async () => {
  await page.hover(".cm-line:nth-child(10)", { position: { x: 320, y: 8 } });
  await page.waitForSelector(".cm-hover");
});
await step("a notebook is opened", async () => {
  const path = `${directory}/book.ipynb`;
  writeFileSync(path, JSON.stringify({ cells: [{ cell_type: "code", metadata: {}, outputs: [], source: "import torch\nlayer = torch.nn.Linear(3, 4)\nlayer(torch.ones(2, 5))" }], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  await after(() => page.setInputFiles("#file", path));
  holds(await text("#findings"), "SHP102");
});
await step("a file is dropped", async () => {
  await after(() => page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["import torch\nlayer = torch.nn.Linear(3, 4)\nlayer(torch.ones(2, 6))\n"], "net.py", { type: "text/x-python" }));
    const over = new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(".cm-content").dispatchEvent(over);
    if (!over.defaultPrevented || !document.body.classList.contains("dropping")) throw new Error("a file is not taken");
    document.querySelector(".cm-content").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }));
  equal(await page.evaluate(() => document.body.classList.contains("dropping")), false);
  equal((await code()).trim(), "import torch\nlayer = torch.nn.Linear(3, 4)\nlayer(torch.ones(2, 6))");
  holds(await text("#findings"), "SHP102");
});
await step("every example is as its name says", async () => {
  const names = await page.$$eval("#examples option", (options) => options.slice(1).map((one) => [one.value, one.textContent]));
  equal(names.length, 14);
  for (const [value, name] of names) {
    await after(() => page.selectOption("#examples", value));
    const found = (await text("#findings")) !== "Nothing found.";
    if (found !== name.endsWith("✗")) throw new Error(`${name}: ${await text("#findings")}`);
    if (!(await shapes()).length && !(await text("#models"))) throw new Error(`${name}: nothing is shown`);
  }
});
await step("the stack of the calculator reads (64, 6, 6)", async () => {
  await page.goto(address());
  await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  await page.evaluate(() => localStorage.setItem("shapelint-playground", JSON.stringify({ tab: "stack" })));
  await page.goto(address());
  await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  await page.waitForFunction(() => document.querySelectorAll("#rows .shape").length === 10 && document.querySelectorAll("#rows .shape")[5].textContent === "(64, 6, 6)");
  holds(await text("#rows li:nth-child(8) .told"), "in_features = 2304");
  holds(await text("#rows li:nth-child(1) .told"), "32 + 2*1 - 3 + 1 = 32");
  await seriously();
});
await step("layers are set, moved by key, removed and added", async () => {
  await page.fill("#rows li:nth-child(4) input", "Conv2d(?, 16, 5)");
  await page.waitForFunction(() => document.querySelectorAll("#rows .shape")[5].textContent === "(16, 6, 6)");
  await page.focus("#rows li:nth-child(3) input");
  await page.keyboard.press("Alt+ArrowUp");
  await page.waitForFunction(() => document.querySelectorAll("#rows input")[1].value === "MaxPool2d(2, 2)" && document.querySelectorAll("#rows .shape")[1].textContent === "(32, 16, 16)");
  await page.click("#rows li:nth-child(10) .moves button:last-child");
  await page.fill("#layer", "Linear(99, 10)");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#rows li.wrong .problem:not([hidden])");
  holds(await text("#rows li.wrong .problem"), "SHP102");
  await page.fill("#rows li:nth-child(10) input", "Linear(?, 10)");
  await page.waitForFunction(() => !document.querySelector("#rows li.wrong"));
});
await step("layers are dragged", async () => {
  const rows = () => page.$$eval("#rows input", (nodes) => nodes.map((node) => node.value));
  const before = await rows();
  await page.dragAndDrop("#rows li:nth-child(2) .grip", "#rows li:nth-child(5)");
  const expected = [...before];
  expected.splice(4, 0, ...expected.splice(1, 1));
  equal(await rows(), expected);
  await page.dragAndDrop("#rows li:nth-child(5) .grip", "#rows li:nth-child(2)");
  equal(await rows(), before);
  await page.waitForFunction(() => !document.querySelector("#rows li.wrong") && document.querySelectorAll("#rows .shape")[1].textContent === "(32, 16, 16)");
});
await step("the stack is opened as Keras code, which is right", async () => {
  await page.waitForSelector('[data-framework="keras"] .open-code');
  await after(() => page.click('[data-framework="keras"] .open-code'));
  holds(await code(), "layers.Conv2D(16, 5)");
  equal(await text("#findings"), "Nothing found.");
});
await step("the code is opened as a stack", async () => {
  await page.click("#tab-stack");
  await page.waitForFunction(() => document.querySelector("#rows input")?.value.startsWith("layers.Conv2D(32"));
  await page.waitForFunction(() => document.querySelectorAll("#rows .shape")[0].textContent === "(32, 32, 32)");
  equal(await page.inputValue("#stack-input"), "32,32,3");
  equal(await page.inputValue("#form"), "stack");
  await page.click("#tab-code");
});
await step("a class is a stack, and the stack a class", async () => {
  await after(() => page.selectOption("#examples", "0"));
  await page.click("#tab-stack");
  await page.waitForFunction(() => document.querySelectorAll("#rows .shape").length === 12 && document.querySelectorAll("#rows .shape")[11].textContent === "(10,)");
  equal(await page.$$eval("#rows input", (nodes) => nodes.slice(0, 3).map((node) => node.value)), ["nn.Conv2d(3, 32, 3, padding=1)", "nn.ReLU()", "nn.MaxPool2d(2, 2)"]);
  equal(await page.inputValue("#stack-input"), "3,32,32");
  equal(await page.inputValue("#form"), "model");
  await page.fill("#rows li:nth-child(4) input", "nn.Conv2d(32, 64, 3)");
  await page.waitForSelector("#rows li.wrong");
  await page.fill("#rows li:nth-child(8) input", "nn.Linear(?, 120)");
  await page.waitForFunction(() => !document.querySelector("#rows li.wrong"));
  await after(() => page.click('[data-framework="torch"] .open-code'));
  holds(await code(), "def forward(self, x):");
  holds(await code(), "nn.Linear(3136, 120)");
  equal(await text("#findings"), "Nothing found.");
  await after(() => page.selectOption("#examples", "8"));
  await page.click("#tab-stack");
  await page.waitForFunction(() => document.querySelector("#taken").textContent.includes("no plain stack"));
  equal(await page.inputValue("#rows li:nth-child(4) input"), "nn.Conv2d(32, 64, 3)");
  await page.click("#tab-code");
});
await step("an address is shared and opened again", async () => {
  await after(() => write("from torch import nn\nlayer = nn.Conv2d(3, 8, 3, groups=2)  # é 🎈\n"));
  await page.click("#share");
  await page.waitForFunction(() => location.hash.startsWith("#s="));
  const shared = page.url();
  const other = await context.newPage();
  await other.goto("about:blank");
  await other.goto(shared);
  await other.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  holds(await other.textContent("#findings"), "SHP110");
  holds(await other.textContent(".cm-content"), "🎈");
  await other.goto("about:blank");
  await other.goto(`${address()}#s=nonsense`);
  await other.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  await other.close();
});
await step("the page keeps the text", async () => {
  await page.goto("about:blank");
  await page.goto(address());
  await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  holds(await code(), "groups=2");
});
await step("noise ends in a line", async () => {
  const noise = Array.from({ length: 20_000 }, (_, i) => `x${i} = (([{${"z".repeat(30)} \u0000 ]}`).join("\n");
  await after(() => write(noise));
  const said = await text("#findings");
  if (!said.includes("SHP0") && !said.includes("5 seconds")) throw new Error(said);
  await after(() => write("while True:\n    import torch\n" + "x = torch.nn.Linear(3, 4)\n".repeat(3)));
});
await step("a program that takes too long is ended, and the text stays", async () => {
  const slow = "import torch\n" + Array.from({ length: 60 }, (_, i) => `for i${i} in range(300):\n    x = torch.nn.Linear(i${i} + 1, 3)(torch.ones(2, i${i} + 1))\n`).join("");
  await write(slow);
  await page.waitForFunction(() => ["slow", "ready"].includes(document.documentElement.dataset.state), null, { timeout: PATIENCE });
  holds(await code(), "range(300)");
  await after(() => write("from torch import nn\nlayer = nn.Linear(3, 4)\n"));
});
await step("Korean, dark, a phone, and embedded", async () => {
  await page.selectOption("#language", "ko");
  equal(await text("#tab-stack"), "쌓기");
  await page.click("#theme");
  equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.setViewportSize({ width: 390, height: 800 });
  await after(() => page.selectOption("#examples", "1"));
  equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await seriously();
  await page.click("#tab-stack");
  equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await seriously();
  await page.goto("about:blank");
  await page.goto(address("&embed"));
  await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
  equal(await page.isVisible("#share"), false);
  await page.setViewportSize({ width: 1280, height: 800 });
});
if (engine === "static") {
  await step("it works without a network after the first visit", async () => {
    await page.goto("about:blank");
    await page.goto(address());
    await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => Boolean(await (await caches.open("shapelint-1")).match("pyodide/pyodide.asm.wasm")), null, { timeout: PATIENCE });
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector("html[data-checked]", { timeout: PATIENCE });
    holds(await text("#findings"), "SHP102");
    await context.setOffline(false);
  });
}
await browser.close();
