"""The element types of tensors that torch makes, and of conversions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shapelint.frontends.torch.element_types.kinds import SAME, dtype_or, floating_argument
from shapelint.frontends.torch.tensors.declaring import dtype_of, exact_dtype
from shapelint.frontends.torch.tensors.elementwise import CONVERSIONS
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.domain.values import DeclaredFunction, Unknown
from shapelint.ir import ElementType, Requirement, Tensor, TypedCall
from shapelint.ops.dtypes import promote_names
from shapelint.ops.element_types import (
    INEXACT,
    WHOLE,
    Answer,
    Need,
    Result,
    Rule,
    always,
    argument,
    default,
    element,
    failed,
    needs,
    same,
    without_argument,
)
from shapelint.symbolic import Expression

FLOATING = (
    "randn", "rand", "zeros", "ones", "empty", "eye", "linspace", "logspace", "hann_window", "hamming_window",
    "blackman_window", "bartlett_window", "kaiser_window", "empty_strided",
)  # fmt: skip
LIKE = (
    "randn_like", "rand_like", "zeros_like", "ones_like", "empty_like", "full_like", "randint_like",
)  # fmt: skip
TYPED = {
    "FloatTensor": "float32", "DoubleTensor": "float64", "HalfTensor": "float16", "LongTensor": "int64",
    "IntTensor": "int32", "ShortTensor": "int16", "ByteTensor": "uint8", "CharTensor": "int8", "BoolTensor": "bool",
    "BFloat16Tensor": "bfloat16",
}  # fmt: skip


def of_numbers(call: TypedCall, values: Iterable[object]) -> str | None:
    """The type that torch gives to Python numbers together; None where one is not known."""
    return promote_names([number_name(call, value) for value in values])


def number_name(call: TypedCall, value: object) -> str | None:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, Expression)):
        return None if call.has_scalars else "int64"
    return call.default if isinstance(value, float) and not call.has_scalars else None


def filled(call: TypedCall) -> Answer:
    """`full`: of the type of what it is filled with."""
    return of_numbers(call, (argument(call, "fill_value"),))


def counted(call: TypedCall) -> Answer:
    """`arange`: of whole numbers, unless a bound or the step is none."""
    bounds = [argument(call, name) for name in ("start", "end", "step")]
    if any(isinstance(value, Tensor) for value in bounds):
        return None
    names = {number_name(call, value) for value in bounds if value is not None}
    return None if None in names else "int64" if names <= {"int64", "bool"} else call.default


def held(call: TypedCall) -> Answer:
    """`tensor` and its kin: of the type of the array that is given, or of the numbers in nested sequences."""
    data = argument(call, "data")
    if isinstance(data, Tensor):
        return call.certain(data)
    return in_sequences(call, data)


def in_sequences(call: TypedCall, data: object) -> str | None:
    found = elements(data)
    if found is None:
        return number_name(call, data)
    if not found:
        return call.default
    return promote_names([in_sequences(call, item) for item in found])


def own_type(call: TypedCall) -> Answer:
    receiver = argument(call, "self")
    return call.certain(receiver) if isinstance(receiver, Tensor) else None


def old_made(name: str) -> Result:
    """`torch.IntTensor(...)`: of its type whatever it is made of. `torch.Tensor`, by which others are called too, is
    not followed."""

    def result(call: TypedCall) -> Answer:
        return name if all(tensor.framework == "torch" for tensor in call.operands) else None

    return result


def old_taken(name: str) -> Need:
    """`torch.IntTensor(x)` of another tensor takes one of its type alone."""
    return needs(0, frozenset({name}), "a tensor that is given", name)


def to(call: TypedCall) -> Answer:
    """`x.to(...)`: the type that is among its arguments, or that of another tensor; a device changes none."""
    positional = argument(call, "arguments") or ()
    named = [a.value for n, a in call.arguments.items() if n in ("dtype", "other", "tensor")]
    given = argument(call, "device")
    for value in (*positional, *named, given):
        if isinstance(value, Tensor):
            return call.certain(value)
        if value is None or isinstance(value, bool) or is_device(value):
            continue
        return exact_dtype(value)
    return element(call, 0)


def is_device(value: object) -> bool:
    """Whether a value is certainly the name of a device, or one that `torch.device` gave."""
    if isinstance(value, Unknown):
        key = value.key
        if value.one_of:
            return all(dtype_of(text) is None for text in value.one_of)
        return isinstance(key, tuple) and bool(key) and key[0] == "torch.device"
    return isinstance(value, int) or (isinstance(value, str) and dtype_of(value) is None)


def named_type(call: TypedCall) -> Answer:
    """`x.type(...)`: an element type, or the name of a tensor's class."""
    given = argument(call, "dtype")
    if isinstance(given, DeclaredFunction):
        return TYPED.get(given.entry.name.rpartition(".")[2])
    if isinstance(given, str):
        return TYPED.get(given.rpartition(".")[2]) or exact_dtype(given)
    return exact_dtype(given)


def other_type(call: TypedCall) -> Answer:
    other = argument(call, "other")
    return call.certain(other) if isinstance(other, Tensor) else None


def renamed(name: str) -> Rule:
    return Rule(always(name))


Made = Callable[[TypedCall], Answer]


def trainable(call: TypedCall) -> Iterator[Requirement]:
    """What is made with `requires_grad=True` must be floating."""
    if argument(call, "requires_grad") is not True:
        return
    rule = MAKING[call.callee.rpartition(".")[2]]
    found = rule.result(call)
    name = found.name if isinstance(found, ElementType) else found
    if isinstance(name, str) and name in WHOLE:
        yield failed(call, None, "floating", name, f"only floating tensors can require gradients, not {name}")


RANDOM = ("randn", "rand", "normal")
MAKING: dict[str, Rule] = {
    **dict.fromkeys(FLOATING, Rule(dtype_or(default))),
    **dict.fromkeys(LIKE, Rule(dtype_or(same()))),
    **dict.fromkeys(("new_zeros", "new_ones", "new_empty", "new_full"), Rule(dtype_or(own_type))),
    **dict.fromkeys(("randint", "randperm", "tril_indices", "triu_indices"), Rule(dtype_or(always("int64")))),
    "full": Rule(dtype_or(filled)),
    "arange": Rule(dtype_or(counted)),
    **dict.fromkeys(("tensor", "as_tensor", "asarray"), Rule(dtype_or(held))),
    "normal": Rule(dtype_or(default)),
    **{name: Rule(old_made(dtype), (old_taken(dtype),)) for name, dtype in TYPED.items()},
    **{name: renamed(dtype) for name, dtype in CONVERSIONS.items()},
    "to": Rule(to),
    "type": Rule(named_type),
    "type_as": Rule(other_type),
    "copy_": SAME,
}
MAKING.update({name: Rule(MAKING[name].result, (floating_argument,)) for name in RANDOM})
for like in ("randn_like", "rand_like"):
    needed = without_argument("dtype", needs(0, INEXACT, "what a random tensor is like", "floating"))
    MAKING[like] = Rule(MAKING[like].result, (floating_argument, needed))
for made in ("tensor", "as_tensor", "arange", "full", "zeros", "ones", "randint", "empty"):
    MAKING[made] = Rule(MAKING[made].result, (*MAKING[made].needs, trainable))
