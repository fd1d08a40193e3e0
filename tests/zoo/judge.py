"""Holds a static summary against what the real framework measured of the same model.

A record is a JSON object with the model as a call in its own file, the shapes of its inputs, and what was measured:
total and trainable parameters, output shapes, and the leaf layers as [path, type, output shape, parameters, ...].
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Json = Mapping[str, Any]


class Verdict(enum.Enum):
    """What a summary is worth, best first."""

    EXACT = "exact"  # everything measured is stated, and equal
    TOTALS = "totals"  # parameters and outputs are equal, some layer's row is missing or open
    UNKNOWN = "unknown"  # nothing stated is false, something of the headline is not stated
    WRONG = "wrong"  # something stated is false
    CRASH = "crash"  # an exception, or out of time


@dataclass(frozen=True)
class Judgement:
    """A verdict, and the first reasons for it."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.verdict.value}: {'; '.join(self.reasons[:3])}"


@dataclass
class Comparison:
    """What has been found false and what is not stated, while a record is gone through."""

    false: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def hold(self, what: str, stated: object, truth: object) -> None:
        """Compare a figure; None and text (a symbolic figure) state nothing."""
        if stated is None or isinstance(stated, str):
            self.missing.append(what)
        elif stated != truth:
            self.false.append(f"{what}: {stated} is {truth}")

    def hold_shapes(self, what: str, stated: list[object], truth: list[object]) -> None:
        """Compare the shapes of one place; a shape that is not all numbers states nothing."""
        if len(stated) != len(truth):
            self.missing.append(f"{what}: {len(stated)} of {len(truth)} shapes")
            return
        for one, true in zip(stated, truth, strict=True):
            self.hold(f"{what} shape", with_open_sizes(one, true), true)


def expression(record: Record) -> str:
    """The model as a Python expression over the names of its own file."""
    if "call" in record:
        return str(record["call"])
    name = record["qualname"].rpartition(".")[2]
    arguments = [repr(value) for value in record["args"]]
    arguments += [f"{key}={value!r}" for key, value in record["kwargs"].items()]
    return f"{name}({', '.join(arguments)})"


def inputs(record: Record) -> list[str] | None:
    """The record's inputs as `--input` has them; None where an input has no such spelling (a list of images): then
    only parameters and types are judged."""
    specs = []
    for shape in record["input_shapes"]:
        if isinstance(shape, dict) and "shape" in shape:
            specs.append(f"{','.join(map(str, shape['shape']))}:{shape['dtype']}")
            continue
        if not isinstance(shape, list):
            return None
        specs.append(",".join(str(size) for size in shape))
    return specs


def judge(record: Record, summary: Json) -> Judgement:
    """Hold a summary, as the JSON that `shapelint summary` writes, against a record."""
    found = Comparison()
    sized = inputs(record) is not None
    found.hold("total", summary["params"]["total"], record["total_params"])
    found.hold("trainable", summary["params"]["trainable"], record["trainable_params"])
    if sized and record.get("output_shapes"):
        outputs = [batch_one(record, shape) for shape in summary["outputs"]]
        found.hold_shapes("output", outputs, record["output_shapes"])
    is_headline_equal = not found.missing
    compare_layers(found, record, summary, sized)
    if found.false:
        return Judgement(Verdict.WRONG, tuple(found.false))
    if found.missing:
        return Judgement(Verdict.TOTALS if is_headline_equal else Verdict.UNKNOWN, tuple(found.missing))
    if sized and not summary["complete"]:
        return Judgement(Verdict.TOTALS, ("all is equal, yet it is not called complete",))
    return Judgement(Verdict.EXACT)


def compare_layers(found: Comparison, record: Record, summary: Json, sized: bool) -> None:
    rows: dict[str, Json] = {}
    for row in summary["layers"]:
        rows.setdefault(row["path"], row)
    for path, kind, shape, count, *_ in called_layers(record, sized):
        if path not in rows:
            found.missing.append(f"layer {path}")
            continue
        row = rows[path]
        if row["type"] != kind:
            found.false.append(f"{path}: {row['type']} is {kind}")
        found.hold(f"{path} parameters", row["params"], count)
        if sized:
            stated = [batch_one(record, one) for one in row["outputs"]]
            found.hold_shapes(path, stated, shape if is_list_of_shapes(shape) else [shape])


def called_layers(record: Record, sized: bool) -> Iterator[list[Any]]:
    """The measured layers; where shapes are judged, those that the measured call went through."""
    return (layer for layer in record["layers"] if not sized or layer[2] is not None)


def is_list_of_shapes(shape: list[Any]) -> bool:
    return bool(shape) and not isinstance(shape[0], int)


def with_open_sizes(stated: object, truth: object) -> list[int | None] | None:
    """A stated shape as the records have it: null for a size that is open, which a summary states as a symbolic one, in
    terms of the input. None where a size is stated as open that was measured as a number."""
    if not isinstance(stated, list):
        return None
    sizes = [size if isinstance(size, int) else None for size in stated]
    measured = truth if isinstance(truth, list) and len(truth) == len(sizes) else [0] * len(sizes)
    if any(size is None and true is not None for size, true in zip(sizes, measured, strict=True)):
        return None
    return sizes


def batch_one(record: Record, shape: object) -> object:
    """Keras leaves the batch open, the records have 1 there."""
    if record["framework"] == "keras" and isinstance(shape, list) and shape and not isinstance(shape[0], int):
        return [1, *shape[1:]]
    return shape
