"""What is claimed of a small program (a refusal, the shapes of `output`, the number of weights), and whether the claim
about a program with something hidden agrees with that about the program itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from interpreting import NoImports

from shapelint.analysis.engine import make_interpreter
from shapelint.analysis.entries import run_script
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, SetValue, Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.record.faults import PREFIX
from shapelint.ir import Tensor
from shapelint.symbolic import Expression, Symbol, Verdict, evaluate, symbols
from shapelint.symbolic.interval import bounds
from shapelint.syntax import nodes, parse
from shapelint.syntax.source import SourceFile

NOT_SAID = object()


@dataclass(frozen=True)
class Claim:
    """`refused` are the texts of what would raise; `values` are those of `output` and `total`."""

    refused: tuple[str, ...]
    values: dict[str, object]


@cache
def interpreter() -> Interpreter:
    """One interpreter for all programs, which then reads the declarations once."""
    return make_interpreter(NoImports())


def claim(text: str) -> Claim:
    file = SourceFile("sample.py", text)
    tree = parse(file)
    assert isinstance(tree, nodes.Module), text
    m = interpreter()
    m.assumptions.clear()
    module, run = run_script(m, file, tree)
    faults = [stop.reason for stop in run.stops if stop.reason.startswith(PREFIX)]
    refused = [*faults, *(e.message for e in run.events)]
    refused += [
        r.text or r.kind.name
        for part in (*run.nodes, *run.definitions)
        for r in part.requirements
        if r.verdict is Verdict.FAILS
    ]
    refused += [r.text or r.kind.name for r in run.checks if r.verdict is Verdict.FAILS]
    names = ("output", "total")
    return Claim(tuple(refused), {name: module.variables.get(name, NOT_SAID) for name in names})


def says_something(found: Claim) -> bool:
    """Whether a claim could be wrong at all."""
    if found.refused:
        return True
    return any(
        not isinstance(value, Unknown) and not (isinstance(value, Tensor) and value.shape is None)
        for value in found.values.values()
        if value is not NOT_SAID
    )


def disagreement(general: Claim, particular: Claim) -> str:
    """How what is claimed of a program with something hidden contradicts what holds with it in sight; "" if it does
    not."""
    if particular.refused:
        return ""
    if general.refused:
        return f"refused: {general.refused[0]}"
    bound: dict[Symbol, int] = {}
    for name, value in particular.values.items():
        if value is NOT_SAID:
            continue
        problem = contradicts(general.values[name], value, bound)
        if problem:
            return f"{name}: {problem}"
    return ""


def contradicts(general: object, particular: object, bound: dict[Symbol, int]) -> str:
    """Why a value that is known in part cannot be the particular one; "" if it can."""
    if general is NOT_SAID or isinstance(general, Unknown) or isinstance(particular, (Unknown, Expression)):
        return ""
    if isinstance(general, Expression) or (isinstance(general, int) and isinstance(particular, int)):
        return size_contradicts(general, particular, bound)
    if isinstance(general, Tensor):
        if not isinstance(particular, Tensor):
            return f"a tensor, for {shown(particular)}"
        if general.shape is None or particular.shape is None:
            return ""
        if len(general.shape) != len(particular.shape):
            return f"{general.shape}, for {particular.shape}"
        pairs = zip(general.shape, particular.shape, strict=True)
        return next((p for one, other in pairs if (p := contradicts(one, other, bound))), "")
    if isinstance(general, (tuple, ListValue)):
        return items_contradict(general, particular, bound)
    if isinstance(general, Instance) and "_fields" in general.type.variables:  # a named tuple
        named = isinstance(particular, Instance)
        return items_contradict(
            tuple(general.attributes.values()), tuple(particular.attributes.values()) if named else particular, bound
        )
    if isinstance(general, (Instance, DictValue, SetValue)):
        return "" if isinstance(particular, type(general)) else f"{shown(general)}, for {shown(particular)}"
    if isinstance(general, (bool, int, float, str, type(None))):
        return "" if general == particular else f"{shown(general)}, for {shown(particular)}"
    return ""


def size_contradicts(general: object, particular: object, bound: dict[Symbol, int]) -> str:
    if isinstance(particular, Tensor):
        return f"a number, for {shown(particular)}"
    if not isinstance(particular, int):
        return "" if isinstance(particular, float) else f"a number, for {shown(particular)}"
    if isinstance(general, int):
        return "" if general == particular else f"{general}, for {particular}"
    assert isinstance(general, Expression)
    low, high = bounds(general)
    if (low is not None and particular < low) or (high is not None and particular > high):
        return f"between {low} and {high}, for {particular}"
    if isinstance(general, Symbol):
        if bound.setdefault(general, particular) != particular:
            return f"the same unknown for {bound[general]} and {particular}"
    elif all(symbol in bound for symbol in symbols(general)):
        value = evaluate(general, bound)
        return "" if value == particular else f"{general} = {value}, for {particular}"
    return ""


def items_contradict(general: tuple[object, ...] | ListValue, particular: object, bound: dict[Symbol, int]) -> str:
    items = general.exactly() if isinstance(general, ListValue) else general
    if items is None:
        return ""
    if isinstance(particular, ListValue):
        found = particular.exactly()
        others = None if found is None else tuple(found)
    else:
        others = particular if isinstance(particular, tuple) else ()
        if not isinstance(particular, tuple):
            return f"{len(items)} values, for {shown(particular)}"
    if others is None:
        return ""
    if len(items) != len(others):
        return f"{len(items)} values, for {len(others)}"
    return next((p for one, other in zip(items, others, strict=True) if (p := contradicts(one, other, bound))), "")


def shown(value: object) -> str:
    return f"a tensor {value.shape}" if isinstance(value, Tensor) else repr(value)
