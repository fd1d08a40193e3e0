"""The formats of `shapelint graph`, each by the suffix of its files."""

from __future__ import annotations

from shapelint.analysis.diagram.records import Diagram
from shapelint.report.diagram.wording import Shown

FORMATS = ("svg", "html", "mmd", "dot", "json")


def render(diagram: Diagram, suffix: str, shown: Shown) -> str:
    """The text of a file; for an SVG that which Graphviz draws it from."""
    if suffix == "json":
        from shapelint.report.json import render_json_object

        return render_json_object(diagram)
    if suffix == "html":
        from shapelint.report.diagram.html import render_html

        return render_html(diagram, shown)
    if suffix == "mmd":
        from shapelint.report.diagram.mermaid import render_mermaid

        return render_mermaid(diagram, shown)
    from shapelint.report.diagram.dot import render_dot

    return render_dot(diagram, shown)
