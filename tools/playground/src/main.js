import { Editor, shapeText } from "./editor.js";
import { Engine } from "./engine.js";
import { EXAMPLES, STACK } from "./examples.js";
import { packed, unpacked } from "./share.js";
import { element, number, Stack } from "./stack.js";
import { languageName, setLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const KEPT = "shapelint-playground";
const state = { text: EXAMPLES[1].text, input: "", tab: "code", notebook: false, stack: STACK };
let editor, stack, engine, timer, last = null;

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT) ?? "{}"); } catch { return {}; }
}
function keep() {
  if (query.has("embed")) return;
  try {
    localStorage.setItem(KEPT, JSON.stringify({ text: editor.text, input: $("input").value, tab: state.tab, notebook: state.notebook, stack: stack.state, language: languageName(), theme: document.documentElement.dataset.theme }));
  } catch { /* private windows keep nothing */ }
}

const filename = () => state.notebook ? "x.ipynb" : "model.py";
function status(kind, values = {}) {
  const name = engine?.kind === "native" ? t("native") : t("browser");
  $("status").textContent = t(kind, { ...values, engine: name });
  document.documentElement.dataset.state = kind;
}

// ------------------------------------------------------------------------------------------------------ the code

async function check() {
  const request = { kind: "check", text: editor.text, filename: filename(), input: $("input").value };
  let answer;
  try {
    answer = await engine.ask("check", request);
  } catch {
    answer = { problem: $("status").textContent };
  }
  if (!answer || request.text !== editor.text) return;
  last = answer;
  if (answer.version) $("version").textContent = answer.version;
  show(answer);
  document.documentElement.dataset.checked = String(Number(document.documentElement.dataset.checked ?? 0) + 1);
}
function changed() {
  keep();
  clearTimeout(timer);
  timer = setTimeout(check, 50);
}

function show(answer) {
  if (answer.problem) {
    $("findings").replaceChildren(element("div", { class: "finding" }, answer.problem));
    $("models").replaceChildren();
    editor.show([], [], () => []);
    return;
  }
  const inCell = (one) => one.cell !== null && one.cell !== undefined;
  const diagnostics = answer.diagnostics.filter((one) => !inCell(one));
  editor.show(answer.shapes.filter((one) => !inCell(one)), diagnostics, (one) => one.fix ? [{ name: fixText(one), apply: () => editor.apply(one.fix.edits) }] : []);
  const cards = answer.diagnostics.map((one) => finding(one, inCell(one)));
  $("findings").replaceChildren(element("p", { class: cards.length ? "bad" : "good" }, t(["clean", "onefinding"][cards.length] ?? "finding", { n: cards.length })), ...cards);
  $("models").replaceChildren(...answer.models.flatMap(model));
  slider(answer);
}
const fixText = (one) => t(one.fix.applicability === "safe" ? "apply" : "maybe", { text: one.fix.message });

function finding(one, inCell) {
  const where = inCell ? `${one.cell}:${one.location.row}` : t("where", { row: one.location.row });
  const trail = one.trail.map((step) => element("li", {}, inCell ? step.message : element("button", { class: "link", onclick: () => editor.go(step.location) }, step.message)));
  return element("div", { class: `finding ${one.severity}` },
    element("p", {}, element("span", { class: "code" }, `${one.code} `), element(inCell ? "span" : "button", inCell ? {} : { class: "link", onclick: () => editor.go(one.location) }, where)),
    element("p", {}, one.message), one.help ? element("p", { class: "faint" }, one.help) : null,
    trail.length ? element("ol", {}, ...trail) : null,
    one.fix && !inCell ? element("button", { class: "fix", onclick: () => editor.apply(one.fix.edits) }, fixText(one)) : null);
}

function model(one) {
  const rows = one.layers.map((layer) => element("tr", {},
    element("td", {}, layer.location && !layer.location.cell ? element("button", { class: "link", onclick: () => editor.go(layer.location) }, layer.path || layer.type) : layer.path || layer.type), element("td", {}, layer.type),
    element("td", {}, layer.outputs.map(shapeText).join(", ") || t("notcalled")), element("td", { class: "n" }, number(layer.params)), element("td", { class: "n" }, number(layer.macs))));
  const head = element("tr", {}, ...[["layer"], [""], ["output"], ["params", "n"], ["macs", "n"]].map(([key, kind]) => element("th", { scope: "col", class: kind }, key ? t(key) : "")));
  return [
    element("h2", {}, t("model", { name: one.model })),
    element("p", { class: "faint" }, [one.inputs.map(shapeText).join(", "), one.outputs.map(shapeText).join(", ")].join(" → ")),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": one.model }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))),
    element("p", {}, `${t("total")}: ${number(one.params.total)} ${t("params")} · ${number(one.macs)} ${t("macs")}`),
    element("button", { class: "draw", onclick: (event) => draw(one.model, event.target) }, t("draw")),
    ...(one.accepts ? [element("p", { class: `${one.sides?.length === 0 ? "bad" : "good"} accepts` }, t("accepts", { text: one.accepts }))] : []),
    ...(one.unknown.length ? [element("p", { class: "faint" }, `${t("incomplete")} ${one.unknown.slice(0, 5).map((fact) => fact.reason).join("; ")}`)] : []),
  ];
}

