"""Programs whose element types are changed, one change at a time: each is run, and checked.

    python benchmarks/type_mutants.py [--misses]

Every function `right_...` of `fixtures/torch/cases/dtype_mismatch.py` and of `benchmarks/typed_programs.py` is changed:
a conversion dropped or exchanged, another `dtype=`, a conversion more behind what makes a tensor. The mutants that
raise because of types should be found (recall); those that run must not be (false alarms).
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
import traceback
import types
import warnings
from collections.abc import Iterator
from pathlib import Path

import shapelint

HERE = Path(__file__).parent
PROGRAMS = (HERE.parent / "fixtures/torch/cases/dtype_mismatch.py", HERE / "typed_programs.py")
CONVERSIONS = ("float", "double", "long", "int", "half", "bool")
TYPES = ("float32", "float64", "int64", "int32", "bool")
MAKERS = frozenset(
    {"randn", "rand", "zeros", "ones", "arange", "tensor", "randint", "full", "from_numpy", "as_tensor", "linspace"}
)


def mutants_of(function: ast.FunctionDef) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The function with one change of a type each, and what was changed."""
    nodes = list(ast.walk(function))
    for position, node in enumerate(nodes):
        for label, change in changes(node):
            copy = ast.parse(ast.unparse(function)).body[0]
            assert isinstance(copy, ast.FunctionDef)
            mutable = list(ast.walk(copy))
            if len(mutable) == len(nodes) and type(mutable[position]) is type(node):
                replaced(copy, mutable[position], change(mutable[position]))
                yield f"line {getattr(node, 'lineno', 0)}: {label}", ast.fix_missing_locations(copy)


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if name in CONVERSIONS and not node.args:
            yield f".{name}() dropped", lambda n: n.func.value
            for other in CONVERSIONS:
                if other != name:
                    yield f".{name}() to .{other}()", lambda n, other=other: method(n.func.value, other)
        if name == "astype":
            yield ".astype dropped", lambda n: n.func.value
        if name in MAKERS:
            for other in ("double", "long", "float", "int"):
                yield f"{name} with .{other}()", lambda n, other=other: method(n, other)
            for keyword in node.keywords:
                if keyword.arg == "dtype":
                    yield f"{name} without dtype", without_dtype
    if isinstance(node, ast.Attribute) and node.attr in TYPES and isinstance(node.value, ast.Name):
        for other in TYPES:
            if other != node.attr and node.value.id == "torch":
                yield f"{node.attr} to {other}", lambda n, other=other: ast.Attribute(n.value, other, ast.Load())


def method(value: ast.expr, name: str) -> ast.Call:
    return ast.Call(ast.Attribute(value, name, ast.Load()), [], [])


def without_dtype(call: ast.Call) -> ast.Call:
    return ast.Call(call.func, call.args, [k for k in call.keywords if k.arg != "dtype"])


def replaced(tree: ast.AST, old: ast.AST, new: object) -> None:
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if value is old:
                setattr(node, name, new)
                return
            if isinstance(value, list) and any(one is old for one in value):
                setattr(node, name, [new if one is old else one for one in value])
                return


def raised(source: str, function: str) -> str | None:
    """Why a function raises; None where it runs."""
    module = types.ModuleType("mutant")
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        exec(compile(source, "mutant.py", "exec"), module.__dict__)
        try:
            module.__dict__[function]()
        except Exception as error:  # noqa: BLE001 - whatever torch raises
            last = traceback.extract_tb(error.__traceback__)[-1]
            return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''} ({last.name})"
    return None


TYPE_WORDS = (
    "dtype", "scalar type", "not implemented for", "expected to be", "can't be cast", "must have the same", "boolean",
    "long, int", "Long", "floating", "indices", "bool tensor", "Integral", "integer", "same type",
)  # fmt: skip


def is_of_types(error: str) -> bool:
    return any(word in error for word in TYPE_WORDS)


def main() -> None:
    import torch

    found = missed = alarms = ran = other = 0
    for path in PROGRAMS:
        tree = ast.parse(path.read_text())
        rest = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
        helpers = [
            n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith(("right_", "wrong_"))
        ]
        for function in tree.body:
            if not isinstance(function, ast.FunctionDef) or not function.name.startswith("right_"):
                continue
            for label, mutant in mutants_of(function):
                module = ast.Module([*rest, *helpers, mutant], [])
                source = ast.unparse(ast.fix_missing_locations(module)) + "\n"
                torch.set_default_dtype(torch.float32)
                error = raised(source, function.name)
                diagnostics = shapelint.check_source(source, filename=str(HERE / "mutant.py"))
                told = [d for d in diagnostics if d.severity == "error"]
                if error is None:
                    ran += 1
                    alarms += bool(told)
                    if told:
                        print(f"FALSE ALARM {path.name}:{function.name} {label}: {told[0].message}")
                elif not is_of_types(error):
                    other += 1
                elif told:
                    found += 1
                else:
                    missed += 1
                    if "--misses" in sys.argv:
                        print(f"missed {path.name}:{function.name} {label}: {error}")
    total = found + missed
    print(
        f"{total + ran + other} mutants: {total} raise for their types, {found} of them found "
        f"({found / max(total, 1):.1%})"
    )
    print(f"{ran} run, {alarms} of them with a false alarm; {other} raise for another reason")


if __name__ == "__main__":
    main()
