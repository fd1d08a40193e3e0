// The editor: shapes at the ends of lines, findings underlined, fixes on a click, shapes of expressions on hover.
import { basicSetup } from "codemirror";
import { python } from "@codemirror/lang-python";
import { indentUnit, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip, WidgetType } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const setShapes = StateEffect.define();

class ShapeWidget extends WidgetType {
  constructor(text) { super(); this.text = text; }
  eq(other) { return other.text === this.text; }
  toDOM() {
    const node = document.createElement("span");
    node.className = "cm-shape";
    node.textContent = this.text;
    return node;
  }
  ignoreEvent() { return true; }
}

const shapes = StateField.define({
  create: () => ({ facts: [], marks: Decoration.none }),
  update(value, transaction) {
    let { facts, marks } = value;
    if (transaction.docChanged) { marks = marks.map(transaction.changes); facts = []; }
    for (const effect of transaction.effects) if (effect.is(setShapes)) ({ facts, marks } = effect.value);
    return { facts, marks };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});

export const shapeText = (shape) => shape === null ? "(...)" : `(${shape.map((size) => size ?? "None").join(", ")}${shape.length === 1 ? "," : ""})`;

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--hl-keyword)" }, { tag: [tags.string, tags.special(tags.string)], color: "var(--hl-string)" },
  { tag: tags.number, color: "var(--hl-number)" }, { tag: tags.comment, color: "var(--hl-comment)", fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--hl-name)", fontWeight: "600" },
]);
const look = EditorView.theme({
  "&": { backgroundColor: "var(--bg)", color: "var(--fg)" },
  ".cm-content": { caretColor: "var(--fg)", fontFamily: "ui-monospace, monospace" },
  ".cm-gutters": { backgroundColor: "var(--soft)", color: "var(--faint)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--main) 7%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--main) 14%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--fg)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--main) 26%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--soft)", color: "var(--fg)", border: "1px solid var(--line)" },
  ".cm-diagnosticAction": { backgroundColor: "var(--main)", color: "var(--bg)" },
  ".cm-scroller": { overflow: "auto" },
});

export class Editor {
  constructor(parent, text, changed) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup, python(), indentUnit.of("    "), lintGutter(), shapes, look, syntaxHighlighting(colours),
          EditorView.contentAttributes.of({ "aria-label": "PyTorch or Keras code", tabindex: "0" }),
          hoverTooltip((view, position) => this.hover(view, position)),
          EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
        ],
      }),
    });
  }
  get text() { return this.view.state.doc.toString(); }
  set text(value) { this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: value } }); }

  // Columns of the engine count characters, the editor's UTF-16 units.
  index({ row, column }) {
    const doc = this.view.state.doc;
    const line = doc.line(Math.min(Math.max(row, 1), doc.lines));
    return line.from + [...line.text].slice(0, column - 1).join("").length;
  }

  show(facts, diagnostics, actions) {
    const doc = this.view.state.doc;
    const lines = new Map();
    const known = facts.filter((fact) => fact.end_location.row <= doc.lines);
    for (const fact of known) {
      const row = fact.end_location.row;
      const width = fact.end_location.column - fact.location.column + 1000 * (fact.end_location.row - fact.location.row);
      const best = lines.get(row);
      const isName = fact.location.row === row && doc.line(row).text.slice(fact.end_location.column - 1).trimStart().startsWith("=");
      const rank = isName ? -1 : 0;
      if (!best || rank < best.rank || (rank === best.rank && width > best.width && !isName)) lines.set(row, { rank, width, texts: [shapeText(fact.shape)], at: fact.location.column });
      else if (rank === best.rank && width === best.width && fact.location.column === best.at) {
        const text = shapeText(fact.shape);
        if (!best.texts.includes(text)) best.texts.push(text);
      }
    }
    const marks = [...lines].sort((a, b) => a[0] - b[0]).map(([row, { texts }]) =>
      Decoration.widget({ widget: new ShapeWidget(texts.length > 3 ? `${texts.slice(0, 3).join(" | ")} …` : texts.join(" | ")), side: 1 }).range(doc.line(row).to));
    const placed = known.map((fact) => ({ from: this.index(fact.location), to: this.index(fact.end_location), fact }));
    this.view.dispatch({ effects: setShapes.of({ facts: placed, marks: Decoration.set(marks) }) });
    const found = diagnostics.map((one) => {
      const from = this.index(one.location);
      const to = Math.max(this.index(one.end_location), from + (from < doc.length ? 1 : 0));
      return { from, to, severity: one.severity === "error" ? "error" : "warning", source: one.code, message: one.message + (one.help ? `\n${one.help}` : ""), actions: actions(one) };
    });
    this.view.dispatch(setDiagnostics(this.view.state, found));
  }

  hover(view, position) {
    const { facts } = view.state.field(shapes);
    const around = facts.filter(({ from, to }) => from <= position && position <= to).sort((a, b) => (a.to - a.from) - (b.to - b.from));
    if (!around.length) return null;
    const { from, to, fact } = around[0];
    return {
      pos: from, end: to, above: true,
      create() {
        const dom = document.createElement("div");
        dom.className = "cm-hover";
        dom.textContent = `${fact.expression.slice(0, 120)}  ${shapeText(fact.shape)}${fact.origin ? `  ← ${fact.origin}` : ""}`;
        return { dom };
      },
    };
  }

  apply(edits) {
    this.view.dispatch({ changes: edits.map((edit) => ({ from: this.index(edit.location), to: this.index(edit.end_location), insert: edit.content })) });
    this.view.focus();
  }
  go(location) {
    const at = this.index(location);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }
}
