"""From libcst's tree to the core syntax."""

from __future__ import annotations

from itertools import count

import libcst as cst

from shapelint.syntax.docstrings import docstring
from shapelint.syntax.nodes import Module
from shapelint.syntax.reference.lowering import Lowering, Origin
from shapelint.syntax.reference.statements import statements


def lower(module: cst.Module) -> Module:
    """The core syntax of `module`. Raises MalformedError for a literal that has no value."""
    following = count().__next__
    return _lower(module, Lowering(lambda origin: following()))


def lower_with_origins(module: cst.Module) -> tuple[Module, list[Origin]]:
    """The core syntax, and the origin of each of its numbers in order. Raises MalformedError as `lower` does."""
    origins: list[Origin] = []

    def number(origin: Origin) -> int:
        origins.append(origin)
        return len(origins) - 1

    return _lower(module, Lowering(number)), origins


def _lower(module: cst.Module, lowering: Lowering) -> Module:
    body = statements(module.body, lowering)
    return Module(body, docstring(body))
