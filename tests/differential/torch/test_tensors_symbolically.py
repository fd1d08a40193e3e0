"""With sizes, ranks or arguments left open, a declaration never refuses what holds for the numbers that stand for them,
and the shapes that it gives are theirs."""

from __future__ import annotations

from typing import Any

import pytest
from differential.harness import Given, Outcome, infer_function
from differential.torch.algebra_cases import CASES
from differential.torch.cases import TORCH, Draw
from hypothesis import given, note
from hypothesis import strategies as st

from shapelint.ir import UNKNOWN_TENSOR, Tensor, TensorType
from shapelint.symbolic import Size, Symbol, evaluate, symbols

Binding = dict[Symbol, int]

# Cases whose further arguments are sizes, which may be open as well.
SIZED = (
    ".view",
    ".reshape",
    "torch.reshape",
    ".expand",
    "torch.broadcast_to",
    ".repeat",
    "torch.tile",
    "torch.zeros",
    ".unfold",
)


def opened_size(draw: Draw, size: int, binding: Binding) -> Size:
    """A size as a symbol or an expression that has its value: an old symbol if one has it, or a new one."""
    if size < 1 or draw(st.booleans()):
        return size
    known = [symbol for symbol, value in binding.items() if value == size and symbol.known]
    if known and draw(st.booleans()):
        return draw(st.sampled_from(known))
    symbol = Symbol(f"S{len(binding)}")
    shift = draw(st.sampled_from((0, 0, 0, 1)))
    if shift and size > 1:
        binding[symbol] = size - 1
        return symbol + 1
    if size % 2 == 0 and draw(st.booleans()):
        binding[symbol] = size // 2
        return symbol * 2
    binding[symbol] = size
    return symbol


def opened(draw: Draw, value: Any, binding: Binding, sizes: bool) -> Any:
    """An argument with some of its tensors' sizes, or sizes of its own, left open."""
    if isinstance(value, Given):
        return Tensor(TensorType(tuple(opened_size(draw, size, binding) for size in value.shape), value.dtype))
    if isinstance(value, (list, tuple)):
        return type(value)(opened(draw, item, binding, sizes) for item in value)
    if sizes and isinstance(value, int) and not isinstance(value, bool):
        if draw(st.integers(0, 3)) == 0:
            symbol = Symbol(f"unknown{len(binding)}", known=False)
            binding[symbol] = value
            return symbol
        return opened_size(draw, value, binding)
    return value


def fits(general: Size, particular: Size, binding: Binding) -> bool:
    """Whether an open size has a number's value; one with an unknown in it may have any."""
    if any(symbol not in binding or not symbol.known for symbol in symbols(general)):
        return True
    return bool(symbols(particular)) or evaluate(general, binding) == particular


def without_rank(draw: Draw, value: Any) -> Any:
    """An argument with some of its tensors unknown altogether."""
    if isinstance(value, Given) and draw(st.booleans()):
        return Tensor(UNKNOWN_TENSOR)
    return type(value)(without_rank(draw, item) for item in value) if isinstance(value, (list, tuple)) else value


def check(name: str, general: Outcome, particular: Outcome, binding: Binding) -> None:
    """That the answer for what is open agrees with that for the numbers."""
    if general.raises:
        assert particular.raises, general.reasons
    if particular.raises or general.undetermined or general.output_shapes is None:
        return
    shapes = particular.output_shapes or ()
    if len(general.output_shapes) != len(shapes):
        assert name in ("torch.chunk", ".chunk"), "how many pieces there are depends on the size for chunk alone"
        return
    for one, other in zip(general.output_shapes, shapes, strict=True):
        if one is not None and other is not None:
            assert len(one) == len(other)
            assert all(fits(a, b, binding) for a, b in zip(one, other, strict=True)), (one, other)


@pytest.mark.parametrize("case", [case for case in CASES if f"torch{case}" not in CASES])
@given(data=st.data())
def test_open_arguments(case: str, data: Any) -> None:
    arguments, keywords = CASES[case](data.draw)
    name = case.split(" ")[0]
    binding: Binding = {}
    if data.draw(st.integers(0, 3)):
        open_arguments = opened(data.draw, arguments, binding, name in SIZED)
    else:
        open_arguments = without_rank(data.draw, arguments)
    note(f"{name} of {arguments} {keywords}: {open_arguments} {binding}")
    general = infer_function(TORCH, name, open_arguments, keywords)
    check(name, general, infer_function(TORCH, name, arguments, keywords), binding)
