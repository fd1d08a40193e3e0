"""Choosing rules by code, beginning of a code, and name."""

from __future__ import annotations

import pytest

from shapelint.problems import Problem
from shapelint.project.config.rulebook import Selection, all_rules, choose, find_rule


@pytest.mark.parametrize(
    ("selection", "on", "off"),
    [
        (Selection(), ["SHP101", "SHP001"], []),
        (Selection(ignore=("SHP101",)), ["SHP102"], ["SHP101"]),
        (Selection(select=("SHP1",)), ["SHP101"], ["SHP001"]),
        (Selection(select=("SHP1",), ignore=("SHP105",)), ["SHP104"], ["SHP105"]),
        (Selection(select=("SHP105",), ignore=("SHP1",)), ["SHP105"], ["SHP104"]),
        (Selection(select=("linear-in-features",)), ["SHP102"], ["SHP101"]),
        (Selection(select=("shp001",), extend_select=("bad-call",)), ["SHP001", "SHP114"], ["SHP102"]),
        (Selection(ignore=("ALL",), extend_select=("SHP10",)), ["SHP101"], ["SHP110"]),
    ],
)
def test_choose(selection: Selection, on: list[str], off: list[str]) -> None:
    codes = choose(selection)
    assert isinstance(codes, frozenset)
    assert codes.issuperset(on)
    assert codes.isdisjoint(off)


def test_rules_that_are_off_by_default_have_to_be_asked_for() -> None:
    default = frozenset(rule.code for rule in all_rules() if rule.is_on_by_default)
    assert choose(Selection()) == default
    for rule in all_rules():
        assert rule.code in choose(Selection(extend_select=(rule.code,)))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("selector", "nearest"), [("SHP1002", "SHP102"), ("linear-features", "linear-in-features"), ("E501", ""), ("", "")]
)
def test_unknown_selectors_suggest_the_nearest(selector: str, nearest: str) -> None:
    answer = choose(Selection(select=(selector,)))
    assert isinstance(answer, Problem)
    assert f"no rule {selector!r}" in answer.text
    assert (f"(did you mean {nearest}" in answer.text) == bool(nearest)


def test_find_rule() -> None:
    assert find_rule("shp102") is find_rule("linear-in-features")
    assert isinstance(find_rule("SHP1"), Problem)
