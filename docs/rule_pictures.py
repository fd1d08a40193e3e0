"""Draws the mistake of each rule's page: the model of its first example in which the rule finds something, else what
the example runs as a script. `python docs/rule_pictures.py` writes docs/rules/pictures; takes Graphviz.
docs/navigation.py puts each picture under the example when the site is built."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from shapelint.analysis.diagram.records import Diagram, blocks
from shapelint.diagnostics.rule import Rule
from shapelint.problems import Problem
from shapelint.project.config.rulebook import all_rules
from shapelint.project.config.selection import Selection
from shapelint.project.config.settings import Settings
from shapelint.project.graph import GraphOptions, diagram_of_file, diagrams
from shapelint.project.layout import drawn_svg
from shapelint.records import replace
from shapelint.report.diagram.dot import render_dot
from shapelint.report.diagram.svg import finished_svg

PICTURES = Path(__file__).resolve().parent / "rules" / "pictures"
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def diagram_of_rule(rule: Rule, folder: Path) -> Diagram | None:
    """The first model of the rule's first example that has a finding of the rule in it, or the example as a script."""
    example = EXAMPLE.search(rule.documentation)
    if example is None:
        return None
    path = folder / "example.py"
    path.write_text(example[1], encoding="utf-8")
    settings = replace(Settings(), selection=Selection((rule.code,)))
    models, script = (draw(str(path), settings, GraphOptions()) for draw in (diagrams, diagram_of_file))
    found = [*([] if isinstance(models, Problem) else models), *([] if isinstance(script, Problem) else [script])]
    shown = (one for one in found if any(mark.code == rule.code for b in blocks(one.children) for mark in b.marks))
    return next(shown, None)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    drawn: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for rule in all_rules():
            diagram = diagram_of_rule(rule, Path(folder))
            if diagram is None:
                continue
            text = render_dot(diagram).replace(f"{folder}/", "")
            svg = drawn_svg(text)
            if isinstance(svg, Problem):
                raise SystemExit(svg.text)
            drawn.add(f"{rule.name}.svg")
            (PICTURES / f"{rule.name}.svg").write_text(finished_svg(svg), encoding="utf-8", newline="\n")
    for stale in {path.name for path in PICTURES.glob("*.svg")} - drawn:
        (PICTURES / stale).unlink()


if __name__ == "__main__":
    main()
