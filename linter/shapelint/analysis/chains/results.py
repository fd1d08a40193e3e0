"""What is known of a chain of layers. Each `to_dict()` is the JSON that the command line writes."""

from __future__ import annotations

from shapelint.analysis.results import Dim, PlainShape
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class StepFact:
    """One layer of a chain. `layer` is its name, `code` how its framework writes it, `filled` the numbers that were
    left open, by the names of the arguments. `output` is what comes out of it (of one sample, where the input is one),
    `formula` how that comes about, for each axis whose size is computed. `receptive_field` are the elements of the
    input, along each axis, that one element of the output sees, None where that is all or not known; `discarded` those
    at the end of each axis that no window reaches. `problem` says in one line what would fail."""

    layer: str
    code: str
    filled: tuple[tuple[str, int], ...]
    output: PlainShape
    formula: tuple[str, ...] = ()
    params: Dim = None
    macs: Dim = None
    receptive_field: tuple[int, ...] | None = None
    discarded: tuple[int, ...] | None = None
    problem: str | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "layer": self.layer,
            "code": self.code,
            "filled": dict(self.filled),
            "output": None if self.output is None else list(self.output),
            "formula": list(self.formula),
            "params": self.params,
            "macs": self.macs,
            "receptive_field": None if self.receptive_field is None else list(self.receptive_field),
            "discarded": None if self.discarded is None else list(self.discarded),
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Written:
    """A chain as the code of a framework: as a plain stack, and (`model`) as a class or functional model, None where
    there is no other way; `remarks` say what is not the same there. `layers` are its lines, and `given` the sizes that
    go in, the batch included."""

    framework: str
    code: str
    layers: tuple[str, ...]
    given: tuple[Dim, ...]
    model: str | None
    remarks: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {"framework": self.framework, "code": self.code, "model": self.model, "remarks": list(self.remarks)}


@dataclass(frozen=True, slots=True)
class ChainFact:
    """A whole chain: the framework that it is written in, what goes in, its steps, its code, and its totals, which are
    None where a part is not known. `is_sample` tells that the shapes are those of one sample, without the batch."""

    framework: str
    input: PlainShape
    is_sample: bool
    steps: tuple[StepFact, ...]
    code: str
    params: Dim
    trainable: Dim
    macs: Dim

    @property
    def output(self) -> PlainShape:
        return self.steps[-1].output if self.steps else self.input

    @property
    def is_right(self) -> bool:
        return all(step.problem is None for step in self.steps)

    def to_dict(self) -> dict[str, object]:
        return {
            "framework": self.framework,
            "input": None if self.input is None else list(self.input),
            "output": None if self.output is None else list(self.output),
            "steps": [step.to_dict() for step in self.steps],
            "params": self.params,
            "trainable": self.trainable,
            "macs": self.macs,
            "code": self.code,
        }