// The picture of a model: Graphviz is loaded when it is first asked for.
let graphviz;
function loadGraphviz() {
  graphviz ??= new Promise((resolve, reject) => {
    const script = element("script", { src: "viz-global.js" });
    script.onload = () => resolve(globalThis.Viz.instance());
    script.onerror = () => { graphviz = undefined; reject(new Error("viz-global.js")); };
    document.head.append(script);
  });
  return graphviz;
}
async function draw(name, button) {
  button.disabled = true;
  try {
    const [viz, answer] = await Promise.all([loadGraphviz(), engine.ask("picture", { kind: "picture", text: editor.text, filename: filename(), input: $("input").value })]);
    const one = answer?.pictures?.find((picture) => picture.model === name) ?? answer?.pictures?.[0];
    if (!one) throw new Error(answer?.problem ?? "");
    const svg = viz.renderSVGElement(one.dot);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", t("picture", { name }));
    for (const link of svg.querySelectorAll("a")) link.removeAttribute("xlink:href");
    button.replaceWith(element("div", { class: "picture", tabindex: "0", role: "region", "aria-label": t("picture", { name }) }, svg));
  } catch (error) {
    button.disabled = false;
    $("status").textContent = t("failed", { text: error.message });
  }
}

// The slider: the sides with which the model works are shaded, as the solver knows them.
function imageOf(answer) {
  return answer.models?.find((one) => one.inputs.length === 1 && one.inputs[0]?.length === 4);
}
function slider(answer) {
  const one = imageOf(answer);
  const sides = one?.sides;
  $("found").textContent = one && !$("input").value ? t("usedinput", { text: one.inputs[0].map((size) => size ?? "N").join(",") }) : "";
  const isNone = sides?.length === 0;
  $("sides").hidden = !sides;
  for (const part of $("sides").querySelectorAll("label, .slider")) part.hidden = isNone;
  if (!sides) return;
  if (isNone) {
    $("side-told").textContent = t("noside");
    $("side-told").className = "bad";
    return;
  }
  $("side").max = Math.max(512, Math.min(4096, Math.ceil(sides[0][0] * 1.5)));
  const shape = one.inputs[0];
  const [low, high] = one.framework === "torch" ? [2, 3] : [1, 2];
  if (document.activeElement !== $("side") && typeof shape[low] === "number" && shape[low] === shape[high]) $("side").value = shape[low];
  const largest = Number($("side").max);
  const place = (side) => `${(Math.max(0, side - 1) / (largest - 1)) * 100}%`;
  $("shade").replaceChildren(...sides.filter(([from]) => from <= largest).slice(0, 300).map(([from, to]) => {
    const bar = element("i");
    bar.style.left = place(from);
    bar.style.width = `${(Math.min(to, largest) - from + 1) / (largest - 1) * 100}%`;
    return bar;
  }));
  tellSide(sides);
}
function tellSide(sides) {
  const side = Number($("side").value);
  const works = sides.some(([from, to]) => from <= side && side <= to);
  $("side-told").textContent = t(works ? "works" : "breaks", { n: `${side}×${side}` });
  $("side-told").className = works ? "good" : "bad";
}
function slid() {
  const one = last && imageOf(last);
  if (!one?.sides?.length) return;
  tellSide(one.sides);
  const side = Number($("side").value);
  const shape = one.inputs[0].map((size, axis) => (one.framework === "torch" ? axis > 1 : axis > 0 && axis < 3) ? side : size ?? "N");
  $("input").value = shape.map((size) => /^\w+$/.test(String(size)) ? size : "N").join(",");
  changed();
}

// ------------------------------------------------------------------------------------------------------ the page

