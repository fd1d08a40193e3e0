"""A rule's own page, from its documentation."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.rule import Rule
from shapelint.report.json import HasDict


def rule_page(rule: Rule) -> str:
    """The rule as Markdown: a heading, its severity, its documentation."""
    return f"# {rule.name} ({rule.code})\n\nSeverity: **{rule.severity}**\n\n{rule.documentation.strip()}\n"


def rule_index(rules: Iterable[Rule]) -> str:
    """The table of all rules as Markdown, each linked to its page."""
    rows = [f"| [{r.code}]({r.name}.md) | {r.name} | {r.severity} | {r.summary} |" for r in rules]
    head = ["# Rules", "", "| code | name | severity | what it finds |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


class RuleFacts(HasDict):
    """A rule as JSON."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def to_dict(self) -> dict[str, object]:
        rule = self._rule
        return {
            "code": rule.code,
            "name": rule.name,
            "severity": rule.severity,
            "summary": rule.summary,
            "documentation": rule.documentation.strip(),
        }
