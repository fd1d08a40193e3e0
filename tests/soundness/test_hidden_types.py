"""Hiding element types never gives more findings: an unknown type proves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import shapelint
from shapelint.interpret.api import apply
from shapelint.ir import Typing
from shapelint.records import replace

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PROGRAMS = (
    "torch/cases/dtype_mismatch.py",
    "torch/cases/loss_target_mismatch.py",
    "torch/cases/index_out_of_range.py",
    "torch/hazards/device_mismatch.py",
    "keras/cases/dtype_mismatch.py",
)
SHARES = 3


def found_in(path: Path) -> set[tuple[int, str]]:
    found = shapelint.check_source(path.read_text(), filename=str(path))
    return {(d.location.row, d.code) for d in found if d.code in ("SHP122", "SHP311") or d.severity == "error"}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("share", [None, *range(SHARES)])
def test_fewer_types_give_no_more_findings(program: str, share: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = FIXTURES / program
    everything = found_in(path)
    real = apply.typing_of

    def hiding(*arguments: Any, **keywords: Any) -> Typing:
        told = real(*arguments, **keywords)
        place = arguments[4]
        hidden = share is None or (place is not None and place.at % SHARES == share)
        return replace(told, outputs=(None,), device=None) if hidden else told

    monkeypatch.setattr(apply, "typing_of", hiding)
    assert found_in(path) <= everything
