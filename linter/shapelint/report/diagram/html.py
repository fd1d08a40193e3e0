"""A diagram as a page: one file with all that it needs, which draws the picture again whenever a group is opened or
closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from shapelint.analysis.diagram.records import Block, Diagram, Group, Mark, blocks
from shapelint.report.diagram.dot import Pieces, pieces_of
from shapelint.report.diagram.wording import (
    MOST_SHAPES,
    NAMES_ONLY,
    Shown,
    location_text,
    shape_text,
    tooltip,
)
from shapelint.report.units import short_number


def render_html(diagram: Diagram, shown: Shown = NAMES_ONLY) -> str:
    """The page."""
    data = json.dumps(page_data(diagram, shown), ensure_ascii=False, separators=(",", ":"))
    parts = {
        "TITLE": escape(diagram.model),
        "FACTS": escape(heading(diagram)),
        "FINDINGS": "\n".join(finding(mark) for mark in all_marks(diagram)),
        "NOTICE": escape(static("NOTICE.txt")),
        "STYLE": static("page.css"),
        "DATA": data.replace("<", "\\u003c"),
        "VIZ": static("viz-global.js").replace("</script", "<\\/script"),
        "SCRIPT": static("assemble.js") + static("page.js"),
    }
    first, *rest = static("page.html").split("@")
    return first + "".join(parts.get(part, part) for part in rest)


def static(name: str) -> str:
    """The text of a file that the pages are made of."""
    return (files("shapelint.report.diagram") / "static" / name).read_text(encoding="utf-8")


def page_data(diagram: Diagram, shown: Shown) -> dict[str, object]:
    """What the page's script puts together (see static/assemble.js)."""
    pieces = pieces_of(diagram, shown)
    return {
        "title": diagram.model,
        "head": pieces.head,
        "notes": pieces.notes,
        "children": [item(child, pieces) for child in diagram.children],
        "edges": [[edge.source, edge.target, shape_text(edge.shape)] for edge in diagram.edges],
        "folded": sorted(diagram.folded),
        "mostShapes": MOST_SHAPES,
    }


def item(child: Group | Block, pieces: Pieces) -> dict[str, object]:
    told = tooltip(child)
    found: dict[str, object] = {
        "id": child.id,
        "node": pieces.nodes[child.id],
        "facts": told,
        "search": f"{child.name} {told}".lower(),
    }
    if isinstance(child, Block):
        return found
    inner = [item(one, pieces) for one in child.children]
    return {**found, "opening": pieces.openings[child.id], "children": inner}


def heading(diagram: Diagram) -> str:
    return ", ".join(
        [
            diagram.framework,
            f"{short_number(diagram.params)} parameters",
            f"{short_number(diagram.macs)} multiply-adds",
            *([] if diagram.complete else ["not everything is known"]),
        ]
    )


def all_marks(diagram: Diagram) -> Iterator[Mark]:
    for block in blocks(diagram.children):
        yield from block.marks
    yield from diagram.marks


def finding(mark: Mark) -> str:
    where = "" if mark.location is None else f"<br><small>{escape(location_text(mark.location))}</small>"
    kind = escape(mark.severity)
    return f'<p class="finding {kind}"><b>{escape(mark.code)}</b> {escape(mark.message)}{where}</p>'
