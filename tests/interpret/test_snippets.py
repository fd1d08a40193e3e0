"""Every language feature and library name that the interpreter claims, held against CPython."""

from __future__ import annotations

from pathlib import Path

import pytest
from interpreting import difference, executed, interpreted, is_plain_type

SNIPPETS = Path(__file__).parent / "snippets"
ONE_LINERS = (SNIPPETS / "one_liners.txt").read_text(encoding="utf-8").splitlines()

# Names that are a plain value in CPython and unknown to the interpreter, and why that is so.
IMPRECISE: dict[str, dict[str, str]] = {}


def differences(text: str) -> list[str]:
    module, _ = interpreted(text)
    found = [difference(n, v, module) for n, v in executed(text).items() if is_plain_type(v)]
    return [f for f in found if f]


@pytest.mark.parametrize("name", sorted(p.stem for p in SNIPPETS.glob("*.py")))
def test_a_snippet_is_what_it_is_in_cpython(name: str) -> None:
    found = differences((SNIPPETS / f"{name}.py").read_text(encoding="utf-8"))
    allowed = IMPRECISE.get(name, {})
    surplus = [f for f in found if f.startswith("wrong") or f.split()[1].rstrip(":") not in allowed]
    assert not surplus, "\n".join(surplus)
    missing = [n for n in allowed if not any(f.split()[1].rstrip(":") == n for f in found)]
    assert not missing, f"known exactly by now: {missing}"


@pytest.mark.parametrize("text", ONE_LINERS)
def test_an_expression_is_what_it_is_in_cpython(text: str) -> None:
    assert not differences(f"value = {text}\n")
