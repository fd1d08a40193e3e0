"""The element types of torch's layers, by class."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.torch.element_types.functions import FUNCTIONS, WIDE
from shapelint.frontends.torch.element_types.kinds import MAYBE_FLOAT, SAME, indices
from shapelint.frontends.torch.element_types.losses import LAYERS as LOSS_LAYERS
from shapelint.frontends.torch.element_types.losses import LOSSES
from shapelint.ir import Requirement, TypedCall
from shapelint.ops.element_types import (
    FLOATING,
    INEXACT,
    WHOLE,
    Answer,
    Need,
    Rule,
    always,
    element,
    failed,
    like_weights,
    name_of,
    needs,
    only,
    same,
)


def of_weights(call: TypedCall) -> Answer:
    """The type of a layer's parameters, which its input has if the call succeeds."""
    return call.weights


def all_like_weights(call: TypedCall) -> Iterator[Requirement]:
    """Whatever is given to the layer must be of its parameters' type."""
    words = ("the input", *("an input" for _ in call.operands[1:]))
    for position in range(len(call.operands)):
        found = tuple(like_weights(position, words[position])(call))
        if found:
            yield found[0]
            return


def attended(*given: str) -> Need:
    """What is attended to is of the parameters' type, as many operands as there are words; the masks behind them are of
    bools or of that type too."""

    def check(call: TypedCall) -> Iterator[Requirement]:
        for position in range(len(call.operands)):
            if position < len(given):
                yield from like_weights(position, given[position])(call)
            elif call.weights is not None:
                kinds = frozenset({"bool", call.weights.name})
                yield from needs(position, kinds, "a mask", f"bool or {call.weights.name}")(call)

    return check


def normalized(call: TypedCall) -> Iterator[Requirement]:
    """A normalisation takes the type of its parameters, and half of it where these are of single precision."""
    own, weights = name_of(call, 0), None if call.weights is None else call.weights.name
    if own in WHOLE:
        yield from needs(0, FLOATING, "the input", "floating")(call)
    elif weights == "float32" and own == "float64":
        yield failed(call, 0, weights, own, f"the input is {own}, the layer's parameters are {weights}")


WEIGHTED = Rule(of_weights, (all_like_weights,))
ATTENDING = {
    "MultiheadAttention": ("the queries", "the keys", "the values"),
    **dict.fromkeys(("TransformerEncoderLayer", "TransformerEncoder"), ("the input",)),
    **dict.fromkeys(("TransformerDecoderLayer", "TransformerDecoder"), ("the input", "the memory")),
    "Transformer": ("the source", "the target"),
}
NORM = Rule(only(FLOATING, same()), (normalized,))
LOOKUP = Rule(of_weights, (indices(0, "the input"),))


def with_ranks(*names: str) -> list[str]:
    return [f"{name}{rank}d" for name in names for rank in (1, 2, 3)]


# Layers that do what a function of torch's does, by that function's name.
AS_FUNCTIONS = {
    "ReLU": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "GELU": "gelu", "SiLU": "silu", "Mish": "mish", "ELU": "elu",
    "SELU": "selu", "CELU": "celu", "LeakyReLU": "leaky_relu", "Softplus": "softplus", "LogSigmoid": "logsigmoid",
    "Hardswish": "hardswish", "Hardsigmoid": "hardsigmoid", "GLU": "glu", "Flatten": "flatten",
    "Unflatten": "unflatten", "PixelShuffle": "pixel_shuffle", "PixelUnshuffle": "pixel_unshuffle",
    "ChannelShuffle": "channel_shuffle", "Upsample": "upsample", "Hardtanh": "hardtanh", "Softsign": "softsign",
    "RReLU": "rrelu", "Threshold": "threshold", "CosineSimilarity": "cosine_similarity", "Unfold": "unfold",
    "Fold": "fold", "PairwiseDistance": "pairwise_distance", "UpsamplingNearest2d": "upsample",
    "UpsamplingBilinear2d": "upsample", **{f"LPPool{rank}d": f"lp_pool{rank}d" for rank in (1, 2, 3)},
    "ReLU6": "relu6", "Softshrink": "softshrink", "Hardshrink": "hardshrink", "Tanhshrink": "tanhshrink",
    **{f"AvgPool{rank}d": f"avg_pool{rank}d" for rank in (1, 2, 3)},
    **{f"MaxPool{rank}d": f"max_pool{rank}d" for rank in (1, 2, 3)},
    **{f"AdaptiveAvgPool{rank}d": f"adaptive_avg_pool{rank}d" for rank in (1, 2, 3)},
    **{f"AdaptiveMaxPool{rank}d": f"adaptive_max_pool{rank}d" for rank in (1, 2, 3)},
}  # fmt: skip
SOFTMAXES = ("Softmax", "LogSoftmax", "Softmin", "Softmax2d")
LAYERS: dict[str, Rule] = {
    **dict.fromkeys(with_ranks("Conv", "ConvTranspose", "LazyConv", "LazyConvTranspose"), WEIGHTED),
    **dict.fromkeys(("Linear", "LazyLinear", "Bilinear", "PReLU", "RNN", "GRU", "LSTM"), WEIGHTED),
    **dict.fromkeys(("RNNCell", "GRUCell", "LSTMCell"), WEIGHTED),
    **{layer: Rule(of_weights, (attended(*given),)) for layer, given in ATTENDING.items()},
    **dict.fromkeys(with_ranks("BatchNorm", "InstanceNorm", "LazyBatchNorm", "LazyInstanceNorm"), NORM),
    **dict.fromkeys(("LayerNorm", "GroupNorm", "SyncBatchNorm"), NORM),
    "RMSNorm": Rule(always(None), (needs(0, INEXACT, "the input", "floating"),)),
    "LocalResponseNorm": Rule(only(WIDE, same())),
    **dict.fromkeys(("Embedding", "EmbeddingBag"), LOOKUP),
    **dict.fromkeys(("Identity",), SAME),
    **dict.fromkeys(("Dropout", "AlphaDropout", "FeatureAlphaDropout", *with_ranks("Dropout")), FUNCTIONS["dropout"]),
    **dict.fromkeys(with_ranks("ZeroPad", "ConstantPad"), SAME),
    **dict.fromkeys(with_ranks("ReflectionPad", "ReplicationPad", "CircularPad"), MAYBE_FLOAT),
    **{layer: FUNCTIONS[function] for layer, function in AS_FUNCTIONS.items()},
    **{layer: Rule(same(), (needs(0, FLOATING, "the input of a softmax", "floating"),)) for layer in SOFTMAXES},
    **{layer: LOSSES[function] for layer, function in LOSS_LAYERS.items()},
}


def weight_of_loss(call: TypedCall) -> bool:
    """Whether a loss was made with weights, whose type is not looked at."""
    given = (call.definition or {}).get("weight")
    return given is not None and given.value is not None


def first(call: TypedCall) -> Answer:
    return element(call, 0)
