"""The shapes of a program's tensors are those that torch makes when it runs, and nothing in it is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

import shapelint

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))
# How many a mask selects and how many pieces those make, sequences of different lengths.
OPEN = {"l1", "l2", "l7", "h11", "p1", "p2", "p3"}


def test_programs_are_there() -> None:
    assert len(PROGRAMS) >= 2


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_program(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": path.stem}
    exec(compile(source, str(path), "exec"), names)
    found = {shape.expression: shape.to_dict()["shape"] for shape in shapelint.shapes([str(path)])}
    wrong = {
        name: (found.get(name), list(value.shape))
        for name, value in names.items()
        if isinstance(value, torch.Tensor) and name not in OPEN and found.get(name) != list(value.shape)
    }
    changed = {"x", "y", "z", "w", "s", "u"} if path.stem == "in_place" else set()  # shown as they are bound
    assert not {name: shapes for name, shapes in wrong.items() if name not in changed}
    assert not list(shapelint.check_source(source, filename=str(path)))
