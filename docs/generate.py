"""Writes the pages that come from the code: the rules' from the rules, the configuration's from the settings:
`python docs/generate.py`. Tests keep them equal."""

from __future__ import annotations

from pathlib import Path

from shapelint.project.config.rulebook import all_rules
from shapelint.project.config.settings_page import settings_page
from shapelint.report.rule_page import rule_index, rule_page

DOCS = Path(__file__).resolve().parent
RULES = DOCS / "rules"


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
    (DOCS / "configuration.md").write_text(settings_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
