"""torch.nn's linear layers and distances: https://docs.pytorch.org/docs/stable/nn.html#linear-layers."""

from __future__ import annotations

from shapelint.frontends.torch.vocabulary import layer_names, torch
from shapelint.interpret.api.coercions import Flag
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.ir import Tensor
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.distance import VectorPair
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.symbolic import Size


def call_with_two(operation: Operation, input1: Tensor, input2: Tensor) -> Application:
    return Application(operation, (input1, input2))


def call_with_pair(operation: Operation, x1: Tensor, x2: Tensor) -> Application:
    return Application(operation, (x1, x2))


def similarity(dim: Size) -> VectorPair | Undetermined:
    """The cosine similarity along an axis."""
    if not isinstance(dim, int):
        return Undetermined("an axis that is not known")
    return VectorPair("cosine_similarity", dim)


@torch.layer(*layer_names("linear", "Identity"))
def identity(*args: object, **kwargs: object) -> Elementwise:
    return Elementwise("identity")


@torch.layer(*layer_names("linear", "Linear"))
def linear(
    in_features: int, out_features: int, bias: Flag = True, device: object = None, dtype: object = None
) -> Linear:
    return Linear(in_features, out_features, bias)


# Quantization's own subclass of Linear, which MultiheadAttention projects its output with.
@torch.layer("torch.nn.modules.linear.NonDynamicallyQuantizableLinear", bases=("torch.nn.Linear",))
def non_dynamically_quantizable_linear(
    in_features: int, out_features: int, bias: Flag = True, device: object = None, dtype: object = None
) -> Linear:
    return Linear(in_features, out_features, bias)


@torch.layer(*layer_names("linear", "LazyLinear"), bases=("torch.nn.Linear",))
def lazy_linear(out_features: int, bias: Flag = True, device: object = None, dtype: object = None) -> Linear:
    return Linear(None, out_features, bias)


@torch.layer(*layer_names("linear", "Bilinear"), call=call_with_two)
def bilinear(
    in1_features: int,
    in2_features: int,
    out_features: int,
    bias: Flag = True,
    device: object = None,
    dtype: object = None,
) -> Bilinear:
    return Bilinear(in1_features, in2_features, out_features, bias)


@torch.layer(*layer_names("distance", "CosineSimilarity"), call=call_with_pair)
def cosine_similarity(dim: int = 1, eps: object = 1e-8) -> VectorPair | Undetermined:
    return similarity(dim)


@torch.layer(*layer_names("distance", "PairwiseDistance"), call=call_with_pair)
def pairwise_distance(p: object = 2.0, eps: object = 1e-6, keepdim: bool = False) -> VectorPair:
    return VectorPair("pairwise_distance", -1, keepdim)
