"""The rule pack as a whole: complete, consistent, documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import shapelint_rules
from shapelint.diagnostics.rule import Rule

RULES = shapelint_rules.load()
COMMENT_RULES = ("SHP002", "SHP003")
HELPERS = {
    "__init__",
    "activations",
    "axis_moves",
    "axis_roles",
    "failures",
    "feature_counts",
    "fitting",
    "flow",
    "history",
    "remedies",
    "swapped_axes",
    "wording",
}


def test_every_module_is_listed() -> None:
    folder = Path(shapelint_rules.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - HELPERS == set(shapelint_rules.MODULES)


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_form(rule: Rule) -> None:
    assert re.fullmatch(r"SHP\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.name.replace("-", "_") in shapelint_rules.MODULES
    is_warning = rule.code >= "SHP200" or rule.code in COMMENT_RULES
    assert rule.severity == ("warning" if is_warning else "error")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_documentation_has_its_sections(rule: Rule) -> None:
    sections = re.findall(r"^## (.+)$", rule.documentation, re.MULTILINE)
    assert sections[:2] == ["What it does", "Why is this bad"]
    rest = sections[2:-1] if sections[-1] == "Fix safety" else sections[2:]
    assert rest in (["Example", "Use instead"], ["How to fix"])
    assert rule.summary.endswith(".")
