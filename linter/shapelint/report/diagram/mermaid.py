"""A diagram in Mermaid's language, which GitHub, GitLab and many editors draw in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.analysis.diagram.folding import seen_edges, visible
from shapelint.analysis.diagram.records import Block, Diagram, Group
from shapelint.report.diagram import theme
from shapelint.report.diagram.dot import worst_of
from shapelint.report.diagram.wording import (
    NAMES_ONLY,
    Shown,
    block_lines,
    closed_lines,
    cost_lines,
    shapes_text,
    title,
)


def render_mermaid(diagram: Diagram, shown: Shown = NAMES_ONLY) -> str:
    """The whole text, the groups closed that the diagram says are."""
    lines = [
        "flowchart TB",
        *statements(diagram.children, diagram.folded, shown, "  "),
        *(f'  {e.source} -->|"{escaped(shapes_text(e.shapes))}"| {e.target}' for e in seen_edges(diagram)),
        *(
            f'  finding{i}["{label(mark.code, [mark.message])}"]:::{mark.severity}'
            for i, mark in enumerate(diagram.marks, 1)
        ),
        *styles(diagram),
    ]
    return "\n".join(lines) + "\n"


def statements(children: Iterable[Group | Block], folded: frozenset[str], shown: Shown, indent: str) -> Iterator[str]:
    for child in children:
        if isinstance(child, Block):
            text = label(title(child), block_lines(child, shown))
            shape = f'["{text}"]' if child.kind in ("operation", "parameter") else f'(["{text}"])'
            yield f"{indent}{child.id}{shape}:::{style_of(child)}"
        elif child.id in folded:
            yield f'{indent}{child.id}[["{label(title(child), closed_lines(child, shown))}"]]'
        else:
            lines = [*([child.type] if child.type else []), *cost_lines(child, shown)]
            yield f'{indent}subgraph {child.id}["{escaped(" ".join([title(child), *lines]))}"]'
            yield from statements(child.children, folded, shown, indent + "  ")
            yield f"{indent}end"


def style_of(block: Block) -> str:
    return worst_of(block.marks) or block.family or "other"


def styles(diagram: Diagram) -> Iterator[str]:
    """A class for each look that is used."""
    shown = [one for one in visible(diagram.children, diagram.folded) if isinstance(one, Block)]
    used = {*map(style_of, shown), *(mark.severity for mark in diagram.marks)}
    looks = {
        "error": (theme.ERROR_FILL, theme.ERROR, "3px"),
        "warning": (theme.WARNING_FILL, theme.WARNING, "3px"),
        **{family: (fill, theme.LINE, "1px") for family, fill in theme.FILLS.items()},
    }
    for name, (fill, line, width) in looks.items():
        if name in used:
            yield f"  classDef {name} fill:{fill},stroke:{line},stroke-width:{width},color:{theme.TEXT}"


def label(first: str, others: Iterable[str]) -> str:
    return "<br>".join([f"<b>{escaped(first)}</b>", *map(escaped, others)])


def escaped(text: str) -> str:
    """Text as it may stand between quotes, line ends as breaks; numbered entities keep Mermaid's own signs out."""
    lines = (line.strip() for line in text.split("\n"))
    return "<br>".join("".join(c if is_plain(c) else f"#{ord(c)};" for c in line) for line in lines)


def is_plain(sign: str) -> bool:
    return sign.isprintable() and sign not in '"<>&#;`\\*_[]{}|()'
