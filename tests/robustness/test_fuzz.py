"""A share of the fuzzing, with fixed seeds: no input makes shapelint fail itself, or takes longer than it may.

The whole of it is `python benchmarks/fuzz.py KIND`; docs/robustness.md has the figures."""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
SHARES = {"mutants": 400, "calls": 3000, "noise": 300}


@pytest.mark.parametrize("kind", SHARES)
def test_a_share_of_the_fuzzing(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    fuzz = import_module("fuzz")
    fuzz.prepare()
    make, _ = fuzz.KINDS[kind]
    tally = fuzz.tally_of(make(20_261, SHARES[kind]), seconds=20)
    assert tally.cases >= SHARES[kind]
    assert not tally.failures


def test_a_few_made_up_programs() -> None:
    pytest.importorskip("hypothesmith")
    fuzz = import_module("fuzz")
    fuzz.prepare()
    tally = fuzz.tally_of(islice(fuzz.programs(20_261, 20), 20), seconds=20)
    assert tally.cases == 20
    assert not tally.failures


@pytest.mark.contains_faults
def test_a_failure_of_its_own_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from shapelint.interpret.language import operators

    def broken(*_: object) -> object:
        raise LookupError("not foreseen")

    monkeypatch.setattr(operators, "exact", broken)
    fuzz = import_module("fuzz")
    text = "import torch\nx = 1 + 2\ntorch.ones(2, 3) @ torch.ones(2, 3)\n"
    outcome = fuzz.outcome_of(fuzz.SourceFile("broken.py", text), Path("broken.py"))
    assert any("LookupError in broken" in fault for fault in outcome.faults)
    assert outcome.findings == 0, "what follows a failure is no proof"
