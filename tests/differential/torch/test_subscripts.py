"""Subscripts of tensors give torch's shapes, and are refused when torch refuses them."""

from __future__ import annotations

from typing import Any

import torch
from differential.harness import failed
from differential.torch.cases import mostly, shape
from hypothesis import given, note
from hypothesis import strategies as st

from shapelint.interpret.domain.values import ListValue
from shapelint.interpret.language.subscripts import index_item
from shapelint.ir import Tensor, TensorType
from shapelint.ops.layout.indexing import AssignIndex, Index


@st.composite
def subscripts(draw: Any, size: tuple[int, ...]) -> tuple[list[Any], list[Any]]:
    """A subscript as torch takes it, and as the interpreter holds it. Masks are all true, so that their count is
    known."""
    real: list[Any] = []
    held: list[Any] = []
    axis = 0
    common = tuple(draw(st.lists(st.integers(1, 3), max_size=2)))
    for _ in range(mostly(draw, draw(st.integers(0, len(size))), st.integers(0, 5), 8)):
        limit = size[axis] if axis < len(size) else 2
        kind = draw(st.sampled_from(("int", "slice", "slice", "new", "dots", "tensor", "list", "mask")))
        if kind == "int":
            position = mostly(draw, draw(st.integers(-limit, limit - 1)), st.integers(-5, 5), 8)
            real.append(position)
            held.append(position)
        elif kind == "slice":
            bound = st.none() | st.integers(-6, 6)
            part = slice(draw(bound), draw(bound), draw(st.none() | st.integers(1, 3)))
            real.append(part)
            held.append(part)
        elif kind == "new":
            real.append(None)
            held.append(None)
            continue
        elif kind == "dots":
            if Ellipsis not in real:
                real.append(...)
                held.append(...)
            continue
        elif kind == "tensor":
            own = mostly(draw, common[draw(st.integers(0, len(common))) :], st.just((2,)), 8)
            real.append(torch.zeros(own, dtype=torch.int64))
            held.append(Tensor(TensorType(own, "int64")))
        elif kind == "list":
            real.append([0] * 2)
            held.append(ListValue([0] * 2))
        else:
            rank = draw(st.integers(1, 2))
            mask = tuple(mostly(draw, s, st.integers(1, 4), 12) for s in size[axis : axis + rank])
            if len(mask) < rank:
                continue
            real.append(torch.ones(mask, dtype=torch.bool))
            held.append(Tensor(TensorType(mask, "bool")))
            axis += rank - 1
        axis += 1
    return real, held


def shape_or_none(tensor: torch.Tensor, subscript: tuple[Any, ...]) -> tuple[int, ...] | None:
    """The shape of what torch selects; None where it refuses."""
    try:
        return tuple(tensor[subscript].shape)
    except (IndexError, RuntimeError, ValueError, TypeError):
        return None


def fits(declared: Any, real: tuple[int, ...]) -> bool:
    """Whether the declared shape is the real one, an unknown size standing for any."""
    return declared is None or (
        len(declared) == len(real)
        and all(not isinstance(d, int) or d == r for d, r in zip(declared, real, strict=True))
    )


@given(data=st.data())
def test_reading(data: Any) -> None:
    size = shape(data.draw, 0, 4, 4)
    real, held = data.draw(subscripts(size))
    note(f"{size} at {[tuple(i.shape) if isinstance(i, torch.Tensor) else i for i in real]}")
    inference = Index(tuple(index_item(item) for item in held)).infer([TensorType(size)])
    result = shape_or_none(torch.zeros(size), tuple(real))
    if result is None:
        masks = any(isinstance(i, torch.Tensor) and i.dtype == torch.bool for i in real)
        assert failed(inference.requirements) or masks
        return
    assert not failed(inference.requirements)
    assert fits(inference.outputs[0].shape, result), (inference.outputs[0].shape, result)


@given(data=st.data())
def test_writing(data: Any) -> None:
    size = shape(data.draw, 0, 3, 3)
    real, held = data.draw(subscripts(size))
    value = shape(data.draw, 0, 3, 3)
    note(f"{size} at {[tuple(i.shape) if isinstance(i, torch.Tensor) else i for i in real]} = {value}")
    operation = AssignIndex(tuple(index_item(item) for item in held))
    inference = operation.infer([TensorType(size), TensorType(value)])
    try:
        torch.zeros(size)[tuple(real)] = torch.zeros(value)
    except (IndexError, RuntimeError, ValueError, TypeError):
        return
    assert not failed(inference.requirements)
