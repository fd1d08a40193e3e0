"""What the interpreter calls exact is what CPython computes, whatever the unknown decisions of a program are."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from interpret.container_programs import container_programs
from interpret.programs import FLAGS, programs
from interpreting import as_plain, comparable, executed, interpreted, is_plain_type

EXAMPLES = 150


def runs(text: str) -> list[dict[str, object]]:
    """What CPython leaves behind for every combination of flags; runs that end in an exception are left out."""
    found: list[dict[str, object]] = []
    for flags in itertools.product((False, True), repeat=FLAGS):
        module = ModuleType("unknown_module")
        module.__dict__.update({f"f{i}": f for i, f in enumerate(flags)}, flag=lambda i, flags=flags: flags[i])
        sys.modules["unknown_module"] = module
        try:
            found.append(executed(text))
        except Exception:  # noqa: BLE001 a random program may raise anything
            continue
        finally:
            del sys.modules["unknown_module"]
    return found


def unsound(text: str) -> list[str]:
    """The names whose exact value is not CPython's in some run."""
    complete = runs(text)
    if not complete:
        return []
    module, _ = interpreted(text)
    wrong: list[str] = []
    for name, value in module.variables.items():
        if name.startswith("_"):
            continue
        try:
            found = comparable(as_plain(value))
        except (ValueError, TypeError):
            continue
        wrong += [
            f"{name}: {found} but {run[name]!r}"
            for run in complete
            if name in run and is_plain_type(run[name]) and comparable(run[name]) != found
        ][:1]
        wrong += [f"{name}: {found} but it is not bound" for run in complete if name not in run][:1]
    return wrong


ONCE_WRONG = sorted((Path(__file__).parent / "once_wrong").glob("*.py"))


@pytest.mark.parametrize("path", ONCE_WRONG, ids=lambda p: p.stem)
def test_programs_that_were_once_wrong(path: Path) -> None:
    assert not unsound(path.read_text(encoding="utf-8"))


@pytest.mark.slow  # a search: what it finds goes to once_wrong/, which is run every time
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs())
def test_exact_values_hold_in_every_run(text: str) -> None:
    assert not unsound(text), text


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(container_programs())
def test_what_is_said_of_containers_holds_in_every_run(text: str) -> None:
    assert not unsound(text), text
