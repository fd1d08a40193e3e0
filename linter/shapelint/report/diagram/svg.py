"""What is made of the SVG that Graphviz writes: it follows the reader's choice of a light or dark page."""

from __future__ import annotations

import re

DARK = {
    "spatial": "#173a63",
    "dense": "#3b2a63",
    "attention": "#5a2344",
    "recurrent": "#1f4a2d",
    "norm": "#24432b",
    "pointwise": "#553d10",
    "layout": "#2d333b",
    "structural": "#2d333b",
    "constants": "#2d333b",
    "parameter": "#2d333b",
    "loss": "#5c2b22",
    "other": "#2d333b",
    "input": "#161b22",
    "output": "#161b22",
}
PLAIN = "text{font-family:Arial,Helvetica,sans-serif}"
RULES = (
    "text{fill:#e6edf3}",
    ".edge text{fill:#9198a1}",
    ".edge path{stroke:#9198a1}",
    ".edge polygon{stroke:#9198a1;fill:#9198a1}",
    ".node path,.node ellipse{stroke:#9198a1}",
    ".cluster path,.cluster polygon{stroke:#6e7681}",
    '.closed path:not([fill="none"]){fill:#1c2430}',
    *(f".family-{family} path,.family-{family} ellipse{{fill:{fill}}}" for family, fill in DARK.items()),
    ".node.error path,.node.error ellipse{fill:#5a1e22;stroke:#ff7b72}",
    ".node.warning path,.node.warning ellipse{fill:#4a3710;stroke:#e3b341}",
)
STYLE = f"<style>{PLAIN}@media (prefers-color-scheme: dark){{{''.join(RULES)}}}</style>"
OPENING = re.compile(r"<svg\b[^>]*>")


def finished_svg(drawn: str) -> str:
    """The SVG as it is written: without the document type, which refers to another file, and with a style for dark
    pages."""
    begin = OPENING.search(drawn)
    if begin is None:
        return drawn
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{begin.group()}\n{STYLE}{drawn[begin.end() :]}"
