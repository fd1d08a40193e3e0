"""The layers of transformers as torch has them, and stacks of them.

https://pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html, .../torch.nn.TransformerDecoderLayer.html,
.../torch.nn.TransformerEncoder.html, .../torch.nn.Transformer.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.attention import MultiHeadAttention, must_equal
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.require import wrong_rank
from shapelint.symbolic import Size, product

Children = Mapping[str, tuple[str, tuple[str, ...]]]


def prefixed(prefix: str, found: Mapping[str, Shape]) -> Iterator[tuple[str, Shape]]:
    for name, shape in found.items():
        yield f"{prefix}.{name}", shape


@dataclass(frozen=True, slots=True)
class TransformerLayer(Operation):
    """Self-attention, in a decoder attention to a second input, and two dense layers, each with a residual and a norm. The
    shape of the first input stays. `masks` says which of "src_mask", "tgt_mask", "memory_mask", "src_key_padding_mask", ...
    are given, as inputs after the sequences.
    """

    features: Size
    heads: Size
    hidden: Size = 2048
    bias: bool | None = True
    batch_first: bool = False
    decoder: bool = False
    norm_first: bool = False
    masks: tuple[str, ...] = ()

    def attention(self, masks: tuple[str, ...] = ()) -> MultiHeadAttention:
        """The layer's attention, under the names of its own constructor's parameters."""
        return MultiHeadAttention(
            self.features, self.heads, self.bias, batch_first=self.batch_first, weights=False, masks=masks,
            argument="d_model", heads_argument="nhead",
        )  # fmt: skip

    def validate(self) -> tuple[Requirement, ...]:
        return self.attention().validate()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        own = inputs[0]
        count = 2 if self.decoder else 1
        if own.shape is not None and len(own.shape) not in (2, 3):
            return Inference((own,), (wrong_rank(own.shape, (2, 3)),))
        first, first_masks = self._masks(inputs[count:], "memory" if self.decoder else "", False)
        found = self.attention(first).infer((own, own, own, *first_masks)).requirements
        requirements = tuple(r for r in found if r.operand == 0 or r.argument in first)
        if self.decoder and not requirements:
            second, second_masks = self._masks(inputs[count:], "memory", True)
            memory = inputs[1]
            found = self.attention(second).infer((own, memory, memory, *second_masks)).requirements
            requirements += tuple(r for r in found if r.operand != 2)
        return Inference((own,), requirements)

    def _masks(
        self, given: Sequence[TensorType], word: str, chosen: bool
    ) -> tuple[tuple[str, ...], tuple[TensorType, ...]]:
        """The masks whose names begin with the word (or, unless `chosen`, do not), named as attention names them."""
        pairs = [
            ("key_padding_mask" if name.endswith("key_padding_mask") else "attn_mask", mask)
            for name, mask in zip(self.masks, given, strict=False)
            if (bool(word) and name.startswith(word)) is chosen
        ]
        return tuple(name for name, _ in pairs), tuple(mask for _, mask in pairs)

    def _parts(self) -> Iterator[tuple[str, str, Mapping[str, Shape]]]:
        """Path, class and parameters of every sub-layer, in the order of registration."""
        bias = bool(self.bias)
        attention = self.attention().parameters() or {}
        yield "self_attn", "MultiheadAttention", attention
        if self.decoder:
            yield "multihead_attn", "MultiheadAttention", attention
        yield "linear1", "Linear", _linear(self.features, self.hidden, bias)
        yield "dropout", "Dropout", {}
        yield "linear2", "Linear", _linear(self.hidden, self.features, bias)
        for number in range(1, 4 if self.decoder else 3):
            yield f"norm{number}", "LayerNorm", {"weight": (self.features,), **({"bias": (self.features,)} if bias else {})}
        for number in range(1, 4 if self.decoder else 3):
            yield f"dropout{number}", "Dropout", {}

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.bias is None:
            return None
        return {name: shape for path, _, own in self._parts() for name, shape in prefixed(path, own)}

    def children(self) -> Children:
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for path, kind, own in self._parts():
            found[path] = (kind, tuple(name for name in own if "." not in name))
            if kind == "MultiheadAttention":
                found[f"{path}.out_proj"] = self.attention().children()["out_proj"]
        order = self._order()
        return {path: found[path] for path in (*order, *(path for path in found if path not in order))}

    def _order(self) -> tuple[str, ...]:
        """The sub-layers that are called, in that order; an attention uses the weights of its out_proj without calling it."""
        blocks: list[tuple[str, ...]] = [("norm1", "self_attn", "dropout1")]
        if self.decoder:
            blocks.append(("norm2", "multihead_attn", "dropout2"))
        last = str(len(blocks) + 1)
        blocks.append((f"norm{last}", "linear1", "dropout", "linear2", f"dropout{last}"))
        return tuple(path for norm, *rest in blocks for path in ((norm, *rest) if self.norm_first else (*rest, norm)))

    def child_outputs(self, inputs: Sequence[TensorType]) -> Mapping[str, TensorType]:
        own = inputs[0]
        wide = own.with_shape(None if not own.shape else (*own.shape[:-1], self.hidden))
        return {path: wide if path in ("linear1", "dropout") else own for path in self._order()}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        own = inputs[0]
        attention = self.attention()
        total = attention.cost((own, own, own), ())
        if total is None or not own.shape:
            return None
        if self.decoder:
            second = attention.cost((own, inputs[1], inputs[1]), ())
            if second is None:
                return None
            total = total + second
        return total + 2 * product(own.shape[:-1]) * self.features * self.hidden

    def customary_input(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, self.features) if position < (2 if self.decoder else 1) else None


def _linear(inputs: Size, outputs: Size, bias: bool) -> Mapping[str, Shape]:
    return {"weight": (outputs, inputs), **({"bias": (outputs,)} if bias else {})}


@dataclass(frozen=True, slots=True)
class TransformerStack(Operation):
    """`count` copies of a layer, one after the other, and a norm, if there is one, at the end."""

    layer: TransformerLayer
    count: Size
    norm: Operation | None = None

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        found = self.layer.infer(inputs)
        if self.norm is None or found.requirements:
            return found
        ending = self.norm.infer(found.outputs)
        return Inference(ending.outputs, ending.requirements)

    def parameters(self) -> Mapping[str, Shape] | None:
        each = self.layer.parameters()
        ending = {} if self.norm is None else self.norm.parameters()
        if each is None or ending is None or not isinstance(self.count, int):
            return None
        found = {name: shape for i in range(self.count) for name, shape in prefixed(f"layers.{i}", each)}
        return {**found, **dict(prefixed("norm", ending))}

    def children(self) -> Children:
        count = self.count if isinstance(self.count, int) else 0
        found: dict[str, tuple[str, tuple[str, ...]]] = {"layers": ("ModuleList", ())}
        kind = "TransformerDecoderLayer" if self.layer.decoder else "TransformerEncoderLayer"
        for i in range(count):
            found[f"layers.{i}"] = (kind, ())
            found.update({f"layers.{i}.{path}": child for path, child in self.layer.children().items()})
        if self.norm is not None:
            found["norm"] = ("LayerNorm", tuple(self.norm.parameters() or ()))
        return found

    def child_outputs(self, inputs: Sequence[TensorType]) -> Mapping[str, TensorType]:
        count = self.count if isinstance(self.count, int) else 0
        each = self.layer.child_outputs(inputs)
        found = {f"layers.{i}.{path}": output for i in range(count) for path, output in each.items()}
        return found if self.norm is None else {**found, "norm": inputs[0]}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        each = self.layer.cost(inputs, outputs)
        return None if each is None else each * self.count

    def customary_input(self, position: int) -> tuple[Size | None, ...] | None:
        return self.layer.customary_input(position)


@dataclass(frozen=True, slots=True)
class EncoderDecoder(Operation):
    """A whole transformer: the encoder's result for the first input is what the decoder attends to for the second, whose shape
    comes out."""

    encoder: TransformerStack
    decoder: TransformerStack

    def validate(self) -> tuple[Requirement, ...]:
        return self.encoder.layer.validate()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source, target = inputs[0], inputs[1]
        layer = self.encoder.layer
        for operand, given in enumerate((source, target)):
            if given.shape is not None and len(given.shape) not in (2, 3):
                return Inference((target,), (wrong_rank(given.shape, (2, 3), operand),))
        requirements: tuple[Requirement, ...] = ()
        for operand, given in enumerate((source, target)):
            if given.shape is not None:
                text = f"the last axis must have the size {layer.features}"
                axis = len(given.shape) - 1
                requirements += must_equal(layer.features, given.shape[-1], text, operand, axis, "d_model")
        if source.shape is not None and target.shape is not None:
            if len(source.shape) != len(target.shape):
                requirements += (wrong_rank(target.shape, (len(source.shape),), 1),)
            elif len(source.shape) == 3:
                axis = 0 if layer.batch_first else 1
                text = "both sequences must have the same batch"
                requirements += must_equal(source.shape[axis], target.shape[axis], text, 1, axis)
        return Inference((target,), requirements)

    def parameters(self) -> Mapping[str, Shape] | None:
        first, second = self.encoder.parameters(), self.decoder.parameters()
        if first is None or second is None:
            return None
        return {**dict(prefixed("encoder", first)), **dict(prefixed("decoder", second))}

    def children(self) -> Children:
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for word, kind, stack in (
            ("encoder", "TransformerEncoder", self.encoder),
            ("decoder", "TransformerDecoder", self.decoder),
        ):
            found[word] = (kind, ())
            found.update({f"{word}.{path}": child for path, child in stack.children().items()})
        return found

    def child_outputs(self, inputs: Sequence[TensorType]) -> Mapping[str, TensorType]:
        source, target = inputs[0], inputs[1]
        first = self.encoder.child_outputs((source,))
        second = self.decoder.child_outputs((target, source))
        found = {f"encoder.{path}": output for path, output in first.items()}
        return {**found, **{f"decoder.{path}": output for path, output in second.items()}}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        source, target = inputs[0], inputs[1]
        first = self.encoder.cost((source,), ())
        second = self.decoder.cost((target, source), ())
        return None if first is None or second is None else first + second

    def customary_input(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, self.encoder.layer.features) if position < 2 else None
