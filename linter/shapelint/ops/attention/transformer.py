"""The layers of transformers as torch has them, and stacks of them.

https://pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html,
.../torch.nn.TransformerDecoderLayer.html, .../torch.nn.TransformerEncoder.html, .../torch.nn.Transformer.html"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapelint.ir.requirement import Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.attention.attention import MultiHeadAttention, failing, must_equal
from shapelint.ops.dense.linear import Linear
from shapelint.ops.norm.normalization import LayerNormalization
from shapelint.ops.operation import ChildCall, Inference, Operation
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.ops.requirements import at_least, wrong_rank
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, product

Children = Mapping[str, tuple[str, Operation | None]]
Masks = Mapping[str, tuple[int, TensorType]]


def prefixed(prefix: str, found: Mapping[str, Shape]) -> Iterator[tuple[str, Shape]]:
    for name, shape in found.items():
        yield f"{prefix}.{name}", shape


def parameters_of(parts: Mapping[str, Operation]) -> Mapping[str, Shape] | None:
    """The parameters of all parts under their dotted names; None when those of one are not known."""
    found: dict[str, Shape] = {}
    for path, part in parts.items():
        own = part.parameters()
        if own is None:
            return None
        found.update(prefixed(path, own))
    return found


def with_features(given: TensorType, features: Size) -> TensorType:
    """The type with its last axis as declared; the very same one where it is that already."""
    if not given.shape or equal(given.shape[-1], features) is Verdict.HOLDS:
        return given
    return given.with_shape((*given.shape[:-1], features))


@dataclass(frozen=True, slots=True)
class TransformerLayer(Operation):
    """Self-attention, in a decoder attention to a second input, and two dense layers, each with a residual and a norm.
    The shape of the first input stays. `masks` says which of "src_mask", "tgt_mask", "memory_mask",
    "src_key_padding_mask", ... are given, as inputs after the sequences. `activation` is the activation's class and
    operation where it is a layer itself. `causal` says of the two attentions whether their masks are declared to be
    causal, None when that is not known."""

    features: Size
    heads: Size
    hidden: Size = 2048
    bias: bool | None = True
    batch_first: bool = False
    decoder: bool = False
    norm_first: bool = False
    activation: tuple[str, Operation] | None = None
    masks: tuple[str, ...] = ()
    causal: tuple[bool | None, bool | None] = (False, False)

    @property
    def kind(self) -> str:
        return "TransformerDecoderLayer" if self.decoder else "TransformerEncoderLayer"

    @property
    def attention(self) -> MultiHeadAttention:
        """The layer's attention, under the names of its own constructor's parameters."""
        return MultiHeadAttention(
            self.features, self.heads, self.bias, batch_first=self.batch_first,
            fuses_floating_masks=not self.decoder, weights=False,
            argument="d_model", heads_argument="nhead",
        )  # fmt: skip

    def validate(self) -> tuple[Requirement, ...]:
        return (*self.attention.validate(), *at_least(0, self.hidden, "dim_feedforward"))

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        own = inputs[0]
        count = 2 if self.decoder else 1
        masks = {name: (position, inputs[position]) for position, name in enumerate(self.masks, count)}
        if own.shape is not None and len(own.shape) not in (2, 3):
            return Inference((own.with_shape(None),), (wrong_rank(own.shape, (2, 3)),))
        first = "tgt" if self.decoder else "src"
        requirements = self._attend((own, own, own), (0, 0, 0), first, masks, self.causal[0])
        result = with_features(own, self.features)
        if self.decoder and not failing(requirements):
            memory = inputs[1]
            requirements += self._attend((result, memory, memory), (0, 1, 1), "memory", masks, self.causal[1])
        return Inference((result,), requirements)

    def _attend(
        self, given: tuple[TensorType, ...], positions: tuple[int, ...], word: str, masks: Masks, causal: bool | None
    ) -> tuple[Requirement, ...]:
        """What one of the attentions requires, of the inputs at these positions and the masks whose names begin with
        the word, in the terms of this layer."""
        names = {"attn_mask": f"{word}_mask", "key_padding_mask": f"{word}_key_padding_mask"}
        own = tuple(name for name, full in names.items() if full in masks)
        sources = (*positions, *(masks[names[name]][0] for name in own))
        operation = replace(self.attention, masks=own, causal=causal)
        found = operation.infer((*given, *(masks[names[name]][1] for name in own))).requirements
        renamed = (
            replace(
                r,
                operand=None if r.operand is None else sources[r.operand],
                argument=r.argument if r.argument is None else names.get(r.argument, r.argument),
            )
            for r in found
        )
        return tuple(dict.fromkeys(renamed))

    def _norm(self) -> LayerNormalization:
        return LayerNormalization((self.features,), center=self.bias)

    def parts(self) -> Mapping[str, tuple[str, Operation]]:
        """Class and operation of every sub-layer, in the order of registration."""
        dropout = ("Dropout", Dropout("dropout"))
        count = 4 if self.decoder else 3
        found: dict[str, tuple[str, Operation]] = {"self_attn": ("MultiheadAttention", self.attention)}
        if self.decoder:
            found["multihead_attn"] = found["self_attn"]
        found["linear1"] = "Linear", Linear(self.features, self.hidden, self.bias)
        found["dropout"] = dropout
        found["linear2"] = "Linear", Linear(self.hidden, self.features, self.bias)
        found.update({f"norm{number}": ("LayerNorm", self._norm()) for number in range(1, count)})
        found.update({f"dropout{number}": dropout for number in range(1, count)})
        return found if self.activation is None else {**found, "activation": self.activation}

    def parameters(self) -> Mapping[str, Shape] | None:
        return parameters_of({path: part for path, (_, part) in self.parts().items()})

    def children(self) -> Children:
        return nested(self.parts())

    def called(self) -> tuple[str, ...]:
        """The sub-layers that are called, in that order; an attention uses the weights of its out_proj without calling
        it."""
        blocks: list[tuple[str, ...]] = [("norm1", "self_attn", "dropout1")]
        if self.decoder:
            blocks.append(("norm2", "multihead_attn", "dropout2"))
        last = str(len(blocks) + 1)
        activation = () if self.activation is None else ("activation",)
        blocks.append((f"norm{last}", "linear1", *activation, "dropout", "linear2", f"dropout{last}"))
        return tuple(path for norm, *rest in blocks for path in ((norm, *rest) if self.norm_first else (*rest, norm)))

    def child_calls(self, inputs: Sequence[TensorType]) -> Mapping[str, ChildCall]:
        own = with_features(inputs[0], self.features)
        wide = with_features(own, self.hidden)
        memory = inputs[1] if len(inputs) > 1 else own
        special: dict[str, ChildCall] = {
            "self_attn": ((own, own, own), own),
            "multihead_attn": ((own, memory, memory), own),
            "linear1": ((own,), wide),
            "activation": ((wide,), wide),
            "dropout": ((wide,), wide),
            "linear2": ((wide,), own),
        }
        return {path: special.get(path, ((own,), own)) for path in self.called()}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        own = inputs[0]
        total = self.attention.cost((own, own, own), ())
        if total is None or not own.shape:
            return None
        if self.decoder:
            second = self.attention.cost((own, inputs[1], inputs[1]), ())
            if second is None:
                return None
            total = total + second
        return total + 2 * product(own.shape[:-1]) * self.features * self.hidden

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, self.features) if position < (2 if self.decoder else 1) else None


def nested(parts: Mapping[str, tuple[str, Operation | None]]) -> Children:
    """The parts with their own children below them."""
    found: dict[str, tuple[str, Operation | None]] = {}
    for path, (kind, part) in parts.items():
        found[path] = (kind, part)
        if part is not None:
            found.update({f"{path}.{below}": child for below, child in part.children().items()})
    return found


@dataclass(frozen=True, slots=True)
class TransformerStack(Operation):
    """`count` copies of a layer, one after the other, and at the end a norm, if there is one: its class and
    operation."""

    layer: TransformerLayer
    count: Size
    norm: tuple[str, Operation] | None = None

    @property
    def kind(self) -> str:
        return "TransformerDecoder" if self.layer.decoder else "TransformerEncoder"

    def multitude(self) -> int:
        return self.count if isinstance(self.count, int) else 1

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        found = self.layer.infer(inputs)
        empty = tuple(at_least(1, self.count, "num_layers"))
        if self.norm is None or failing(found.requirements):
            return Inference(found.outputs, (*empty, *found.requirements))
        ending = self.norm[1].infer(found.outputs)
        renamed = tuple(replace(r, argument="norm") for r in ending.requirements)
        return Inference(ending.outputs, (*empty, *found.requirements, *renamed))

    def parts(self) -> Mapping[str, tuple[str, Operation | None]]:
        """Class and operation of every sub-layer, the copies among them."""
        if not isinstance(self.count, int):
            return {}
        found: dict[str, tuple[str, Operation | None]] = {"layers": ("ModuleList", None)}
        found.update({f"layers.{number}": (self.layer.kind, self.layer) for number in range(self.count)})
        return found if self.norm is None else {**found, "norm": self.norm}

    def parameters(self) -> Mapping[str, Shape] | None:
        if not isinstance(self.count, int):
            return None
        return parameters_of({path: part for path, (_, part) in self.parts().items() if part is not None})

    def children(self) -> Children:
        return nested(self.parts())

    def child_calls(self, inputs: Sequence[TensorType]) -> Mapping[str, ChildCall]:
        count = self.count if isinstance(self.count, int) else 0
        each = self.layer.child_calls(inputs)
        own = with_features(inputs[0], self.layer.features)
        found: dict[str, ChildCall] = {}
        for number in range(count):
            found.update({f"layers.{number}.{path}": call for path, call in each.items()})
            found[f"layers.{number}"] = ((own, *inputs[1:]), own)
        return found if self.norm is None else {**found, "norm": ((own,), own)}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        each = self.layer.cost(inputs, outputs)
        return None if each is None else each * self.count

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return self.layer.canonical_input_shape(position)


@dataclass(frozen=True, slots=True)
class EncoderDecoder(Operation):
    """A whole transformer: the encoder's result for the first input is what the decoder attends to for the second,
    whose shape comes out. `masks` names the inputs after these two."""

    encoder: TransformerStack
    decoder: TransformerStack
    masks: tuple[str, ...] = ()

    def multitude(self) -> int:
        return self.encoder.multitude() + self.decoder.multitude()

    def validate(self) -> tuple[Requirement, ...]:
        return self.encoder.layer.validate()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        source, target = inputs[0], inputs[1]
        layer = self.encoder.layer
        for operand, given in enumerate((source, target)):
            if given.shape is not None and len(given.shape) not in (2, 3):
                return Inference((target.with_shape(None),), (wrong_rank(given.shape, (2, 3), operand),))
        result = with_features(target, layer.features)
        requirements = self._sequences(source.shape, target.shape)
        if not failing(requirements):
            for stack, sequences, word in ((self.encoder, (0,), "src"), (self.decoder, (1, 0), "")):
                requirements += self._run(stack, sequences, word, inputs)
        return Inference((result,), tuple(dict.fromkeys(requirements)))

    def _sequences(self, source: Shape | None, target: Shape | None) -> tuple[Requirement, ...]:
        """That both sequences have the declared features, and one batch."""
        features = self.encoder.layer.features
        found: tuple[Requirement, ...] = ()
        for operand, shape in enumerate((source, target)):
            if shape is not None:
                text = f"the last axis must have the size {features}"
                found += must_equal(features, shape[-1], text, operand, len(shape) - 1, "d_model")
        if source is not None and target is not None:
            if len(source) != len(target):
                return (*found, wrong_rank(target, (len(source),), 1))
            if len(source) == 3:
                axis = 0 if self.encoder.layer.batch_first else 1
                text = "both sequences must have the same batch"
                found += must_equal(source[axis], target[axis], text, 1, axis)
        return found

    def _run(
        self, stack: TransformerStack, sequences: tuple[int, ...], word: str, inputs: Sequence[TensorType]
    ) -> tuple[Requirement, ...]:
        """What the encoder ("src") or the decoder requires of its sequences and its own masks, in the terms of the
        whole."""
        own = [
            (position, name)
            for position, name in enumerate(self.masks, 2)
            if (name.startswith("src") if word else not name.startswith("src"))
        ]
        sources = (*sequences, *(position for position, _ in own))
        layer = replace(stack.layer, masks=tuple(name for _, name in own))
        found = replace(stack, layer=layer).infer(tuple(inputs[position] for position in sources)).requirements
        number = "num_encoder_layers" if word else "num_decoder_layers"
        return tuple(
            replace(
                r,
                operand=None if r.operand is None else sources[r.operand],
                argument=number if r.argument == "num_layers" else r.argument,
            )
            for r in found
        )

    def parts(self) -> Mapping[str, tuple[str, Operation]]:
        return {"encoder": (self.encoder.kind, self.encoder), "decoder": (self.decoder.kind, self.decoder)}

    def parameters(self) -> Mapping[str, Shape] | None:
        return parameters_of({path: part for path, (_, part) in self.parts().items()})

    def children(self) -> Children:
        return nested(self.parts())

    def child_calls(self, inputs: Sequence[TensorType]) -> Mapping[str, ChildCall]:
        features = self.encoder.layer.features
        source, target = with_features(inputs[0], features), with_features(inputs[1], features)
        found: dict[str, ChildCall] = {}
        for path, stack, given in (("encoder", self.encoder, (source,)), ("decoder", self.decoder, (target, source))):
            found.update({f"{path}.{below}": call for below, call in stack.child_calls(given).items()})
            found[path] = (given, given[0])
        return found

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        source, target = inputs[0], inputs[1]
        first = self.encoder.cost((source,), ())
        second = self.decoder.cost((target, source), ())
        return None if first is None or second is None else first + second

    def canonical_input_shape(self, position: int) -> tuple[Size | None, ...] | None:
        return (None, None, self.encoder.layer.features) if position < 2 else None
