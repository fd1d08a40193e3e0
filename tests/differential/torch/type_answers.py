"""Every declared function and method of torch on every pair of element types: what the tables say, and what torch does.

    python -m differential.torch.type_answers [--missed] [NAME...]      from tests/, or with tests/ on the path

prints how often both agree, and what the tables do not know. The calls are those of `typed_cases`, and the first that
fit among those that the tests of shapes draw.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import torch
from differential.harness import Given, bind, interpreted
from differential.torch.algebra_cases import CASES
from differential.torch.cases import TORCH
from differential.torch.oracle import REFUSALS, real, resolve
from differential.torch.typed_cases import LOSSES, SPECIAL, calls_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shapelint.frontends.torch.element_types.rules import rule_of, short_name, typed
from shapelint.interpret.api.vocabulary import Application, Entry
from shapelint.ir import BoundArgument, ElementType, Tensor, TypedCall, Typing
from shapelint.records import replace as replaced

Call = tuple[tuple[Any, ...], dict[str, Any]]
ALONE = ("bool", "uint8", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64")
IN_PAIRS = ("bool", "int32", "int64", "float16", "float32", "float64", "complex64")
IN_MORE = ("bool", "int32", "int64", "float32", "float64")
ON_THE_CPU = (
    "'Half'", "'BFloat16'", "ComplexHalf", "dtype Half", "tensors of type: Half", "on CPU", "ScalarType BFloat16",
    "Got Half",
)  # fmt: skip
"""What is refused on the CPU alone: the tables say nothing of it."""


@cache
def drawn(case: str) -> tuple[Call, ...]:
    found: list[Call] = []

    @settings(
        max_examples=25, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def draw(data: Any) -> None:
        found.append(CASES[case](data.draw))

    draw()
    return tuple(found)


def forms() -> list[str]:
    """Every declared function, and every method as ".name", that torch has."""
    functions = (name for name, entry in TORCH.entries.items() if entry.shape == "function")
    return sorted(form for form in (*functions, *(f".{name}" for name in TORCH.methods)) if of_torch(form))


def of_torch(form: str) -> Any:
    try:
        return getattr(torch.Tensor, form[1:]) if form.startswith(".") else resolve(form)
    except AttributeError:
        return None


def calls(form: str) -> list[Call]:
    """Calls of a name that fit, of different forms."""
    base = short_name(form.removeprefix("."))
    found: list[Call] = []
    if base in SPECIAL or base in LOSSES or rule_of(base) is not None:
        found += [(tuple(arguments), {}) for arguments in LOSSES.get(base) or calls_of(base)]
    kinds: dict[object, Call] = {}
    for case in (case for case in CASES if case.partition(" ")[0] == form):
        fitting = [call for call in drawn(case) if not isinstance(truth(form, call), str)]
        for call in sorted(fitting, key=smallest, reverse=True):
            kinds.setdefault((len(list(tensors(call))), *sorted(call[1])), call)
    return [*found, *list(kinds.values())[:4]]


def smallest(call: Call) -> int:
    return min((min(one.shape, default=1) for one in tensors(call)), default=0)


def tensors(value: Any) -> Iterator[Given]:
    if isinstance(value, Given):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from tensors(item)
    elif isinstance(value, dict):
        yield from tensors(list(value.values()))


def retyped(value: Any, names: Iterator[str]) -> Any:
    if isinstance(value, Given):
        return Given(value.shape, next(names), value.values)
    if isinstance(value, dict):
        return {key: retyped(item, names) for key, item in value.items()}
    return type(value)(retyped(item, names) for item in value) if isinstance(value, (list, tuple)) else value


def typings(call: Call) -> Iterator[tuple[tuple[str, ...], Call]]:
    """The call with all types of its tensors; beyond the third they are of the third's."""
    count = len(list(tensors(call)))
    if count == 0:
        yield (), call
        return
    for names in product(ALONE if count == 1 else IN_PAIRS if count == 2 else IN_MORE, repeat=min(count, 3)):
        yield names, retyped(call, iter((*names, *(names[-1],) * (count - len(names)))))


