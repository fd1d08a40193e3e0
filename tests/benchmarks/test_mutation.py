"""The mutation benchmark, on one small file of each framework."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from judge import Answer, Error
from mutants import Mutant
from mutation import Case, Judged, is_false_alarm, judge, report, sample
from sources import ModelFile, fixture_files


def one_file(framework: str, name: str) -> Iterator[ModelFile]:
    return (source for source in fixture_files(framework) if source.name == name)


@pytest.mark.parametrize(
    ("framework", "name"), [("torch", "torch/seeds/s1_net_called.py"), ("keras", "keras/seeds/s5_sign_language.py")]
)
def test_mistakes_are_found_and_working_code_is_left_alone(framework: str, name: str) -> None:
    judged = judge(sample(one_file(framework, name), 40, seed=0), processes=1)
    assert judged[0].outcome == "runs"
    raising = [j for j in judged if j.outcome == "raises"]
    assert raising
    assert any(j.given.errors for j in raising)
    assert not any(map(is_false_alarm, judged))


def test_the_choice_is_the_same_every_time() -> None:
    first, second = (sample(one_file("torch", "torch/seeds/s1_net.py"), 10, seed=3) for _ in range(2))
    assert first == second
    assert len(first) == 11


def test_what_is_counted() -> None:
    source = next(one_file("torch", "torch/seeds/s1_net.py"))
    mutant = Mutant("constructor", "n+1", 9, 9, source.text)
    right, wrong = (Error("SHP101", "", own=True, row=row, end_row=row) for row in (9, 20))
    none, found, elsewhere = Answer((), 0.1), Answer((right,), 0.1), Answer((wrong,), 0.1)
    judged = [
        Judged(Case(source, mutant), "raises", "", (), found, found, found),
        Judged(Case(source, mutant), "raises", "", (), elsewhere, elsewhere, elsewhere),
        Judged(Case(source, mutant), "raises", "", (), none, found, found),
        Judged(Case(source, mutant), "raises", "", (), none, none, none),
        Judged(Case(source, mutant), "runs", "None", (), none, none, found),
        Judged(Case(source, mutant), "own", "", (), found, found, found),
    ]
    lines = list(report(judged))
    assert "| **all** | 6 | 4 | 50.0% | 75.0% | 75.0% | 50.0% | 1 |" in lines
    assert "\n## False alarms: 1" in lines
    assert "\n## Missed, calls given: 1" in lines
    assert "\n## Missed as the file stands: 1" in lines
