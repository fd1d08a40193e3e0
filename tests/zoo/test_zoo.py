"""Summaries of real models from their source alone, held against what the frameworks themselves measured."""

from __future__ import annotations

import time

import pytest
from zoo.inexact import INEXACT
from zoo.judge import Judgement, Record, Verdict, expression, inputs, judge
from zoo.records import PACKAGES, SHARE, load, target

import shapelint

SECONDS = 60  # of processor time for one model
RECORDS = {name: load(name) for name in PACKAGES}


def cases() -> list[object]:
    """Every record; all but a fixed share of them are marked slow."""
    return [
        pytest.param(
            name,
            record,
            id=f"{name}:{expression(record)}",
            marks=(pytest.mark.slow,) if position % SHARE else (),
        )
        for name, records in RECORDS.items()
        for position, record in enumerate(records)
    ]


def measure(name: str, record: Record) -> Judgement:
    began = time.process_time()
    summary = shapelint.summarize(target(name, record), inputs=inputs(record))
    seconds = time.process_time() - began
    assert isinstance(summary, shapelint.Summary)
    if seconds > SECONDS:
        return Judgement(Verdict.CRASH, (f"took {seconds:.0f} s",))
    return judge(record, summary.to_dict())


@pytest.mark.parametrize(("name", "record"), cases())
def test_record(name: str, record: Record) -> None:
    judgement = measure(name, record)
    assert judgement.verdict not in (Verdict.WRONG, Verdict.CRASH), judgement
    if expression(record) not in INEXACT[name]:
        assert judgement.verdict is Verdict.EXACT, judgement


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_listed_as_inexact_is_in_the_records(name: str) -> None:
    assert set(INEXACT[name]) <= {expression(record) for record in RECORDS[name]}


NAMED = (
    ("torchvision", "resnet18(weights=None)", 11_689_512, (1, 1000)),
    ("torchvision", "vgg16(weights=None)", 138_357_544, (1, 1000)),
    ("torchvision", "alexnet(weights=None)", 61_100_840, (1, 1000)),
    ("keras_applications", "VGG16(weights=None)", 138_357_544, (None, 1000)),
    ("keras_applications", "ResNet50(weights=None)", 25_636_712, (None, 1000)),
)


@pytest.mark.parametrize(("name", "call", "total", "output"), NAMED)
def test_totals_that_everybody_knows(name: str, call: str, total: int, output: tuple[int | None, ...]) -> None:
    record = next(r for r in RECORDS[name] if expression(r) == call)
    summary = shapelint.summarize(target(name, record), inputs=["1,3,224,224"] if name == "torchvision" else None)
    assert isinstance(summary, shapelint.Summary)
    assert summary.params.total == total
    assert summary.outputs == (output,)
    assert summary.complete