def as_torch(value: Any) -> Any:
    if isinstance(value, str) and isinstance(getattr(torch, value, None), torch.dtype):
        return getattr(torch, value)
    return type(value)(map(as_torch, value)) if isinstance(value, (list, tuple)) else value


def names_in(value: Any) -> tuple[str, ...]:
    if isinstance(value, torch.Tensor):
        return (str(value.dtype).removeprefix("torch."),)
    return tuple(name for item in value for name in names_in(item)) if isinstance(value, (list, tuple)) else ()


def truth(form: str, call: Call) -> tuple[str, ...] | str | None:
    """The element types that torch gives, or why it refuses; None where it is the values that it refuses."""
    arguments, keywords = call
    with torch.no_grad():
        try:
            given = {key: real(as_torch(value)) for key, value in keywords.items()}
            return names_in(of_torch(form)(*real(as_torch(list(arguments))), **given))
        except ZeroDivisionError:
            return None
        except REFUSALS as error:
            text = str(error) or type(error).__name__
            return None if any(words in text for words in (*ON_THE_CPU, "ZeroDivision")) else text


def with_element(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(with_element, value))
    known = not isinstance(value, Tensor) or value.element is not None or value.type.dtype is None
    return value if known else replaced(value, element=ElementType(value.type.dtype or ""))


def told(form: str, call: Call) -> tuple[Typing, int] | None:
    """What the tables say of a call, and how many outputs it has; None where its declaration gives no operation."""
    import inspect

    entry: Entry = TORCH.methods[form[1:]] if form.startswith(".") else TORCH.entries[form]
    arguments, keywords = call
    bound = bind(entry.implementation, arguments, keywords)
    if not isinstance(bound, tuple):
        return None
    answer = entry.implementation(*bound[0], **bound[1])
    if not isinstance(answer, Application):
        return None
    signature = inspect.signature(entry.implementation)
    written = signature.bind(*map(interpreted, arguments), **{k: interpreted(v) for k, v in keywords.items()})
    written.apply_defaults()
    named: Mapping[str, BoundArgument] = {
        name: BoundArgument(with_element(value), None) for name, value in written.arguments.items()
    }
    inputs = tuple(map(with_element, answer.inputs))
    count = len(answer.operation.infer([tensor.type for tensor in answer.inputs]).outputs)
    return typed(TypedCall(entry.name, answer.operation, inputs, named, default="float32")), count


def verdict(form: str, call: Call) -> str:
    """How the tables and torch go together: agreed, false, wrong, missed, unknown, or nothing to compare."""
    real_answer, answer = truth(form, call), told(form, call)
    if answer is None or real_answer is None:
        return "nothing"
    typing, count = answer
    if typing.failures:
        return "agreed to raise" if isinstance(real_answer, str) else "false"
    if isinstance(real_answer, str):
        return "missed"
    if len(real_answer) != count:
        return "nothing"
    known = typing.of(count)
    if any(own is not None and own.name != name for own, name in zip(known, real_answer, strict=True)):
        return "wrong"
    return "unknown" if None in known else "agreed"


def answers(form: str) -> Iterator[tuple[str, tuple[str, ...], Call]]:
    for call in calls(form):
        cases = [(names, one) for names, one in typings(call)]
        if all(isinstance(truth(form, one), str) for _, one in cases):
            continue  # it is not the types that are refused
        for names, one in cases:
            yield verdict(form, one), names, one


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(arguments: list[str]) -> None:
    totals: Counter[str] = Counter()
    wanted = [name for name in arguments if not name.startswith("-")]
    for form in wanted or forms():
        counts: Counter[str] = Counter()
        first: dict[str, tuple[str, ...]] = {}
        for found, names, _ in answers(form):
            counts[found] += 1
            first.setdefault(found, names)
        totals += counts
        for kind in ("false", "wrong", *(("missed", "unknown") if "--missed" in arguments else ())):
            if counts[kind]:
                say(f"{kind:8} {counts[kind]:4} of {counts.total():4}  {form}{first[kind]}")
    say(str(dict(totals)))
    raising = totals["agreed to raise"] + totals["missed"]
    say(f"{totals['agreed to raise'] / max(raising, 1):.1%} of {raising} calls that raise are found")


if __name__ == "__main__":
    main(sys.argv[1:])
