"""What summaries and inferred shapes are made of. Each `to_dict()` is the JSON that the command line writes."""

from __future__ import annotations

from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.analysis.module_row import Memory, ModuleRow
    from shapelint.ir.run import Run

Dim = int | str | None
"""A size: a number, a symbolic size as text, or None for Keras's open batch."""

PlainShape = tuple[Dim, ...] | None
"""A shape; None when not even its rank is known."""


def _shape(shape: PlainShape) -> list[Dim] | None:
    return None if shape is None else list(shape)


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A position in a file, 1-based; in a notebook, in the cell of that number."""

    filename: str
    row: int
    column: int
    cell: int | None = None

    def to_dict(self) -> dict[str, object]:
        return {"filename": self.filename, **_in_cell(self.cell), "row": self.row, "column": self.column}


def _in_cell(cell: int | None) -> dict[str, object]:
    """What a location in a notebook has besides."""
    return {} if cell is None else {"cell": cell}


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer of a summary. `params` are its own parameters (text when symbolic, None when not known), `macs` the
    multiply-accumulates of its calls."""

    path: str
    type: str
    inputs: tuple[PlainShape, ...]
    outputs: tuple[PlainShape, ...]
    params: Dim
    macs: Dim
    location: SourceLocation | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "path": self.path,
            "type": self.type,
            "inputs": [_shape(s) for s in self.inputs],
            "outputs": [_shape(s) for s in self.outputs],
            "params": self.params,
            "macs": self.macs,
            "location": None if self.location is None else self.location.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ParameterCounts:
    """Totals, every parameter counted once; None when one of them is not known. `at_least` parameters are there in any
    case; the JSON has it where one of the totals is None."""

    total: Dim
    trainable: Dim
    non_trainable: Dim
    at_least: int = 0

    def to_dict(self) -> dict[str, object]:
        stated = {"total": self.total, "trainable": self.trainable, "non_trainable": self.non_trainable}
        return {**stated, "at_least": self.at_least} if None in stated.values() else dict(stated)


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """Where inference stopped within a model, and why."""

    location: SourceLocation | None
    reason: str

    def to_dict(self) -> dict[str, object]:
        return {"location": None if self.location is None else self.location.to_dict(), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Summary:
    """One model: its layers, shapes and parameters. `accepts` says in words which input sizes it takes, None when that
    was not found out; `complete` is true only if nothing in it was unknown. `run` is what all of it comes from, for
    who asks what fails in it; None where the linter has chosen something. `modules` are the layers once more, as a
    tree in which each call has a row."""

    model: str
    framework: str
    inputs: tuple[PlainShape, ...]
    outputs: tuple[PlainShape, ...]
    layers: tuple[LayerRow, ...]
    params: ParameterCounts
    macs: Dim
    accepts: str | None = None
    complete: bool = True
    unknown: tuple[UnknownFact, ...] = ()
    run: Run | None = None
    modules: tuple[ModuleRow, ...] = ()
    memory: Memory | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "model": self.model,
            "framework": self.framework,
            "inputs": [_shape(s) for s in self.inputs],
            "outputs": [_shape(s) for s in self.outputs],
            "layers": [row.to_dict() for row in self.layers],
            "params": self.params.to_dict(),
            "macs": self.macs,
            "accepts": self.accepts,
            "complete": self.complete,
            "unknown": [fact.to_dict() for fact in self.unknown],
            "modules": [row.to_dict() for row in self.modules],
            "memory": None if self.memory is None else self.memory.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ShapeFact:
    """The shape of one tensor-valued name or expression. `origin` says where the sizes come from; `cell` is the
    number of a notebook's cell, from whose beginning rows are counted then. `dtype` is the type of the elements, where
    it is certain and not float32."""

    filename: str
    row: int
    column: int
    end_row: int
    end_column: int
    expression: str
    shape: PlainShape
    origin: str
    cell: int | None = None
    dtype: str = ""

    def to_dict(self) -> dict[str, object]:
        return {
            "filename": self.filename,
            **_in_cell(self.cell),
            "location": {"row": self.row, "column": self.column},
            "end_location": {"row": self.end_row, "column": self.end_column},
            "expression": self.expression,
            "shape": _shape(self.shape),
            **({"dtype": self.dtype} if self.dtype else {}),
            "origin": self.origin,
        }
