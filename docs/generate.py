"""Writes the pages that come from the code: the rules' from the rules, the configuration's from the settings:
`python docs/generate.py`. Tests keep them equal."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from api_page import api_page
from schemas import schemas

from shapelint.project.config.rulebook import all_rules
from shapelint.project.config.settings_page import settings_page
from shapelint.report.rule_page import rule_index, rule_page

DOCS = Path(__file__).resolve().parent
RULES = DOCS / "rules"


def pages() -> dict[str, str]:
    """Each page's text by its file name."""
    written = {f"{rule.name}.md": rule_page(rule) for rule in all_rules()}
    return {"README.md": rule_index(all_rules()), **written}


def others() -> dict[Path, str]:
    """The other pages and files that come from the code."""
    found = {DOCS / "schemas" / name: text for name, text in schemas().items()}
    return {DOCS / "configuration.md": settings_page(), DOCS / "api.md": api_page(), **found}


def main() -> None:
    RULES.mkdir(exist_ok=True)
    expected = pages()
    for name, text in expected.items():
        (RULES / name).write_text(text, encoding="utf-8", newline="\n")
    for stale in {path.name for path in RULES.glob("*.md")} - set(expected):
        (RULES / stale).unlink()
    for path, text in others().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
