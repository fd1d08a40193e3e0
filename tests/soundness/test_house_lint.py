"""A lint of the linter's own source: what reads an open container, or an unknown, as if all of it were known.

- Raw items (`container._items`) are for the module of the containers alone; others ask `exactly()` or `at_least()`.
- `x or ()` is empty also where x is not known, and `x is True` is false.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "linter" / "shapelint"
CONTAINERS = "interpret/domain/containers.py"


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_raw_items_are_read_by_the_containers_alone() -> None:
    found = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in trees()
        if name != CONTAINERS
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "_items"
    ]
    assert not found, "\n".join(found)


ALLOWED = {
    "analysis/shapes.py: f.cell or 0": "a cell's number, for sorting",
    "analysis/summaries.py: bounds(size)[0] or 0": "a least number: where no bound is known, none",
    "interpret/language/abstract_of_many.py: shapes[0] or ()": "all shapes were found to be known above",
    "interpret/api/ranks.py: body.__defaults__ or ()": "a Python function without defaults has None",
    "interpret/api/signatures.py: function.__defaults__ or ()": "a Python function without defaults has None",
    "interpret/api/signatures.py: function.__kwdefaults__ or {}": "a Python function without defaults has None",
    "interpret/api/coercions.py: items or ()": "what is not known is told apart in the line below",
    "interpret/builtins/functions.py: getattr(value, 'attributes', None) or getattr(value, 'variables', None) or {}": (
        "only looks for a name; what may be open was asked before"
    ),
    "interpret/language/calls.py: keywords or {}": "an argument of the interpreter's own, left out",
    "interpret/api/binding.py: arguments or {}": "an argument of the interpreter's own, left out",
    "interpret/record/recorder.py: arguments or {}": "an argument of the interpreter's own, left out",
    "interpret/api/apply.py: arguments or {}": "an argument of the interpreter's own, left out",
    "interpret/api/element_types.py: arguments or {}": "an argument of the interpreter's own, left out",
    "analysis/chains/facts.py: plain(given) or ()": "a chain without a shape has no dimensions to show",
    "analysis/chains/of_model.py: accepted_sides(one.run, one.inputs, one.result) or ()": "no side is picked",
    "analysis/chains/reading.py: filled or ()": "nothing is filled in: each open argument is shown as `?`",
}
"""Where the engine takes nothing for empty, and why that is right there."""
MOST_IN_VOCABULARIES = {"empty": 66, "true": 36}
"""How often the vocabularies and operations did when this was written (stubs aside, which the interpreter runs: there
`x is True` is undecided where x is not known): mostly before they ask whether something was not
known. What is new has to be looked at closely. Where a number sinks, sink it here."""


def is_empty(node: ast.expr) -> bool:
    if isinstance(node, (ast.Tuple, ast.List)):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 0


def takes_for_empty(node: ast.AST) -> bool:
    """`x or ()`, which is `()` also where x is None because it is not known."""
    return isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and is_empty(node.values[-1])


def asks_for_true(node: ast.AST) -> bool:
    """`x is True`, which is False also where x is not known."""
    return isinstance(node, ast.Compare) and any(
        isinstance(one, ast.Constant) and one.value is True for one in node.comparators
    )


def test_the_engine_does_not_take_what_is_not_known_for_empty() -> None:
    found = {
        f"{name}: {ast.unparse(node)}"
        for name, tree in trees()
        if name.startswith(("interpret/", "analysis/"))
        for node in ast.walk(tree)
        if takes_for_empty(node)
    }
    assert found == ALLOWED.keys(), "\n".join(sorted(found ^ ALLOWED.keys()))


def test_the_vocabularies_do_so_no_more_often_than_was_looked_at() -> None:
    parts = [tree for name, tree in trees() if name.startswith(("frontends/", "ops/")) and "/stubs/" not in name]
    found = {
        "empty": sum(takes_for_empty(node) for tree in parts for node in ast.walk(tree)),
        "true": sum(asks_for_true(node) for tree in parts for node in ast.walk(tree)),
    }
    assert all(found[kind] <= MOST_IN_VOCABULARIES[kind] for kind in found), found
