"""What `--input` admits, and what it says of the rest."""

from __future__ import annotations

import pytest

from shapelint.analysis.inputs import InputSpec, parse_input, parse_inputs
from shapelint.problems import Problem


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("1,3,32,32", InputSpec(None, (1, 3, 32, 32))),
        ("N,3,32,32", InputSpec(None, ("N", 3, 32, 32))),
        ("tokens=1,128:int64", InputSpec("tokens", (1, 128), "int64")),
        (" x = 8 , 10 : long ", InputSpec("x", (8, 10), "int64")),
        ("(1, 3, 8, 8)", InputSpec(None, (1, 3, 8, 8))),
        ("5,", InputSpec(None, (5,))),
        ("5", InputSpec(None, (5,))),
        ("1,2:torch.float16", InputSpec(None, (1, 2), "float16")),
    ],
)
def test_well_formed(text: str, spec: InputSpec) -> None:
    assert parse_input(text) == spec


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "there are no sizes"),
        ("x=", "there are no sizes"),
        ("1,,3", "there is an empty size"),
        ("1,-3,32", "'-3' is neither"),
        ("1,3.5", "'3.5' is neither"),
        ("1,0,32", "not 0"),
        ("1,3:float31", "'float31' is not a dtype"),
        ("1,3:", "'' is not a dtype"),
        ("=1,3", "'' is not a parameter's name"),
        ("2x=1,3", "'2x' is not a parameter's name"),
        ("1x32", "'1x32' is neither"),
        ("²,3", "'²' is neither"),
    ],
)
def test_malformed(text: str, fault: str) -> None:
    answer = parse_input(text)
    assert isinstance(answer, Problem)
    assert fault in answer.text
    assert repr(text) in answer.text


def test_several() -> None:
    assert parse_inputs(("1,2", "y=3")) == (InputSpec(None, (1, 2)), InputSpec("y", (3,)))
    assert isinstance(parse_inputs(("1,2", "a,?")), Problem)
    twice = parse_inputs(("x=1", "x=2"))
    assert isinstance(twice, Problem)
    assert "given twice" in twice.text
