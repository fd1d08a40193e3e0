"""`shapelint rule`."""

from __future__ import annotations

import argparse

from shapelint.cli.options import Option
from shapelint.cli.output import complain, emit

HELP = "explain a rule"


OPTIONS = (
    Option(("rule",), "a code or a name", metavar="RULE", count="?", completes="rules"),
    Option(("--all",), "all rules"),
    Option(("--output-format",), "how they are written", choices=("text", "json"), default="text"),
)


def run(options: argparse.Namespace) -> int:
    from shapelint.project.rulebook import UnknownSelector, all_rules, find_rule
    from shapelint.report.json import render_json, render_json_object
    from shapelint.report.rule_page import RuleFacts, rule_page

    if options.all == (options.rule is not None):
        complain("rule: expected a rule's code or name, or --all for all of them")
        return 2
    if options.all:
        rules = all_rules()
        as_json = options.output_format == "json"
        emit(render_json(map(RuleFacts, rules)) if as_json else "\n".join(map(rule_page, rules)))
        return 0
    rule = find_rule(options.rule)
    if isinstance(rule, UnknownSelector):
        complain(rule.text)
        return 2
    emit(render_json_object(RuleFacts(rule)) if options.output_format == "json" else rule_page(rule))
    return 0
