"""What fails where something catches it is no finding, and the handler runs."""

from __future__ import annotations

import pytest
from interpreting import interpreted

from shapelint.ir.run import Run
from shapelint.symbolic import Verdict

MODEL = """
import pytest
import torch
from torch import nn

layer = nn.Linear(10, 5)
x = torch.randn(2, 7)
handled = "not run"
"""
BREAKING = "layer(x)"


def failures(run: Run) -> int:
    return sum(r.verdict is Verdict.FAILS and not node.guarded for node in run.nodes for r in node.requirements)


def test_a_failing_layer_fails() -> None:
    _, run = interpreted(MODEL + BREAKING)
    assert failures(run) == 1


@pytest.mark.parametrize("caught", ["RuntimeError", "Exception", "(ValueError, RuntimeError)", "BaseException", ""])
def test_a_handler_takes_it(caught: str) -> None:
    module, run = interpreted(
        f'{MODEL}\ntry:\n    {BREAKING}\n    handled = "no"\nexcept {caught}:\n    handled = "yes"\n'
    )
    assert failures(run) == 0
    assert module.variables["handled"] == "yes"


@pytest.mark.parametrize("caught", ["KeyError", "AttributeError", "ImportError"])
def test_a_handler_for_something_else_does_not(caught: str) -> None:
    _, run = interpreted(f"{MODEL}\ntry:\n    {BREAKING}\nexcept {caught}:\n    pass\n")
    assert failures(run) == 1


def test_a_finally_block_is_no_handler() -> None:
    _, run = interpreted(f"{MODEL}\ntry:\n    {BREAKING}\nfinally:\n    pass\n")
    assert failures(run) == 1


@pytest.mark.parametrize("context", ["pytest.raises(RuntimeError)", "self.assertRaises(Exception)"])
def test_a_test_that_expects_it(context: str) -> None:
    text = (
        f"{MODEL}\nclass Case:\n    def test(self):\n        with {context}:\n            {BREAKING}\nCase().test()\n"
    )
    _, run = interpreted(text)
    assert failures(run) == 0


def test_after_the_guard_it_fails_again() -> None:
    _, run = interpreted(f"{MODEL}\nwith pytest.raises(RuntimeError):\n    {BREAKING}\n{BREAKING}\n")
    assert failures(run) == 1


def test_a_guard_around_a_call_reaches_into_the_function() -> None:
    text = f"{MODEL}\ndef run():\n    return {BREAKING}\ntry:\n    y = run()\nexcept RuntimeError:\n    y = None\n"
    module, run = interpreted(text)
    assert failures(run) == 0
    assert module.variables["y"] is None


def test_what_a_handler_finds_is_the_state_where_it_was_raised() -> None:
    text = (
        f"{MODEL}\nstep = 0\ntry:\n    step = 1\n    {BREAKING}\n    step = 2\nexcept RuntimeError:\n    found = step\n"
    )
    module, _ = interpreted(text)
    assert module.variables["found"] == 1
