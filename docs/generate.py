"""Writes the rules' pages from the rules themselves: `python docs/generate.py`. A test keeps them equal."""

from __future__ import annotations

from pathlib import Path

from shapelint.project.rulebook import all_rules
from shapelint.report.rule_page import rule_index, rule_page

RULES = Path(__file__).resolve().parent / "rules"


def pages() -> dict[str, str]:
    """Each page's text by its file name."""
    written = {f"{rule.name}.md": rule_page(rule) for rule in all_rules()}
    return {"README.md": rule_index(all_rules()), **written}


def main() -> None:
    RULES.mkdir(exist_ok=True)
    expected = pages()
    for name, text in expected.items():
        (RULES / name).write_text(text, encoding="utf-8", newline="\n")
    for stale in {path.name for path in RULES.glob("*.md")} - set(expected):
        (RULES / stale).unlink()


if __name__ == "__main__":
    main()
