"""A diagram in Graphviz's language.

The text is put together from pieces, one or two for each block and group; the page of the HTML puts the same pieces
together in the same way, with other groups closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shapelint.analysis.diagram.folding import seen_edges
from shapelint.analysis.diagram.records import Block, Diagram, Group, Mark, groups
from shapelint.records import dataclass
from shapelint.report.diagram import theme
from shapelint.report.diagram.wording import (
    NAMES_ONLY,
    Shown,
    block_lines,
    closed_lines,
    cost_lines,
    shapes_text,
    title,
    tooltip,
    wrapped,
)

LEFT = '<BR ALIGN="LEFT"/>'
GRAPH = {
    "rankdir": "TB",
    "bgcolor": '"transparent"',
    "fontname": f'"{theme.FONT}"',
    "fontsize": "12",
    "fontcolor": f'"{theme.TEXT}"',
    "nodesep": "0.3",
    "ranksep": "0.35",
    "labelloc": "t",
}
NODE = {
    "shape": "box",
    "style": '"rounded,filled"',
    "fontname": f'"{theme.FONT}"',
    "fontsize": "11",
    "fontcolor": f'"{theme.TEXT}"',
    "color": f'"{theme.LINE}"',
    "fillcolor": '"#ffffff"',
    "margin": '"0.12,0.06"',
}
EDGE = {
    "fontname": f'"{theme.FONT}"',
    "fontsize": "9",
    "fontcolor": f'"{theme.FAINT}"',
    "color": f'"{theme.LINE}"',
    "arrowsize": "0.7",
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """Statements of the language. `head` comes first; `nodes` are the blocks, and the groups where they are closed;
    `openings` the attributes of the groups where they are open; `notes` what stands at the end."""

    head: tuple[str, ...]
    nodes: Mapping[str, str]
    openings: Mapping[str, str]
    notes: tuple[str, ...]


def render_dot(diagram: Diagram, shown: Shown = NAMES_ONLY) -> str:
    """The whole text, the groups closed that the diagram says are."""
    pieces = pieces_of(diagram, shown)
    lines = [
        *pieces.head,
        *statements(diagram.children, diagram.folded, pieces, "  "),
        *(edge_statement(e.source, e.target, shapes_text(e.shapes)) for e in seen_edges(diagram)),
        *pieces.notes,
        "}",
    ]
    return "\n".join(lines) + "\n"


def pieces_of(diagram: Diagram, shown: Shown) -> Pieces:
    defaults = (f"  {kind} [{attribute_list(of)}];" for kind, of in (("graph", GRAPH), ("node", NODE), ("edge", EDGE)))
    head = ("digraph model {", *defaults, f"  label={markup(diagram.model, heading(diagram))};")
    nodes = dict(node_statements(diagram.children, shown))
    openings = {group.id: opening(group, shown) for group in groups(diagram.children)}
    return Pieces(head, nodes, openings, tuple(note(i, mark) for i, mark in enumerate(diagram.marks, 1)))


def heading(diagram: Diagram) -> list[str]:
    """What stands below the model's name."""
    return [] if diagram.complete else ["not everything is known"]


def statements(children: Iterable[Group | Block], folded: frozenset[str], pieces: Pieces, indent: str) -> Iterator[str]:
    for child in children:
        if isinstance(child, Block) or child.id in folded:
            yield indent + pieces.nodes[child.id]
        else:
            yield f"{indent}subgraph cluster_{child.id} {{"
            yield f"{indent}  {pieces.openings[child.id]}"
            yield from statements(child.children, folded, pieces, indent + "  ")
            yield indent + "}"


def node_statements(children: Iterable[Group | Block], shown: Shown) -> Iterator[tuple[str, str]]:
    for child in children:
        if isinstance(child, Block):
            yield child.id, block_statement(child, shown)
        else:
            yield child.id, closed_statement(child, shown)
            yield from node_statements(child.children, shown)


def block_statement(block: Block, shown: Shown) -> str:
    width, height = theme.size_of(block)
    attributes = {
        "label": markup(title(block), list(block_lines(block, shown))),
        "class": quoted(" ".join(("block", f"family-{block.family}", *marked_class(block.marks)))),
        "fillcolor": quoted(theme.FILLS.get(block.family, theme.FILLS["other"])),
        "width": f"{width:g}",
        "height": f"{height:g}",
        "tooltip": quoted(tooltip(block)),
        **marked_attributes(block.marks),
    }
    if block.kind != "operation":
        attributes["style"] = quoted("rounded,filled,dashed" if block.kind == "parameter" else "filled,rounded")
        attributes["shape"] = "box" if block.kind == "parameter" else "ellipse"
    return node(block.id, attributes)


def closed_statement(group: Group, shown: Shown) -> str:
    attributes = {
        "label": markup(title(group), list(closed_lines(group, shown))),
        "class": quoted("closed"),
        "fillcolor": quoted(theme.CLOSED_FILL),
        "peripheries": "2",
        "tooltip": quoted(tooltip(group)),
    }
    return node(group.id, attributes)


def opening(group: Group, shown: Shown) -> str:
    lines = [*([group.type] if group.type else []), *cost_lines(group, shown)]
    attributes = {
        "id": quoted(group.id),
        "class": quoted("group"),
        "label": markup(title(group), [", ".join(lines)] if lines else [], LEFT),
        "labeljust": "l",
        "style": quoted("rounded"),
        "color": quoted(theme.GROUP_LINE),
        "margin": "10",
        "tooltip": quoted(tooltip(group)),
    }
    return f"graph [{attribute_list(attributes)}];"


def note(number: int, mark: Mark) -> str:
    """A finding that is at no block, as a block of its own."""
    attributes = {
        "label": markup(mark.code, wrapped(mark.message)),
        "class": quoted(" ".join(("note", *marked_class((mark,))))),
        **marked_attributes((mark,)),
    }
    return "  " + node(f"finding{number}", attributes)


def marked_class(marks: Sequence[Mark]) -> list[str]:
    worst = worst_of(marks)
    return [worst] if worst else []


def worst_of(marks: Sequence[Mark]) -> str:
    """The gravest severity; "" where there is no finding."""
    said = {mark.severity for mark in marks}
    return "error" if "error" in said else "warning" if said else ""


def marked_attributes(marks: Sequence[Mark]) -> dict[str, str]:
    worst = worst_of(marks)
    if not worst:
        return {}
    line, fill = (theme.ERROR, theme.ERROR_FILL) if worst == "error" else (theme.WARNING, theme.WARNING_FILL)
    return {"color": quoted(line), "fillcolor": quoted(fill), "penwidth": "2.5"}


def node(name: str, attributes: Mapping[str, str]) -> str:
    return f"{name} [id={quoted(name)}, {attribute_list(attributes)}];"


def attribute_list(attributes: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={value}" for key, value in attributes.items())


def edge_statement(source: str, target: str, label: str) -> str:
    return f"  {source} -> {target} [label={quoted(label)}];"


def quoted(text: str) -> str:
    """A string of the language; line ends stay line ends."""
    plain = "".join(c for c in text if c == "\n" or c.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def markup(first: str, others: Sequence[str], line_end: str = "<BR/>") -> str:
    """A label whose first line is bold."""
    lines = [f"<B>{escaped(first)}</B>", *(f'<FONT POINT-SIZE="9.5">{escaped(line)}</FONT>' for line in others)]
    return f"<{line_end.join(lines)}{line_end if line_end == LEFT else ''}>"


def escaped(text: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") or " "
