"use strict";

const data = JSON.parse(document.getElementById("diagram").textContent);
const items = new Map();
const parents = new Map();
(function index(children, parent) {
  for (const item of children) {
    items.set(item.id, item);
    parents.set(item.id, parent);
    index(item.children || [], item.id);
  }
})(data.children, null);

const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const facts = byId("facts");
const search = byId("search");
const state = { folded: new Set(data.folded), scale: 1, viz: null, found: [], at: -1 };
const groupIds = [...items.values()].filter((item) => item.children).map((item) => item.id);

function draw(focus) {
  const svg = state.viz.renderSVGElement(assemble(data, state.folded));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `The layers of ${data.title}`);
  for (const title of svg.querySelectorAll("title")) title.remove();
  for (const link of svg.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  const labels = document.createElementNS("http://www.w3.org/2000/svg", "g");
  labels.setAttribute("class", "group-labels");
  for (const cluster of svg.querySelectorAll("g.cluster")) prepareGroup(cluster, labels);
  svg.querySelector("g.graph").append(labels);
  for (const node of svg.querySelectorAll("g.node")) prepare(node, node.id);
  stage.replaceChildren(svg);
  state.size = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  zoom(state.scale);
  highlight();
  if (focus) byId(focus)?.focus();
}

function prepareGroup(cluster, labels) {
  const texts = document.createElementNS("http://www.w3.org/2000/svg", "g");
  texts.append(...cluster.querySelectorAll("text"));
  texts.setAttribute("class", "group-label");
  labels.append(texts);
  prepare(cluster, cluster.id);
  texts.addEventListener("click", () => toggle(cluster.id));
  texts.addEventListener("pointerenter", () => tell(cluster.id));
}

function prepare(element, id) {
  const item = items.get(id);
  if (!item) return;
  element.id = id;
  element.setAttribute("tabindex", "0");
  element.setAttribute("aria-label", item.facts.split("\n", 1)[0]);
  element.addEventListener("pointerenter", () => tell(id));
  element.addEventListener("focus", () => tell(id));
  if (item.children) {
    element.setAttribute("role", "button");
    element.setAttribute("aria-expanded", String(!state.folded.has(id)));
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      toggle(id);
    });
  }
}

function toggle(id) {
  if (!items.get(id)?.children) return;
  if (state.folded.has(id)) state.folded.delete(id);
  else state.folded.add(id);
  draw(id);
}

function tell(id) {
  facts.textContent = items.get(id).facts;
  facts.hidden = false;
}

function zoom(scale) {
  state.scale = Math.min(4, Math.max(0.05, scale));
  const svg = stage.firstElementChild;
  svg.setAttribute("width", `${(state.size[0] * 4 * state.scale) / 3}px`);
  svg.setAttribute("height", `${(state.size[1] * 4 * state.scale) / 3}px`);
}

function fit() {
  const width = (state.size[0] * 4) / 3;
  zoom(Math.min(1, (stage.clientWidth - 32) / width));
}

function find() {
  const wanted = search.value.trim().toLowerCase();
  state.found = wanted ? [...items.values()].filter((item) => item.search.includes(wanted)).map((item) => item.id) : [];
  state.at = -1;
  byId("count").textContent = wanted ? String(state.found.length) : "";
  highlight();
}

function next() {
  if (!state.found.length) return;
  state.at = (state.at + 1) % state.found.length;
  const id = state.found[state.at];
  let opened = false;
  for (let above = parents.get(id); above; above = parents.get(above)) opened = state.folded.delete(above) || opened;
  if (opened) draw();
  tell(id);
  byId(id)?.scrollIntoView({ block: "center", inline: "center" });
  highlight();
}

function highlight() {
  const found = new Set(state.found);
  for (const element of stage.querySelectorAll("g.node, g.cluster")) {
    element.classList.toggle("found", found.has(element.id));
    element.classList.toggle("current", element.id === state.found[state.at]);
  }
}

function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

const commands = {
  unfold: () => { state.folded.clear(); draw(); },
  fold: () => { state.folded = new Set(groupIds); draw(); },
  reset: () => { state.folded = new Set(data.folded); draw(); fit(); },
  in: () => zoom(state.scale * 1.25),
  out: () => zoom(state.scale / 1.25),
  fit,
  theme,
  print: () => print(),
};
for (const [name, run] of Object.entries(commands)) byId(name).addEventListener("click", run);
const keys = { u: "unfold", f: "fold", r: "reset", "+": "in", "-": "out", 0: "fit", d: "theme" };
search.addEventListener("input", find);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") next();
  if (event.key === "Escape") { search.value = ""; find(); search.blur(); }
});
document.addEventListener("keydown", (event) => {
  if (event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); return; }
  if ((event.key === "Enter" || event.key === " ") && items.has(event.target.id)) {
    event.preventDefault();
    toggle(event.target.id);
    return;
  }
  if (keys[event.key] && event.target.tagName !== "BUTTON") commands[keys[event.key]]();
});
Viz.instance().then((viz) => {
  state.viz = viz;
  draw();
  fit();
  document.documentElement.dataset.drawn = "yes";
}, (error) => { stage.textContent = `The picture could not be drawn: ${error}`; });
