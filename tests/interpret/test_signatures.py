"""The declared signatures are read without `inspect`, which would say the same."""

from __future__ import annotations

import inspect

import pytest
from soundness.alternatives import vocabulary_of

from shapelint.interpret.api.signatures import parameters_of


@pytest.mark.parametrize("framework", ["torch", "keras"])
def test_parameters_are_those_that_inspect_finds(framework: str) -> None:
    vocabulary = vocabulary_of(framework)
    entries = [*vocabulary.entries.values(), *vocabulary.methods.values()]
    bodies = [body for entry in entries for body in (entry.implementation, entry.call) if body is not None]
    assert len(bodies) > 200
    for body in bodies:
        ours = [(p.name, p.kind.name, p.required) for p in parameters_of(body)]
        theirs = [
            (p.name, p.kind.name, p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD))
            for p in inspect.signature(body).parameters.values()
        ]
        assert ours == theirs, body
