"""Puts the interpreter together with the frontends that it may need, each loaded when a program first imports it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from shapelint.analysis.configured_inputs import InputsByModel, state_inputs
from shapelint.frontends.extension import NOTHING, Extension, extend
from shapelint.frontends.harmless import harmless, hides_no_model
from shapelint.frontends.inspection import Inspection
from shapelint.frontends.registry import FRAMEWORKS, Frameworks, built_in, frameworks_of
from shapelint.interpret.dispatch import Python
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.record.recorder import Recorder
from shapelint.lifetimes import RUN
from shapelint.records import dataclass
from shapelint.syntax.collector import collecting_rarely
from shapelint.syntax.imports import ImportResolver

RECURSION = 12_000


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user states about the project: what names mean, and the inputs of models by their names."""

    extension: Extension = NOTHING
    model_inputs: InputsByModel = ()


NOTHING_STATED = Stated()


def make_interpreter(resolver: ImportResolver, stated: Stated = NOTHING_STATED) -> Interpreter:
    """A fresh interpreter over the given project, which knows what is stated about its names and models."""
    if sys.getrecursionlimit() < RECURSION:
        sys.setrecursionlimit(RECURSION)
    known = Frameworks((*built_in(), *stated.extension.frameworks))
    m = Interpreter(Python(), resolver, (known.external,), Recorder(), (known.fallback,), known.dialect)
    m.state[FRAMEWORKS] = known
    m.harmless = harmless(known.every)
    m.hides_no_model = hides_no_model(known.every)
    if stated.extension.names():
        extend(m, stated.extension)
    state_inputs(m, stated.model_inputs)
    return m


@contextmanager
def interpreter(resolver: ImportResolver, stated: Stated = NOTHING_STATED) -> Iterator[Interpreter]:
    """One for a run: nothing of what the program does is left at its end."""
    with RUN.begin(), collecting_rarely():
        m = make_interpreter(resolver, stated)
        try:
            yield m
        finally:
            m.journal.close()


def inspections(m: Interpreter) -> list[Inspection]:
    """The views on models of the frameworks that the program has imported."""
    known = frameworks_of(m).every
    return [one.inspection() for one in known if one.inspection is not None and one.name in m.vocabularies]


def inspection_of(m: Interpreter, value: object) -> Inspection | None:
    """The view that knows a value as its model; None when it is no model."""
    return next((i for i in inspections(m) if i.is_model(value)), None)
