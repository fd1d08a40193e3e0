"""The rule pack as a whole: complete, consistent, documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import shapelint_rules
from shapelint.diagnostics.rule import Rule

RULES = shapelint_rules.load()
COMMENT_RULES = ("SHP002", "SHP003")


def test_every_module_is_listed() -> None:
    folder = Path(shapelint_rules.__file__).parent
    modules = {path.relative_to(folder).with_suffix("") for path in folder.glob("*/*.py") if path.stem != "__init__"}
    rules = {".".join(module.parts) for module in modules if module.parts[0] != "support"}
    assert rules == set(shapelint_rules.RULES.values())
    assert [path.stem for path in folder.glob("*.py")] == ["__init__"]


def test_the_table_says_the_codes_of_its_modules() -> None:
    assert list(shapelint_rules.RULES) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", shapelint_rules.RULES)
def test_a_rule_stands_in_the_room_of_its_codes(code: str) -> None:
    rooms = {"0": "files", "1": "errors", "2": "hazards", "3": "definitions"}
    assert shapelint_rules.RULES[code].partition(".")[0] == rooms[code[3]]


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_form(rule: Rule) -> None:
    assert re.fullmatch(r"SHP\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert shapelint_rules.RULES[rule.code].rpartition(".")[2] == rule.name.replace("-", "_")
    is_warning = rule.code >= "SHP200" or rule.code in COMMENT_RULES
    assert rule.severity == ("warning" if is_warning else "error")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_documentation_has_its_sections(rule: Rule) -> None:
    sections = re.findall(r"^## (.+)$", rule.documentation, re.MULTILINE)
    assert sections[:2] == ["What it does", "Why is this bad"]
    rest = [name for name in sections[2:] if name != "What the framework says"]
    rest = rest[:-1] if rest[-1] == "Fix safety" else rest
    assert rest in (["Example", "Use instead"], ["How to fix"])
    assert rule.summary.endswith(".")