function choose(tab) {
  state.tab = tab;
  for (const name of ["code", "stack"]) {
    const chosen = name === tab;
    $(`tab-${name}`).setAttribute("aria-selected", chosen);
    $(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    $(`panel-${name}`).hidden = !chosen;
  }
  if (tab === "stack") stack.update(true);
  keep();
}
async function chooseStack() {
  const text = editor.text;
  choose("stack");
  $("taken").textContent = "";
  if (stack.codes.includes(text)) return;
  try {
    const found = await engine.ask("chain", { kind: "chain", text, filename: filename(), input: $("input").value });
    if (!found || state.tab !== "stack") return;
    if (found.problem) { $("taken").textContent = t("nostack", { text: found.problem }); return; }
    stack.set({ layers: found.layers, input: found.input || sampleInput(), form: found.form });
  } catch { /* the stack stays as it is */ }
}
function sampleInput() {
  const given = $("input").value || (last && imageOf(last)?.inputs[0]?.join(",")) || "";
  const sizes = given.split(",").filter(Boolean);
  return sizes.length > 3 ? sizes.slice(1).join(",") : "";
}
function openCode(text, input, notebook = false) {
  state.notebook = notebook;
  $("input").value = input;
  editor.text = text;
  choose("code");
  changed();
}
async function openFile(file) {
  if (file.size > 2_000_000) { $("status").textContent = t("toolarge"); return; }
  openCode(await file.text(), "", file.name.endsWith(".ipynb"));
}
async function share() {
  const content = state.tab === "stack" ? { tab: "stack", stack: stack.state } : { tab: "code", text: editor.text, input: $("input").value, notebook: state.notebook };
  history.replaceState(null, "", `#s=${await packed(content)}`);
  try { await navigator.clipboard.writeText(location.href); $("status").textContent = t("copied"); } catch { $("status").textContent = t("address"); }
}
async function shared() {
  if (!location.hash.startsWith("#s=")) return false;
  try {
    const found = await unpacked(location.hash.slice(3));
    if (typeof found.text === "string") state.text = found.text;
    state.input = typeof found.input === "string" ? found.input : "";
    state.notebook = found.notebook === true;
    state.tab = found.tab === "stack" ? "stack" : "code";
    if (Array.isArray(found.stack?.layers)) state.stack = { layers: found.stack.layers.map(String).slice(0, 500), input: String(found.stack.input ?? ""), form: found.stack.form === "model" ? "model" : "stack" };
    return true;
  } catch {
    $("status").textContent = t("badlink");
    return false;
  }
}
function theme(name) {
  document.documentElement.dataset.theme = name;
}

function listen() {
  for (const name of ["code", "stack"]) {
    $(`tab-${name}`).addEventListener("click", () => name === "stack" ? chooseStack() : choose("code"));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = name === "code" ? "stack" : "code";
      $(`tab-${other}`).focus();
      $(`tab-${other}`).click();
    });
  }
  $("input").addEventListener("input", changed);
  $("side").addEventListener("input", slid);
  $("examples").addEventListener("change", (event) => {
    const one = EXAMPLES[Number(event.target.value)];
    if (one) openCode(one.text, one.input);
    event.target.value = "";
  });
  $("open").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", (event) => { if (event.target.files[0]) openFile(event.target.files[0]); event.target.value = ""; });
  $("share").addEventListener("click", share);
  $("theme").addEventListener("click", () => { theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"); keep(); });
  $("language").addEventListener("change", (event) => { setLanguage(event.target.value); examples(); stack.draw(); if (last) show(last); keep(); });
  document.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); document.body.classList.add("dropping"); } });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const file = event.dataTransfer?.files[0];
    if (file) { event.preventDefault(); openFile(file); }
  }, true);
  addEventListener("hashchange", async () => { if (await shared()) { stack.set(state.stack); openCode(state.text, state.input, state.notebook); choose(state.tab); } });
}
function examples() {
  $("examples").replaceChildren(element("option", { value: "" }, t("choose")), ...EXAMPLES.map((one, position) => element("option", { value: String(position) }, one.name)));
}

async function begin() {
  const before = query.has("embed") ? {} : kept();
  if (query.has("embed")) document.documentElement.dataset.embed = "";
  theme(query.get("theme") ?? before.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const language = query.get("lang") ?? before.language ?? (navigator.language.startsWith("ko") ? "ko" : "en");
  $("language").value = language === "ko" ? "ko" : "en";
  setLanguage(language);
  for (const name of ["text", "input", "tab", "notebook"]) if (typeof before[name] === typeof state[name]) state[name] = before[name];
  if (Array.isArray(before.stack?.layers)) state.stack = before.stack;
  engine = new Engine(status);
  const opened = await Promise.all([engine.start(), shared()]).then(([, found]) => found);
  if (!opened && engine.kind === "native") {
    const file = await fetch("file.txt").then((answer) => answer.ok ? answer.text() : "");
    if (file) { state.text = file; state.input = ""; state.tab = "code"; state.notebook = file.trimStart().startsWith("{"); }
  }
  $("input").value = state.input;
  editor = new Editor($("editor"), state.text, changed);
  stack = new Stack(engine, state.stack, keep, openCode);
  examples();
  listen();
  choose(state.tab);
  check();
  if ("serviceWorker" in navigator && engine.kind === "browser") navigator.serviceWorker.register("sw.js").catch(() => {});
}
begin();
