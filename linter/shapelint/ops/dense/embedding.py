"""Vectors looked up by number: embeddings, and bags of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import rank_requirement, unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, refused
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, equal, less_equal


@dataclass(frozen=True, slots=True)
class Embedding(Operation):
    """A vector of `features` numbers for each of the input's numbers, as a new last axis. `count` is the number of rows
    of the table; `padding` the row that is not trained, counted from either end.

    https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html
    """

    count: Size
    features: Size
    padding: Size | None = None
    name: str = "weight"
    size_arguments: tuple[str, str] | None = None

    def validate(self) -> tuple[Requirement, ...]:
        return table_sizes((self.count, self.features), self.size_arguments) + padding_within(self.padding, self.count)

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        shape = None if given.shape is None else (*given.shape, self.features)
        return Inference((TensorType(shape),))

    def parameters(self) -> Mapping[str, Shape] | None:
        return {self.name: (self.count, self.features)}

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None) if position == 0 else None


def table_sizes(sizes: tuple[Size, Size], arguments: tuple[str, str] | None) -> tuple[Requirement, ...]:
    """That the table has no negative size, where its sizes are parameters that have these names."""
    return tuple(r for size, name in zip(sizes, arguments or (), strict=False) for r in at_least(0, size, name))


def padding_within(padding: Size | None, count: Size) -> tuple[Requirement, ...]:
    """That the row kept for padding is one of the table."""
    if not isinstance(padding, int):
        return ()
    needed = padding + 1 if padding >= 0 else -padding
    if less_equal(needed, count) is not Verdict.FAILS:
        return ()
    return (refused("padding_idx", f"less than {count}", padding, f"there are {count} rows, from 0 on"),)


@dataclass(frozen=True, slots=True)
class Lookup(Operation):
    """An embedding whose table is the second input (torch.nn.functional.embedding)."""

    padding: Size | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given, table = inputs[0], inputs[1]
        required = rank_requirement(table, (2,), 1, "weight")
        requirements: tuple[Requirement, ...] = () if required is None else (required,)
        known = table.shape is not None and len(table.shape) == 2
        features = table.shape[1] if known and table.shape is not None else unknown_size()
        if known and table.shape is not None:
            requirements += padding_within(self.padding, table.shape[0])
        shape = None if given.shape is None else (*given.shape, features)
        return Inference((TensorType(shape, table.dtype),), requirements)


@dataclass(frozen=True, slots=True)
class EmbeddingBag(Operation):
    """The sum, mean or maximum of the vectors of each bag: the rows of a matrix, or the stretches of a vector that
    begin at the second input's positions, of which `last_offset` says that the last is an end.

    https://pytorch.org/docs/stable/generated/torch.nn.EmbeddingBag.html
    """

    count: Size
    features: Size
    last_offset: bool = False
    padding: Size | None = None
    mode: str = "mean"
    weighted: bool = False

    def validate(self) -> tuple[Requirement, ...]:
        sizes = table_sizes((self.count, self.features), ("num_embeddings", "embedding_dim"))
        return sizes + padding_within(self.padding, self.count)

    def _mode(self) -> Iterator[Requirement]:
        """What is only looked at when the layer is called."""
        if self.mode not in ("sum", "mean", "max"):
            text = "the mode is sum, mean or max"
            yield refused("mode", "sum, mean or max", self.mode, text)
        elif self.weighted and self.mode != "sum":
            yield refused("mode", "sum", self.mode, "weights for each number need the mode sum")

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        offsets = inputs[1] if len(inputs) > 1 + self.weighted else None
        if given.shape is None:
            bags = unknown_size()
            return Inference((TensorType((bags, self.features)),))
        requirement = rank_requirement(given, (1, 2))
        requirements = [r for r in (requirement,) if r is not None and r.verdict is Verdict.FAILS]
        if requirements:
            return Inference((TensorType((unknown_size(), self.features)),), tuple(requirements))
        requirements += self._mode()
        if len(given.shape) == 2:
            if offsets is not None and offsets.shape is not None:
                text = "a matrix is a bag for each row, so there are no offsets"
                requirements.append(refused("offsets", "None", "a tensor", text))
            bags = given.shape[0]
        else:
            bags = unknown_size()
            if offsets is None:
                requirements.append(refused("offsets", "a tensor", "None", "a vector needs the offsets of its bags"))
            elif offsets.shape is not None and len(offsets.shape) == 1:
                bags = offsets.shape[0] - (1 if self.last_offset else 0)
            elif offsets.shape is not None:
                text = "the offsets are a vector"
                requirements.append(
                    Requirement(Kind.RANK, Verdict.FAILS, 1, len(offsets.shape), "==", "offsets", 1, None, text)
                )
        if self.weighted:
            requirements += self._weights(given.shape, inputs[-1].shape)
        return Inference((TensorType((bags, self.features)),), tuple(requirements))

    def _weights(self, shape: Shape, weights: Shape | None) -> list[Requirement]:
        """That there is one weight for each number."""
        text = "there is one weight for each number of the input"
        argument = "per_sample_weights"
        if weights is None:
            return []
        if len(weights) != len(shape):
            verdict = Verdict.FAILS
            return [Requirement(Kind.OPERANDS, verdict, len(shape), len(weights), "==", argument, None, None, text)]
        return [
            Requirement(Kind.OPERANDS, verdict, size, own, "==", argument, None, axis, text)
            for axis, (own, size) in enumerate(zip(weights, shape, strict=True))
            if (verdict := equal(own, size)) is not Verdict.HOLDS
        ]

    def parameters(self) -> Mapping[str, Shape] | None:
        return {"weight": (self.count, self.features)}
