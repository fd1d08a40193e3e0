"""Linear maps and distances of torch.nn.functional:
https://docs.pytorch.org/docs/stable/nn.functional.html#linear-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.functional.convolution import operands, weight_shape
from shapelint.frontends.torch.nn.linear import similarity
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.layout.creation import Creation
from shapelint.ops.loss.adaptive_softmax import LinearClassLoss
from shapelint.ops.pointwise.distance import AllPairs, VectorPair
from shapelint.symbolic import Verdict, equal


@torch.function(*functional_names("linear"))
def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None) -> Application | Rejected | Undetermined:
    if weight.shape is None or len(weight.shape) < 2:
        return Undetermined("a weight that may be a vector")
    if len(weight.shape) > 2:
        return Rejected(Kind.RANK, "weight", "the weight must have 2 dimensions", 2, len(weight.shape))
    operation = Linear(weight.shape[1], weight.shape[0], bias is not None, argument="weight")
    return Application(operation, operands(input, weight, bias))


@torch.function(*functional_names("bilinear", torch_too=True))
def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Application | Rejected:
    shape = weight_shape(weight, 1)
    if isinstance(shape, Rejected):
        return shape
    return Application(Bilinear(shape[1], shape[2], shape[0], bias is not None), (input1, input2, weight))


@torch.function(*functional_names("cosine_similarity", torch_too=True))
def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: object = 1e-8) -> Application | Undetermined:
    operation = similarity(dim)
    return operation if isinstance(operation, Undetermined) else Application(operation, (x1, x2))


@torch.function(*functional_names("pairwise_distance", torch_too=True))
def pairwise_distance(
    x1: Tensor, x2: Tensor, p: object = 2.0, eps: object = 1e-6, keepdim: bool = False
) -> Application:
    return Application(VectorPair("pairwise_distance", -1, keepdim), (x1, x2))


@torch.function(*functional_names("pdist", torch_too=True))
def pdist(input: Tensor, p: object = 2) -> Application:
    return Application(AllPairs(), (input,))


@torch.function(*functional_names("linear_cross_entropy"))
def linear_cross_entropy(
    input: Tensor, linear_weight: Tensor, target: Tensor, *, linear_bias: object = None, weight: object = None,
    reduction: str = "mean", ignore_index: object = None, label_smoothing: object = 0.0, options: object = None,
) -> Application | Undetermined:  # fmt: skip
    shape = linear_weight.shape
    if shape is None or len(shape) < 2:
        return Undetermined("a weight of unknown shape")
    return Application(LinearClassLoss(shape[-1], shape[0], shape[1:-1], reduction=reduction), (input, target))


@torch.function(*functional_names("conv_tbc", torch_too=True))
def conv_tbc(input: Tensor, weight: Tensor, bias: Tensor, pad: int = 0) -> Application | Rejected | Undetermined:
    """A convolution over (time, batch, channels) with a kernel (width, channels in, channels out)."""
    if input.shape is None or weight.shape is None:
        return Undetermined("a convolution of tensors of unknown rank")
    for name, shape in (("input", input.shape), ("weight", weight.shape)):
        if len(shape) != 3:
            return Rejected(Kind.RANK, name, f"the {name} must have 3 dimensions", 3, len(shape))
    if equal(input.shape[2], weight.shape[1]) is Verdict.FAILS:
        return Rejected(Kind.IN_CHANNELS, "weight", "the channels differ", weight.shape[1], input.shape[2])
    steps = input.shape[0] + 2 * pad - weight.shape[0] + 1
    return Application(Creation("conv_tbc", (steps, input.shape[1], weight.shape[2]), input.type.dtype), (input,))


@torch.function(*functional_names("grouped_mm"))
def grouped_mm(
    mat_a: Tensor, mat_b: Tensor, *, offs: Any = None, bias: object = None, out_dtype: object = None
) -> Application | Undetermined:
    if offs is not None:
        return Undetermined("a product of groups of rows")
    return Application(MatrixMultiply((3, 3)), (mat_a, mat_b))
