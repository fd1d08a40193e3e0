"""Every language feature and library name that the interpreter claims, held against CPython."""

from __future__ import annotations

from pathlib import Path

import pytest
from interpreting import difference, executed, interpreted, is_plain_type

SNIPPETS = Path(__file__).parent / "snippets"
ONE_LINERS = (SNIPPETS / "one_liners.txt").read_text(encoding="utf-8").splitlines()

# Names that are a plain value in CPython and unknown to the interpreter, and why that is so.
IMPRECISE: dict[str, dict[str, str]] = {
    "argparse_": {"s": "membership in a namespace"},
    "builtin_errors": {"out": "sort() of what cannot be compared may raise for all that is known"},
    "containers_overloaded": {
        "t": "membership in an object without __contains__",
        "u": "an object that is its own iterator is not run to its end",
    },
    "dataclasses_": {"t": "the text of a data object", "o": "sorting objects"},
    "dicts": {"m": "a view of a dict's keys is a list, not a set"},
    "iteration_builtins": {"j": "iter() with a sentinel"},
    "itertools_": {"c": "dropwhile", "d": "groupby and pairwise"},
    "operator_module": {"b": "attrgetter"},
    "operators_overloaded": {"s": "the text and the order of objects", "t": "objects with their own __hash__ as keys"},
    "slots_and_types": {"u": "the repr() of an exception"},
    "str_subclass_of_builtin": {"r": "a subclass of a built-in type", "s": "same", "t": "same"},
    "strings": {"e": "bytes.decode"},
    "tuples": {"b": "hash()"},
}
IMPRECISE_EXPRESSIONS = (
    'hash("a") == hash("a")',
    "bytes([65, 66])",
    'complex("1+2j")',
    '"a,b;c".translate(str.maketrans(",;", "  ")).split()',
)
# Names whose value differs on purpose: an abstract class can be made, as its subclasses' code is worth checking; the
# names of private attributes are not mangled.
DIFFERENT = {("typing_abc", "t"), ("dunder_names", "s")}


def name_of(found: str) -> str:
    return found.split()[1].rstrip(":")


def differences(text: str) -> list[str]:
    module, _ = interpreted(text)
    found = [difference(n, v, module) for n, v in executed(text).items() if is_plain_type(v)]
    return [f for f in found if f]


@pytest.mark.parametrize("name", sorted(p.stem for p in SNIPPETS.glob("*.py")))
def test_a_snippet_is_what_it_is_in_cpython(name: str) -> None:
    found = differences((SNIPPETS / f"{name}.py").read_text(encoding="utf-8"))
    found = [f for f in found if (name, name_of(f)) not in DIFFERENT]
    allowed = IMPRECISE.get(name, {})
    surplus = [f for f in found if f.startswith("wrong") or name_of(f) not in allowed]
    assert not surplus, "\n".join(surplus)
    known = set(allowed) - {name_of(f) for f in found}
    assert not known, f"known exactly by now: {known}"


@pytest.mark.parametrize("text", ONE_LINERS)
def test_an_expression_is_what_it_is_in_cpython(text: str) -> None:
    found = differences(f"value = {text}\n")
    assert not [f for f in found if f.startswith("wrong")]
    assert bool(found) == (text in IMPRECISE_EXPRESSIONS), found
