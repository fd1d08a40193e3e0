"""A rule's own page, from its documentation."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.diagnostics.rule import Rule
from shapelint.report.json import HasDict
from shapelint.report.style import PLAIN, Style


def rule_page(rule: Rule) -> str:
    """The rule as Markdown: a heading, what it counts as, its documentation."""
    facts = ", ".join([f"Severity: **{rule.severity}**", *remarks(rule)])
    return f"# {rule.name} ({rule.code})\n\n{facts}\n\n{rule.documentation.strip()}\n"


def remarks(rule: Rule) -> list[str]:
    """What else there is to know of a rule before its documentation."""
    off = [] if rule.is_on_by_default else ["off by default"]
    return [*off, "sometimes fixable"] if rule.has_fixes else off


def rule_text(rule: Rule, style: Style = PLAIN) -> str:
    """The rule as plain text, as a terminal shows it best: code indented, no marks."""
    title = f"{rule.name} ({rule.code}): {', '.join([rule.severity, *remarks(rule)])}"
    lines = [style.severity(title, rule.severity), "=" * len(title), ""]
    in_code = False
    for line in rule.documentation.strip().split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            lines.append(style.frame(f"    {line}".rstrip()))
        else:
            lines.append(style.bold(line.removeprefix("## ").upper()) if line.startswith("## ") else line)
    return "\n".join(lines) + "\n"


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
            "on_by_default": rule.is_on_by_default,
            "has_fixes": rule.has_fixes,
            "documentation": rule.documentation.strip(),
        }
