"""Every declared signature against the one of the real class or function."""

from __future__ import annotations

import inspect

import pytest
from differential.keras.declared import keras as declared
from differential.keras.oracle import resolve


def parameters(function: object, skip: int = 0) -> list[tuple[str, object, object]]:
    found = list(inspect.signature(function).parameters.values())[skip:]  # type: ignore[arg-type]
    return [(p.name, p.kind, p.default) for p in found]


def layers() -> list[str]:
    return sorted(name for name, entry in declared.entries.items() if entry.shape == "layer")


@pytest.mark.parametrize("name", layers())
def test_constructor(name: str) -> None:
    real = resolve(name)
    assert parameters(declared.entries[name].implementation) == parameters(real.__init__, 1)


@pytest.mark.parametrize("name", layers())
def test_alias(name: str) -> None:
    assert resolve(name) is resolve(declared.entries[name].name)


def functions() -> list[str]:
    return sorted(n for n, e in declared.entries.items() if e.shape == "function" and n.startswith("keras."))


@pytest.mark.parametrize("name", functions())
def test_function(name: str) -> None:
    assert parameters(declared.entries[name].implementation) == parameters(resolve(name))
