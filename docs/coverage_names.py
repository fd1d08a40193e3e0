"""What a coverage page is made of: the names of an API that have a meaning for shapes, and the state of each."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.domain.values import ClassValue, DeclaredFunction
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

MODELLED, PASSED, UNKNOWN = "modelled", "passed through", "unknown"
STATES = (MODELLED, PASSED, UNKNOWN)

# What a declared function's annotation says of its result, where it is no operation and no known value.
RESULTS = {"Undetermined": UNKNOWN, "Unknown": PASSED, "None": PASSED, "Tensor": PASSED}


class NoFiles:
    """The imports of a program without other files."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        return Missing(f"{module_name} is not there")


@dataclass(frozen=True)
class Namespace:
    """Some names of an API. `rule` says which, in words; `goal` is the share of them that must not be unknown."""

    title: str
    rule: str
    goal: float
    names: Callable[[], Sequence[str]]
    state: Callable[[str], str]

    def states(self) -> dict[str, str]:
        """The state of each name, in order of the names."""
        return {name: self.state(name) for name in sorted(self.names())}


def state_of_value(found: object) -> str:
    """The state of a name by what a program gets for it: None, or a declared function, a class, a native function."""
    if found is None:
        return UNKNOWN
    if isinstance(found, DeclaredFunction):
        return state_of_function(found.entry.implementation)
    if isinstance(found, ClassValue):
        return MODELLED if found.entry is not None or found.module is not None else PASSED
    return PASSED


def state_of_entry(entry: Entry | None) -> str:
    """The state of a declared name."""
    if entry is None:
        return UNKNOWN
    return MODELLED if entry.shape == "layer" else state_of_function(entry.implementation)


def state_of_function(implementation: Callable[..., object]) -> str:
    """By the annotation of the result: an operation or a known value is modelled, an argument given back or a value
    that is not looked into is passed through, and what is never determined is unknown."""
    return RESULTS.get(str(inspect.signature(implementation).return_annotation), MODELLED)


def share_known(states: dict[str, str]) -> float:
    """The share of names that are not unknown."""
    return 1.0 if not states else sum(state != UNKNOWN for state in states.values()) / len(states)
