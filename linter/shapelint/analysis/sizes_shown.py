"""Sizes and shapes as results have them."""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.analysis.results import Dim, PlainShape
from shapelint.ir import OPEN_BATCH, Shape, Tensor
from shapelint.symbolic import Size, product, render, symbols


def size_of_all(parameters: Iterable[Tensor]) -> Dim:
    """The number of values in all of them; None where it depends on more than the sizes of the input."""
    total: Size = 0
    for parameter in parameters:
        if parameter.shape is None or any(not s.known for size in parameter.shape for s in symbols(size)):
            return None
        total = total + product(parameter.shape)
    return shown(total)


def shown(size: Size) -> Dim:
    return size if isinstance(size, int) else render(size)


def plain(shape: Shape | None) -> PlainShape:
    """A shape as JSON has it: numbers, text for what depends on the input, None for an open batch."""
    return None if shape is None else tuple(None if d is OPEN_BATCH else shown(d) for d in shape)
