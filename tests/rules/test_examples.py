"""The examples in the rules' own documentation: the wrong one is found by its rule alone, the right one is clean."""

from __future__ import annotations

import re

import pytest

import shapelint
import shapelint_rules
from shapelint.diagnostics.rule import Rule

RULES = [rule for rule in shapelint_rules.load() if "```python" in rule.documentation]


def example(rule: Rule, section: str) -> str:
    match = re.search(rf"^## {section}\n```python\n(.*?)```", rule.documentation, re.MULTILINE | re.DOTALL)
    assert match is not None
    return match[1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_example_is_found(rule: Rule) -> None:
    found = shapelint.check_source(example(rule, "Example"), filename="example.py", select=["ALL", rule.code])
    assert [d.code for d in found] == [rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_to_use_instead_is_clean(rule: Rule) -> None:
    assert not shapelint.check_source(example(rule, "Use instead"), filename="example.py", select=["ALL", rule.code])
