"""torch's tables of element types against torch: what comes out of operands of all types, and what is refused."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
import torch
from differential.harness import Given, bind, interpreted
from differential.torch.cases import TORCH
from differential.torch.oracle import REFUSALS, real, resolve
from differential.torch.typed_cases import (
    FUNCTION_NAMES,
    IN_PLACE,
    LAYER_NAMES,
    LOSSES,
    calls_of,
    forms_of,
    layer_cases,
)

from shapelint.frontends.torch.element_types.rules import typed
from shapelint.interpret.api.vocabulary import Application
from shapelint.ir import BoundArgument, ElementType, Tensor, TypedCall, Typing
from shapelint.records import replace as replaced

DTYPES = ("bool", "uint8", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64")
FEWER = ("bool", "int32", "int64", "float32", "float64")
MADE_FOR = {"one_hot": {"int64"}}


def given_in(value: Any) -> Iterator[Given]:
    if isinstance(value, Given):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from given_in(item)


def with_types(value: Any, names: Iterator[str]) -> Any:
    if isinstance(value, Given):
        return replace(value, dtype=next(names))
    return type(value)(with_types(item, names) for item in value) if isinstance(value, (list, tuple)) else value


def typings(value: Any) -> Iterator[Any]:
    """The arguments with all types of their tensors."""
    count = len(list(given_in(value)))
    for names in product(DTYPES if count < 2 else FEWER, repeat=min(count, 3)):
        yield with_types(value, iter((*names, *(names[-1],) * (count - len(names)))) if names else iter(()))


def elements_of(tensor: Tensor) -> Tensor:
    known = tensor.element is not None or tensor.type.dtype is None
    return tensor if known else replaced(tensor, element=ElementType(tensor.type.dtype or ""))


def typing_of(form: str, arguments: Any) -> tuple[Typing, int] | None:
    """What the tables say of a call; None where its declaration gives no operation."""
    entry = TORCH.methods[form[1:]] if form.startswith(".") else TORCH.entries[form]
    bound = bind(entry.implementation, arguments, {})
    if not isinstance(bound, tuple):
        return None
    answer = entry.implementation(*bound[0], **bound[1])
    if not isinstance(answer, Application):
        return None
    count = len(answer.operation.infer([t.type for t in answer.inputs]).outputs)
    call = TypedCall(
        entry.name,
        answer.operation,
        tuple(map(elements_of, answer.inputs)),
        written(entry, arguments),
        default="float32",
    )
    return typed(call), count


def written(entry: Any, arguments: Any) -> Mapping[str, BoundArgument]:
    """The arguments by the names of the parameters, as a call binds them."""
    import inspect

    bound = inspect.signature(entry.implementation).bind(*(interpreted(a) for a in arguments))
    bound.apply_defaults()
    return {name: BoundArgument(typed_value(value), None) for name, value in bound.arguments.items()}


def typed_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(typed_value, value))
    return elements_of(value) if isinstance(value, Tensor) else value


def as_torch(value: Any) -> Any:
    """Type names as torch's types."""
    if isinstance(value, str) and isinstance(getattr(torch, value, None), torch.dtype):
        return getattr(torch, value)
    return type(value)(map(as_torch, value)) if isinstance(value, (list, tuple)) else value


def names_in(value: Any) -> tuple[str, ...]:
    if isinstance(value, torch.Tensor):
        return (str(value.dtype).removeprefix("torch."),)
    return tuple(name for item in value for name in names_in(item)) if isinstance(value, (list, tuple)) else ()


def truth(function: Any, arguments: Any) -> tuple[str, ...] | str:
    """The element types that torch gives, or why it refuses."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        try:
            return names_in(function(*real(as_torch(list(arguments)))))
        except REFUSALS as error:
            return str(error) or type(error).__name__


def compare(told: Typing, count: int, real_answer: tuple[str, ...] | str, what: str) -> None:
    if told.failures:
        assert isinstance(real_answer, str), f"{what}: torch gives {real_answer}, not {told.failures[0].text}"
        return
    if isinstance(real_answer, str) or len(real_answer) != count:
        return
    for known, name in zip(told.of(count), real_answer, strict=True):
        assert known is None or known.name == name, f"{what}: torch gives {real_answer}, not {known.name}"


@pytest.mark.parametrize("name", [*FUNCTION_NAMES, *IN_PLACE])
def test_functions(name: str) -> None:
    for form in forms_of(name):
        function = getattr(torch.Tensor, form[1:]) if form.startswith(".") else resolve(form)
        for call in LOSSES.get(name, calls_of(name)):
            for arguments in typings(call):
                told = typing_of(form, arguments)
                if told is not None:
                    compare(*told, truth(function, arguments), f"{form}{arguments}")


@pytest.mark.parametrize("name", LAYER_NAMES)
@pytest.mark.parametrize("weights", ["float32", "float64"])
def test_layers(name: str, weights: str) -> None:
    made, inputs = layer_cases(name)
    entry = TORCH.entries[f"torch.nn.{name}"]
    assert entry.call is not None
    operation = entry.implementation(*bound_to(entry.implementation, made))
    for arguments in typings(inputs):
        layer = resolve(f"torch.nn.{name}")(*made).to(getattr(torch, weights))
        answer = entry.call(operation, *(elements_of(interpreted(a)) for a in arguments))  # type: ignore[arg-type]
        assert isinstance(answer, Application)
        count = len(answer.operation.infer([t.type for t in answer.inputs]).outputs)
        has_weights = any(True for _ in layer.parameters())
        call = TypedCall(
            entry.name, answer.operation, tuple(map(elements_of, answer.inputs)), definition={},
            weights=ElementType(weights) if has_weights else None, default="float32",
        )  # fmt: skip
        compare(typed(call), count, truth(layer, arguments), f"{name}{made}{arguments}")


def bound_to(function: Any, arguments: Any) -> tuple[Any, ...]:
    bound = bind(function, arguments, {})
    assert isinstance(bound, tuple), bound
    return bound[0]


OPERATORS = ("+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "==", "<", "@")
SHAPES = ((2, 2), (), (1, 2))


@pytest.mark.parametrize("operator", OPERATORS)
def test_operators(operator: str) -> None:
    import operator as functions

    from shapelint.interpret.api.coercions import as_operand
    from shapelint.ops.operation import Opaque

    names = dict(zip(OPERATORS, (
        "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "and_", "or_", "xor", "eq", "lt", "matmul",
    ), strict=True))  # fmt: skip
    function = getattr(functions, names[operator])
    numbers = (2, 1.5, True) if operator != "@" else ()
    shapes = SHAPES if operator != "@" else ((2, 2),)
    values = [Given(shape, dtype) for shape in shapes for dtype in DTYPES]
    for one, other in product(values, [*values, *numbers]):
        for pair in ((one, other), (other, one)):
            tensors = [elements_of(as_operand(interpreted(v))) for v in pair]  # type: ignore[arg-type]
            told = typed(TypedCall(operator, Opaque(""), tuple(tensors), default="float32"))
            compare(told, 1, truth(function, pair), f"{pair[0]} {operator} {pair[1]}")
