// The calculator: a stack of layers, the shape after each, and its code in both frameworks.
import { LAYERS } from "./examples.js";
import { shapeText } from "./editor.js";
import { t } from "./words.js";

const $ = (id) => document.getElementById(id);
const number = (value) => value === null || value === undefined ? "?" : typeof value === "number" ? value.toLocaleString("en") : value;

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}
export { element, number };

export class Stack {
  constructor(engine, state, changed, openCode) {
    Object.assign(this, { engine, layers: [...state.layers], changed, openCode, answer: null });
    $("stack-input").value = state.input;
    $("form").value = state.form === "model" ? "model" : "stack";
    $("form").addEventListener("change", () => { this.changed(); this.tell(); });
    $("layers").replaceChildren(...LAYERS.map((value) => element("option", { value })));
    $("stack-input").addEventListener("input", () => this.update());
    const add = () => { const text = $("layer").value.trim(); if (text) { this.layers.push(text); $("layer").value = ""; this.draw(); this.update(); } };
    $("add").addEventListener("click", add);
    $("layer").addEventListener("keydown", (event) => { if (event.key === "Enter") add(); });
    $("to-code").addEventListener("click", () => this.answer?.chain && openCode(this.text(this.answer.written[this.answer.chain.framework] ?? this.answer.chain), this.codeInput()));
    this.draw();
  }
  get state() { return { input: $("stack-input").value, layers: this.layers, form: $("form").value }; }
  set(state) { this.layers = [...state.layers]; if (state.input) $("stack-input").value = state.input; $("form").value = state.form === "model" ? "model" : "stack"; this.draw(); this.update(); }
  // The code of a framework, in the form that is chosen; and the code of the stack's own framework, in both.
  text(one) { return ($("form").value === "model" && one.model) || one.code; }
  get codes() { const one = this.answer?.written?.[this.answer.chain.framework]; return one ? [one.code, one.model] : []; }
  codeInput() { return this.answer.chain.framework === "torch" ? `N,${$("stack-input").value}` : ""; }

  update(now = false) {
    this.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.work(), now ? 0 : 150);
  }
  async work() {
    if (!this.layers.length) { this.answer = null; $("stack-problem").textContent = t("empty"); $("total").textContent = ""; $("written").replaceChildren(); return; }
    let answer;
    try {
      answer = await this.engine.ask("stack", { kind: "stack", chain: this.layers.join(" > "), input: $("stack-input").value });
    } catch { return; }
    if (!answer) return;
    this.answer = answer;
    this.tell();
  }

  draw() {
    $("rows").replaceChildren(...this.layers.map((layer, position) => this.row(layer, position)));
    this.tell();
  }
  row(layer, position) {
    const input = element("input", { value: layer, spellcheck: "false", autocomplete: "off", list: "layers", "aria-label": t("arguments", { name: `${position + 1}` }), oninput: (event) => { this.layers[position] = event.target.value; this.update(); }, onkeydown: (event) => {
      if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) { event.preventDefault(); this.move(position, position + (event.key === "ArrowUp" ? -1 : 1)); }
    } });
    const button = (key, sign, act) => element("button", { "aria-label": `${t(key)}: ${layer}`, title: t(key), onclick: act }, sign);
    const row = element("li", {},
      element("span", { class: "grip", draggable: "true", "aria-hidden": "true", ondragstart: (event) => { this.dragged = position; row.classList.add("dragged"); event.dataTransfer.setData("text/plain", layer); } }, "⠿"),
      input, element("span", { class: "shape" }), element("span", { class: "told" }),
      element("span", { class: "moves" }, button("up", "↑", () => this.move(position, position - 1)), button("down", "↓", () => this.move(position, position + 1)), button("remove", "×", () => { this.layers.splice(position, 1); this.draw(); this.update(); })),
      element("span", { class: "problem", hidden: true }));
    row.addEventListener("dragover", (event) => { if (this.dragged !== undefined) { event.preventDefault(); row.classList.add("over"); } });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => { event.preventDefault(); if (this.dragged !== undefined) this.move(this.dragged, position); this.dragged = undefined; });
    row.addEventListener("dragend", () => { this.dragged = undefined; row.classList.remove("dragged"); });
    return row;
  }
  move(from, to) {
    if (to < 0 || to >= this.layers.length || from === to) return;
    const [layer] = this.layers.splice(from, 1);
    this.layers.splice(to, 0, layer);
    this.draw();
    $("rows").children[to].querySelector("input").focus();
    this.update();
  }

  tell() {
    const answer = this.answer;
    $("stack-problem").textContent = answer?.problem ?? "";
    if (!answer?.chain) { if (answer) { $("total").textContent = ""; $("written").replaceChildren(); } return; }
    const { chain, written } = answer;
    [...$("rows").children].forEach((row, position) => {
      const step = chain.steps[position];
      if (!step) return;
      row.querySelector(".shape").textContent = shapeText(step.output);
      const told = [step.formula.join("; "), ...Object.entries(step.filled).map(([name, value]) => t("filled", { name, value }))];
      if (step.params) told.push(`${number(step.params)} ${t("params")}`);
      if (step.macs) told.push(`${number(step.macs)} ${t("macs")}`);
      if (step.receptive_field) told.push(t("sees", { text: step.receptive_field.join("×") }));
      if (step.discarded) told.push(t("left", { text: step.discarded.join(", ") }));
      row.querySelector(".told").textContent = told.filter(Boolean).join(" · ");
      const problem = row.querySelector(".problem");
      problem.textContent = step.problem ?? "";
      problem.hidden = !step.problem;
      row.classList.toggle("wrong", Boolean(step.problem));
    });
    $("total").textContent = `${t("output")} ${shapeText(chain.output)} · ${number(chain.params)} ${t("params")} · ${number(chain.macs)} ${t("macs")}`;
    $("written").replaceChildren(...Object.entries(written).sort(([a], [b]) => (b === chain.framework) - (a === chain.framework)).map(([name, one]) => this.code(name, one)));
  }
  code(name, one) {
    const title = { torch: "PyTorch", keras: "Keras" }[name] ?? name;
    if (one.problem) return element("div", { "data-framework": name }, element("h2", {}, title), element("p", { class: "faint" }, t("nocode", { text: one.problem })));
    const input = name === "torch" ? `N,${$("stack-input").value}` : "";
    return element("div", { "data-framework": name },
      element("h2", {}, title),
      element("pre", { tabindex: "0", "aria-label": title }, this.text(one)),
      one.remarks.length ? element("div", {}, element("strong", {}, t("same")), element("ul", { class: "remarks" }, ...one.remarks.map((remark) => element("li", {}, remark)))) : null,
      element("button", { onclick: () => navigator.clipboard?.writeText(this.text(one)) }, t("copy")), " ",
      element("button", { class: "open-code", onclick: () => this.openCode(this.text(one), name === this.answer.chain.framework ? input : "") }, t("opencode")));
  }
}
