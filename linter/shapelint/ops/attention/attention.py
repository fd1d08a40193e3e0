"""Attention as torch has it: scaled dot products, and the layer with many heads around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.axes import render_shape
from shapelint.ops.broadcasting import broadcast_pair, expand_to
from shapelint.ops.dense.linear import Linear
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import at_least, divisible, low_rank, wrong_rank
from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict, divides, equal, product


def must_equal(
    expected: Size, actual: Size, text: str, operand: int, axis: int | None, argument: str | None = None
) -> tuple[Requirement, ...]:
    """An equality of attention, unless it is sure."""
    verdict = equal(expected, actual)
    if verdict is Verdict.HOLDS:
        return ()
    return (Requirement(Kind.ATTENTION, verdict, expected, actual, "==", argument, operand, axis, text),)


def shape_is(expected: Shape, given: TensorType, operand: int, argument: str) -> tuple[Requirement, ...]:
    """That a mask has one certain shape."""
    if given.shape is None:
        return ()
    text = f"{argument} must have the shape {render_shape(expected)}, not {render_shape(given.shape)}"
    if len(expected) != len(given.shape):
        verdict = Verdict.FAILS
        count = (len(expected), len(given.shape))
        return (Requirement(Kind.ATTENTION, verdict, *count, "==", argument, operand, None, text),)
    found: tuple[Requirement, ...] = ()
    for axis, (size, own) in enumerate(zip(expected, given.shape, strict=True)):
        found += must_equal(size, own, text, operand, axis, argument)
    return found


@dataclass(frozen=True, slots=True)
class ScaledDotProduct(Operation):
    """softmax(q k^T) v for q (..., L, E), k (..., S, E), v (..., S, V) to (..., L, V); a fourth input is a mask that
    expands to (..., L, S). With `grouped` the third axis from the end of q, its heads, may be a multiple of those of k
    and v.

    https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html
    """

    grouped: bool = False

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        query, key, value = inputs[:3]
        cut = 3 if self.grouped else 2
        for operand, given in enumerate(inputs[:3]):
            if given.shape is not None and len(given.shape) < cut:
                return Inference((query.with_shape(None),), (low_rank(given.shape, cut, operand),))
        requirements: tuple[Requirement, ...] = ()
        if query.shape is not None and key.shape is not None:
            text = "the last axes of the query and the key must have the same size"
            requirements += must_equal(query.shape[-1], key.shape[-1], text, 1, len(key.shape) - 1)
        if key.shape is not None and value.shape is not None and not _may_be_flash(query, key, value):
            text = "the key and the value must have the same length"
            requirements += must_equal(key.shape[-2], value.shape[-2], text, 2, len(value.shape) - 2)
        if query.shape is None or key.shape is None or value.shape is None:
            return Inference((query.with_shape(None),), requirements)
        if self.grouped:
            requirements += self._groups(query.shape[-3], key.shape, 1) + self._groups(query.shape[-3], value.shape, 2)
        batch, clashes = broadcast_pair(query.shape[:-cut], key.shape[:-cut], Kind.ATTENTION, 1)
        batch, more = broadcast_pair(batch, value.shape[:-cut], Kind.ATTENTION, 2)
        output = query.with_shape((*batch, *query.shape[-cut:-1], value.shape[-1]))
        if len(inputs) > 3 and inputs[3].shape is not None and not clashes and not more:
            scores = (*batch, *query.shape[-cut:-1], key.shape[-2])
            requirements += expand_to(inputs[3].shape, scores, Kind.ATTENTION, 3, "attn_mask")
        return Inference((output,), requirements + clashes + more)

    @staticmethod
    def _groups(heads: Size, shape: Shape, operand: int) -> tuple[Requirement, ...]:
        """That every head of a key or value serves equally many heads of the query."""
        verdict = divides(shape[-3], heads)
        if verdict is Verdict.HOLDS:
            return ()
        text = "the heads of the key and the value must divide those of the query"
        axis = len(shape) - 3
        return (Requirement(Kind.ATTENTION, verdict, shape[-3], heads, "divides", None, operand, axis, text),)

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        query, key, result = inputs[0].shape, inputs[1].shape, outputs[0].shape
        if not query or not key or not result or len(key) < 2:
            return None
        return (product(result) + product((*result[:-1], query[-1]))) * key[-2]


def _may_be_flash(*inputs: TensorType) -> bool:
    """Whether torch may choose its flash attention, which looks at no more of a value than the key is long. It needs a
    batch, heads, and the same features in all three inputs."""
    known = [t.shape for t in inputs if t.shape is not None]
    if any(len(shape) != 4 for shape in known):
        return False
    features = [shape[-1] for shape in known]
    return all(equal(features[0], other) is not Verdict.FAILS for other in features[1:])


def holds_as_many(expected: Shape, given: TensorType, operand: int, argument: str) -> tuple[Requirement, ...]:
    """That a mask has as many elements as one of a certain shape."""
    if given.shape is None:
        return ()
    text = f"{argument} must have the shape {render_shape(expected)}, not {render_shape(given.shape)}"
    return must_equal(product(expected), product(given.shape), text, operand, None, argument)


def failing(requirements: Iterable[Requirement]) -> bool:
    return any(r.verdict is Verdict.FAILS for r in requirements)


@dataclass(frozen=True, slots=True)
class MultiHeadAttention(Operation):
    """Attention with several heads over a query, a key and a value: (L, N, E) and (S, N, ...), with `batch_first` (N,
    L, E) and (N, S, ...), or without the batch. Out come the result and, with `weights`, the attention weights, of each
    head unless `averaged`. `masks` names the inputs after the third: "key_padding_mask" and "attn_mask". `extra` is the
    number of keys that the layer itself adds (add_bias_kv, add_zero_attn); `stored_keys` tells that one of them is
    learned. `causal` says whether the mask is declared to be the causal one, None when not known.

    In evaluation, self-attention may run as one fused operation, which looks at the masks less closely: nothing is
    required that it does not require as well, unless it cannot be used.

    https://pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
    """

    features: Size
    heads: Size
    bias: bool | None = True
    stored_keys: bool | None = False
    extra: int = 0
    key_features: Size | None = None
    value_features: Size | None = None
    batch_first: bool = False
    weights: bool = True
    averaged: bool = True
    masks: tuple[str, ...] = ()
    causal: bool | None = False
    fuses_floating_masks: bool = False
    argument: str = "embed_dim"
    heads_argument: str = "num_heads"

    def validate(self) -> tuple[Requirement, ...]:
        sizes = (*at_least(1, self.features, self.argument), *at_least(1, self.heads, self.heads_argument))
        if any(r.verdict is Verdict.FAILS for r in sizes):
            return sizes
        return (*sizes, *divisible(self.features, self.heads, self.argument, self.heads_argument))

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        query, key, value = inputs[:3]
        unknown = query.with_shape(None)
        if query.shape is None:
            return Inference(self._outputs(unknown, unknown))
        if len(query.shape) not in (2, 3):
            return Inference(self._outputs(unknown, unknown), (wrong_rank(query.shape, (2, 3)),))
        for operand, given in ((1, key), (2, value)):
            if given.shape is not None and len(given.shape) != len(query.shape):
                rank = wrong_rank(given.shape, (len(query.shape),), operand)
                return Inference(self._outputs(unknown, unknown), (rank,))
        text = f"the last axis must have the size {self.features}"
        last = len(query.shape) - 1
        requirements = must_equal(self.features, query.shape[-1], text, 0, last, self.argument)
        for operand, given, size, name in (
            (1, key, self.key_features, "kdim"),
            (2, value, self.value_features, "vdim"),
        ):
            if given.shape is not None and not failing(requirements):
                wanted = self.features if size is None else size
                text = f"the last axis must have the size {wanted}"
                argument = self.argument if size is None else name
                requirements += must_equal(wanted, given.shape[-1], text, operand, last, argument)
        requirements += self._lengths(query.shape, key.shape, value.shape)
        output = query.with_shape((*query.shape[:-1], self.features))
        if key.shape is None:
            return Inference(self._outputs(output, unknown), requirements)
        batch, length, keys = self._sizes(query.shape, key.shape)
        if not failing(requirements):
            requirements += self._masks(batch, length, keys, inputs[3:], self._may_be_fused(inputs))
        heads = () if self.averaged else (self.heads,)
        weights = query.with_shape((*batch, *heads, length, keys + self.extra))
        return Inference(self._outputs(output, weights), requirements)

    def _outputs(self, output: TensorType, weights: TensorType) -> tuple[TensorType, ...]:
        return (output, weights) if self.weights else (output,)

    def _sizes(self, query: Shape, key: Shape) -> tuple[Shape, Size, Size]:
        """The batch, empty if there is none, and the lengths of the query and of the key."""
        if len(query) == 2:
            return (), query[0], key[0]
        if self.batch_first:
            return (query[0],), query[1], key[1]
        return (query[1],), query[0], key[0]

    def _lengths(self, query: Shape, key: Shape | None, value: Shape | None) -> tuple[Requirement, ...]:
        """That the batches are equal, and the key as long as the value."""
        found: tuple[Requirement, ...] = ()
        if key is not None and value is not None:
            for axis in range(len(key) - 1):
                text = "the key and the value must have the same length and batch"
                found += must_equal(key[axis], value[axis], text, 2, axis)
        if key is not None and len(query) == 3 and not found:
            axis = 0 if self.batch_first else 1
            found += must_equal(query[axis], key[axis], "the query and the key must have the same batch", 1, axis)
        return found

    def _may_be_fused(self, inputs: Sequence[TensorType]) -> bool:
        """Whether nothing excludes torch's fused implementation, which evaluation mode uses for self-attention."""
        query, key, value = (t.shape for t in inputs[:3])
        if query is None or len(query) != 3 or not self.batch_first or self.bias is False or self.extra:
            return False
        for other in (key, value):
            if other is not None and any(equal(a, b) is Verdict.FAILS for a, b in zip(query, other, strict=False)):
                return False
        floating = any(t.dtype is not None and t.dtype.startswith(("float", "bfloat")) for t in inputs[3:])
        if floating and not self.fuses_floating_masks:
            return False
        own = (self.key_features, self.value_features)
        if any(size is not None and equal(size, self.features) is Verdict.FAILS for size in own):
            return False
        return divides(2, self.heads) is not Verdict.FAILS

    def _masks(
        self, batch: Shape, length: Size, keys: Size, given: Sequence[TensorType], fused: bool
    ) -> tuple[Requirement, ...]:
        if "attn_mask" not in self.masks and self.causal and not fused:
            text = "is_causal needs attn_mask as well"
            return (Requirement(Kind.ATTENTION, Verdict.FAILS, "a mask", "None", "==", "attn_mask", None, None, text),)
        found: tuple[Requirement, ...] = ()
        for position, (name, mask) in enumerate(zip(self.masks, given, strict=False), 3):
            expected: Shape = (*batch, keys)
            if name == "attn_mask":
                full = not batch and mask.shape is not None and len(mask.shape) == 3
                if self.causal is not False and not self.weights and len(self.masks) == 1 and not full:
                    continue  # a mask that is declared to be causal is not looked at
                expected = (length, keys)
                if mask.shape is not None and len(mask.shape) == 3:
                    expected = (product((*batch, self.heads)), length, keys)
            loose = fused and (name == "attn_mask" or len(self.masks) > 1)
            required = holds_as_many if loose else shape_is
            found += required(expected, mask, position, name)
        return found

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.bias is None or self.stored_keys is None:
            return None
        keys, values = self._sources()
        same = (equal(keys, self.features), equal(values, self.features))
        if Verdict.FAILS in same:
            return dict(self._parameters(self.bias, self.stored_keys, (keys, values)))
        return None if Verdict.UNDECIDED in same else dict(self._parameters(self.bias, self.stored_keys, None))

    def _sources(self) -> tuple[Size, Size]:
        """The features of the key and of the value."""
        keys = self.features if self.key_features is None else self.key_features
        return keys, self.features if self.value_features is None else self.value_features

    def _parameters(
        self, bias: bool, stored_keys: bool, separate: tuple[Size, Size] | None
    ) -> Iterator[tuple[str, Shape]]:
        size = self.features
        if separate is None:
            yield "in_proj_weight", (3 * size, size)
        else:
            yield "q_proj_weight", (size, size)
            yield "k_proj_weight", (size, separate[0])
            yield "v_proj_weight", (size, separate[1])
        if bias:
            yield "in_proj_bias", (3 * size,)
        if stored_keys:
            yield "bias_k", (1, 1, size)
            yield "bias_v", (1, 1, size)
        yield "out_proj.weight", (size, size)
        if bias:
            yield "out_proj.bias", (size,)

    def children(self) -> Mapping[str, tuple[str, Operation | None]]:
        return {"out_proj": ("NonDynamicallyQuantizableLinear", Linear(self.features, self.features, self.bias))}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        query, key = inputs[0].shape, inputs[1].shape
        if query is None or key is None or len(query) not in (2, 3) or len(query) != len(key):
            return None
        batch, length, keys = self._sizes(query, key)
        keys_size, values_size = self._sources()
        projections = 2 * length * self.features + keys * (keys_size + values_size)
        scores = 2 * length * (keys + self.extra)
        return product(batch) * self.features * (projections + scores)

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        sizes = (self.features, *self._sources())
        return (None, None, sizes[position]) if position < 3 else None
