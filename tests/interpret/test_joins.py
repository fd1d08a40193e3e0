"""What is claimed of tensors, layers and lists of them holds in every run, whatever the unknown decisions are."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from interpret.joining import runs, unsound
from interpret.joins import claims_of, read, write
from interpret.tensor_programs import tensor_programs

JOINS = read()


@pytest.mark.parametrize("number", range(len(JOINS)))
def test_what_is_claimed_of_a_join_is_so(number: int) -> None:
    text = JOINS[number].text
    complete, _ = runs(text)
    assert complete, "no run ends well"
    assert not unsound(text, complete), text


def test_what_is_claimed_is_what_was_claimed() -> None:
    """Less would be a loss, more has to be looked at. SHAPELINT_UPDATE=1 writes the claims anew."""
    if os.environ.get("SHAPELINT_UPDATE"):
        write([join.body for join in JOINS])
    changed = [join.body for join in read() if claims_of(join.text) != join.claims]
    assert not changed, "\n=====\n".join(changed)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(tensor_programs())
def test_a_share_of_random_programs(text: str) -> None:
    assert not unsound(text, runs(text)[0]), text


@pytest.mark.slow  # a search: what it finds goes to joins.txt, which is run every time
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(tensor_programs())
def test_random_programs(text: str) -> None:
    assert not unsound(text, runs(text)[0]), text
