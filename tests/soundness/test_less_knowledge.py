"""Less knowledge gives no new error: a share of the fixtures with one expression of each hidden at a time."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "benchmarks"))

hiding, less_knowledge = import_module("hiding"), import_module("less_knowledge")
PROGRAM = '''\
"""A net."""
import torch.nn as nn

class Net(nn.Module):
    def __init__(self, width=8, *, bias=True):
        super().__init__()
        self.fc = nn.Linear(width, 2 if bias else 3)

    def forward(self, x):
        return self.fc(x[:, 0])
'''


def run(*arguments: str) -> Any:
    options = less_knowledge.parser().parse_args(arguments)
    return less_knowledge.run(options)


@pytest.mark.parametrize("framework", ["torch", "keras"])
def test_a_share_of_the_fixtures(framework: str) -> None:
    tally = run(str(ROOT / "fixtures" / framework), "--per-file", "2", "--sample", "220", "--json")
    assert tally.tried > 200
    assert not tally.failures, "\n\n".join(f"{one}\n{one.text}" for one in tally.failures)


@pytest.mark.slow
def test_the_fixtures() -> None:
    tally = run("--per-file", "20")
    assert not tally.failures, tally.failures


def test_every_kind_of_expression_is_hidden() -> None:
    program = hiding.Program(PROGRAM)
    texts = {(site.kind, hiding.hide(program, site)) for site in hiding.sites(program)}

    def is_hidden(kind: str, text: str) -> bool:
        return any(kind == one and text in whole for one, whole in texts)

    assert is_hidden("import", "from a_module_that_is_not_here import nn")
    assert is_hidden("base", "class Net(opaque(nn.Module)):")
    assert is_hidden("default", "def __init__(self, width=8, *, bias=opaque(True)):")
    assert is_hidden("target", "opaque(self).fc = nn.Linear")
    assert is_hidden("arguments", "nn.Linear(*opaque((width, 2 if bias else 3,)))")
    assert is_hidden("decorator", "    @opaque\n    def forward")
    assert is_hidden("condition", "2 if opaque(bias) else 3")


def test_what_is_hidden_can_be_shown_again() -> None:
    program = hiding.Program(PROGRAM)
    plain = hiding.shown(PROGRAM)
    for site in hiding.sites(program):
        text = hiding.hide(program, site)
        if text is not None and site.kind not in ("import", "arguments", "keywords"):
            assert hiding.shown(text) == plain


def test_the_choice_depends_on_the_seed_alone() -> None:
    first, second = (run(str(ROOT / "fixtures/torch/seeds"), "--sample", "10").kinds for _ in range(2))
    assert first == second
