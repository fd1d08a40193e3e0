"""Several calls of one model: each is checked on its own, and what is found names the call."""

from __future__ import annotations

from pathlib import Path

import shapelint

FIXTURE = Path(__file__).parents[2] / "fixtures" / "torch" / "inputs" / "two_calls_wrong.py"


def test_the_call_that_is_wrong_is_named() -> None:
    (found,) = shapelint.check_paths([FIXTURE])
    assert found.actual == 8 * 13 * 13
    assert found.trail[0].note == "from net(torch.randn(1, 3, 28, 28))"
    assert found.trail[0].location.row == 20
