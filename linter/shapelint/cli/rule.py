"""`shapelint rule`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from shapelint.cli.common_options import COLOUR
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error
from shapelint.records import replace

if TYPE_CHECKING:
    from shapelint.diagnostics.rule import Rule


OPTIONS = (
    Option(("rule",), "a code or a name", metavar="RULE", count="?", completes="rules"),
    Option(("--all",), "all rules"),
    Option(("--output-format",), "how they are written", choices=("text", "json", "markdown"), default="text"),
    replace(COLOUR, group="Options"),
)


def run(options: argparse.Namespace) -> int:
    from shapelint.problems import Problem
    from shapelint.project.config.rulebook import all_rules, find_rule

    if options.all == (options.rule is not None):
        print_error("rule: expected a rule's code or name, or --all for all of them")
        return 2
    if options.all:
        emit(described(all_rules(), options.output_format, options.color))
        return 0
    rule = find_rule(options.rule)
    if isinstance(rule, Problem):
        print_error(rule.text)
        return 2
    emit(described(rule, options.output_format, options.color))
    return 0


def described(what: Rule | tuple[Rule, ...], output_format: str, color: str) -> str:
    """A rule, or several, in the format asked for, in colour where that is wanted of a text."""
    from shapelint.report.json import render_json, render_json_object
    from shapelint.report.rule_page import RuleFacts, rule_page, rule_text
    from shapelint.report.style import choose_style

    if output_format == "json":
        return render_json(map(RuleFacts, what)) if isinstance(what, tuple) else render_json_object(RuleFacts(what))
    style = choose_style(color, sys.stdout)
    render = rule_page if output_format == "markdown" else partial(rule_text, style=style)
    return "\n".join(map(render, what)) if isinstance(what, tuple) else render(what)
