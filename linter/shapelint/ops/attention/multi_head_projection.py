"""Attention with a projection for every head, on axes of any number.

https://keras.io/api/layers/attention_layers/multi_head_attention/,
https://keras.io/api/layers/attention_layers/group_query_attention/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import wrong_rank
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, product


@dataclass(frozen=True, slots=True)
class HeadAttention(Operation):
    """Attention of a query over a value and, as third input if it is another tensor, a key. Every head projects the
    last axis of each to `key_size` (the value to `value_size`); `output_shape` replaces the query's last axis. With
    `key_heads` these are the heads of key and value, fewer than the query's. `features` are the last sizes of query,
    key and value that the projections were made for, None before. The attention weights come out as well.
    """

    heads: Size
    key_size: Size
    value_size: Size
    output_shape: tuple[Size, ...] | None = None
    key_heads: Size | None = None
    bias: bool | None = True
    gate: bool | None = False
    rank: int | None = None
    same_features: bool = False
    features: tuple[Size, Size, Size] | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        requirements = tuple(self._requirements(query.shape, value.shape, key.shape))
        output = query
        if query.shape and self.output_shape is not None:
            output = query.with_shape((*query.shape[:-1], *self.output_shape))
        elif self.output_shape is None and query.shape and self.features is not None:
            output = query.with_shape((*query.shape[:-1], self.features[0]))
        if output.shape and value.shape:  # one query serves the whole batch of values
            output = output.with_shape((_batch(output.shape[0], value.shape[0]), *output.shape[1:]))
        weights = TensorType(self._score_shape(query.shape, key.shape), query.dtype)
        return Inference((output, weights), requirements)

    def _requirements(self, query: Shape | None, value: Shape | None, key: Shape | None) -> Iterator[Requirement]:
        for operand, shape in enumerate((query, value, key)):
            if shape is not None and self.rank is not None and len(shape) != self.rank:
                yield wrong_rank(shape, (self.rank,), operand)
                return
        if value is not None and key is not None and value is not key:
            yield from self._paired(value, key)
        if self.same_features and query and value:
            text = "query and value have the same number of features"
            yield from _unless_equal(query[-1], value[-1], 1, len(value) - 1, text)
        for operand, (shape, position) in enumerate(((query, 0), (value, 2), (key, 1))):
            if self.features is not None and shape and (operand < 2 or key is not value):
                text = "the projections were made for another number of features"
                yield from _unless_equal(self.features[position], shape[-1], operand, len(shape) - 1, text)

    @staticmethod
    def _paired(value: Shape, key: Shape) -> Iterator[Requirement]:
        """That value and key agree in everything between the batch and the features."""
        text = "value and key have the same length"
        if len(value) != len(key):
            yield Requirement(Kind.ATTENTION, Verdict.FAILS, len(value), len(key), "==", None, 2, None, text)
            return
        for axis in range(1, len(value) - 1):
            yield from _unless_equal(value[axis], key[axis], 2, axis, text)

    def _score_shape(self, query: Shape | None, key: Shape | None) -> Shape | None:
        if query is None or key is None or len(query) != 3 or len(key) != 3:
            return None
        return (_batch(query[0], key[0]), self.heads, query[1], key[1])

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        shapes = [t.shape for t in inputs[:3]]
        if self.features is not None or len(shapes) < 2 or not all(shapes):
            return self
        last = [shape[-1] for shape in shapes if shape]
        return replace(self, features=(last[0], last[-1], last[1]))

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.features is None or self.bias is None or self.gate is None:
            return None
        query, key, value = self.features
        shared = self.heads if self.key_heads is None else self.key_heads
        kernels: dict[str, tuple[Shape, Shape]] = {
            "query": ((query,), (self.heads, self.key_size)),
            "key": ((key,), (shared, self.key_size)),
            "value": ((value,), (shared, self.value_size)),
            "attention_output": ((self.heads, self.value_size), self.output_shape or (query,)),
        }
        if self.gate:
            kernels["gate"] = ((query,), (self.heads, self.value_size))
        shapes: dict[str, Shape] = {}
        for name, (given, made) in kernels.items():
            shapes[f"{name}/kernel"] = given + made
            if self.bias:
                shapes[f"{name}/bias"] = made
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        """The projections, and the two products over all pairs of positions."""
        query, value = inputs[0].shape, inputs[1].shape
        if not query or not value or self.features is None:
            return None
        shared = self.heads if self.key_heads is None else self.key_heads
        rows, columns = product(query[:-1]), product(value[:-1])
        made = product(self.output_shape or (self.features[0],))
        own = rows * self.heads * (self.features[0] * self.key_size + self.value_size * made)
        other = columns * shared * (self.features[1] * self.key_size + self.features[2] * self.value_size)
        pairs = rows * product(value[1:-1]) * self.heads * (self.key_size + self.value_size)
        gate = rows * self.heads * self.features[0] * self.value_size if self.gate else 0
        return own + other + pairs + gate

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, None) if position < 3 else None


def _batch(query: Size, value: Size) -> Size:
    return value if equal(query, 1) is Verdict.HOLDS else query


def _served(query: Shape, other: Shape) -> Shape:
    """The axes before the features of what attends: one query serves the whole batch of values."""
    if len(query) < 3 or len(query) != len(other):
        return query[:-1]
    return (*map(_batch, query[:-2], other[:-2]), query[-2])


def _unless_equal(expected: Size, actual: Size, operand: int, axis: int, text: str) -> Iterator[Requirement]:
    verdict = equal(expected, actual)
    if verdict is not Verdict.HOLDS:
        yield Requirement(Kind.ATTENTION, verdict, expected, actual, "==", None, operand, axis, text)


@dataclass(frozen=True, slots=True)
class ScoreAttention(Operation):
    """Attention without projections, by the product of query and key ("dot") or by a sum over their features ("concat",
    "additive"). `scaled` says whether the scores have a learned factor: one, or for "additive" one for each feature.
    The attention weights come out as well.

    https://keras.io/api/layers/attention_layers/attention/,
    https://keras.io/api/layers/attention_layers/additive_attention/
    """

    kind: str = "dot"
    scaled: bool | None = False
    features: Size | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        query, value = inputs[0], inputs[1]
        key = inputs[2] if len(inputs) > 2 else value
        requirements = tuple(self._requirements(query.shape, value.shape, key.shape))
        output: Shape | None = None
        weights: Shape | None = None
        if query.shape and value.shape:
            output = (*_served(query.shape, value.shape), value.shape[-1])
        if query.shape and key.shape:
            weights = (*_served(query.shape, key.shape), key.shape[-2] if len(key.shape) > 1 else unknown_size())
        return Inference((TensorType(output, query.dtype), TensorType(weights, query.dtype)), requirements)

    def _requirements(self, query: Shape | None, value: Shape | None, key: Shape | None) -> Iterator[Requirement]:
        if query and key and self.kind == "dot":
            text = "query and key have the same number of features"
            yield from _unless_equal(query[-1], key[-1], 2 if key is not value else 1, len(key) - 1, text)
        if value and key and value is not key and len(value) > 1 and len(key) > 1:
            text = "value and key have the same length"
            yield from _unless_equal(value[-2], key[-2], 2, len(key) - 2, text)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        shape = inputs[0].shape if inputs else None
        return replace(self, features=shape[-1]) if self.features is None and shape else self

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.scaled is None or self.features is None:
            return None
        shapes: dict[str, Shape] = {}
        if self.scaled:
            shapes["scale"] = (self.features,) if self.kind == "additive" else ()
        if self.kind == "concat":
            shapes["concat_score_weight"] = ()
        return shapes

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        query, value = inputs[0].shape, inputs[1].shape
        if not query or not value or len(value) < 2:
            return None
        return product(query[:-1]) * value[-2] * (query[-1] + value[-1])
