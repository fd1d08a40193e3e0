"use strict";

// Puts the text for Graphviz together from the pieces that report/diagram/dot.py has written, with the groups closed
// whose ids are in `folded` (a Set).
function assemble(data, folded) {
  const place = new Map();
  const claim = (item, name) => {
    place.set(item.id, name);
    for (const child of item.children || []) claim(child, name);
  };
  const statements = (children, indent) =>
    children.flatMap((item) => {
      if (!item.children || folded.has(item.id)) {
        claim(item, item.id);
        return [indent + item.node];
      }
      return [
        `${indent}subgraph cluster_${item.id} {`,
        `${indent}  ${item.opening}`,
        ...statements(item.children, indent + "  "),
        `${indent}}`,
      ];
    });
  const body = statements(data.children, "  ");
  const edges = new Map();
  for (const [source, target, shape] of data.edges) {
    const ends = [place.get(source), place.get(target)];
    if (ends[0] === ends[1]) continue;
    const key = ends.join(" ");
    if (!edges.has(key)) edges.set(key, { ends, shapes: new Set() });
    edges.get(key).shapes.add(shape);
  }
  const lines = [...edges.values()].map(({ ends, shapes }) => {
    const told = [...shapes];
    const rest = told.length > data.mostShapes ? [`... ${told.length - data.mostShapes} more`] : [];
    const label = [...told.slice(0, data.mostShapes), ...rest].map((line) => ` ${line}`).join("\\n");
    return `  ${ends[0]} -> ${ends[1]} [label="${label}"];`;
  });
  return [...data.head, ...body, ...lines, ...data.notes, "}"].join("\n") + "\n";
}

if (typeof module !== "undefined") module.exports = { assemble };
