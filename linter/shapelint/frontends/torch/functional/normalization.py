"""The normalizations of torch.nn.functional, whose features are those of the tensors that are given:
https://docs.pytorch.org/docs/stable/nn.functional.html#normalization-functions."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.coercions import Axes, Sizes
from shapelint.interpret.api.vocabulary import Application, Rejected
from shapelint.ir import Kind, Tensor
from shapelint.ops.layout.permute import ShapePreservingOverAxis
from shapelint.ops.norm.normalization import (
    BatchNormalization,
    GroupNormalization,
    InstanceNormalization,
    LayerNormalization,
    LocalResponseNormalization,
    RMSNormalization,
)
from shapelint.symbolic import Size, Verdict, equal

Features = tuple[Size | None, str | None]


def features_of(**given: Tensor | None) -> Features | Rejected:
    """The number of features that the tensors agree on, and the name of the first; None when none has a known shape."""
    found: Features = (None, None)
    for name, tensor in given.items():
        if tensor is None or tensor.shape is None or len(tensor.shape) != 1:
            continue
        size = tensor.shape[0]
        if found[0] is None:
            found = (size, name)
        elif equal(found[0], size) is Verdict.FAILS:
            return Rejected(Kind.NORM_FEATURES, name, f"{name} must be as long as {found[1]}", found[0], size)
    return found


def batch(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None,
    bias: Tensor | None,
    training: object,
) -> Application | Rejected:
    found = features_of(running_mean=running_mean, running_var=running_var, weight=weight, bias=bias)
    if isinstance(found, Rejected):
        return found
    return Application(
        BatchNormalization(found[0], argument=found[1], training=training if isinstance(training, bool) else None),
        (input,),
    )


@torch.function(*functional_names("batch_norm"))
def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: Any = False,
    momentum: object = 0.1,
    eps: object = 1e-5,
) -> Application | Rejected:
    return batch(input, running_mean, running_var, weight, bias, training)


@torch.function("torch.batch_norm")
def torch_batch_norm(
    input: Tensor,
    weight: Tensor | None,
    bias: Tensor | None,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    training: Any,
    momentum: object,
    eps: object,
    cudnn_enabled: object,
) -> Application | Rejected:
    return batch(input, running_mean, running_var, weight, bias, training)


@torch.function(*functional_names("instance_norm"))
def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: Any = True,
    momentum: object = 0.1,
    eps: object = 1e-5,
) -> Application | Rejected:
    found = features_of(running_mean=running_mean, running_var=running_var, weight=weight, bias=bias)
    if isinstance(found, Rejected):
        return found
    # The function takes any batched tensor, so the rank that it is given is the one that it takes.
    ranks = (max(input.type.rank or 0, 3),)
    track = use_input_stats is not True
    return Application(InstanceNormalization(found[0], ranks=ranks, track=track, argument=found[1]), (input,))


@torch.function(*functional_names("layer_norm"))
def layer_norm(
    input: Tensor,
    normalized_shape: Sizes,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: object = 1e-5,
) -> Application | Rejected:
    return trailing(LayerNormalization(normalized_shape), input, weight, bias)


@torch.function("torch.layer_norm")
def torch_layer_norm(
    input: Tensor,
    normalized_shape: Sizes,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: object = 1e-5,
    cudnn_enable: object = True,
) -> Application | Rejected:
    return trailing(LayerNormalization(normalized_shape), input, weight, bias)


@torch.function(*functional_names("rms_norm", torch_too=True))
def rms_norm(
    input: Tensor, normalized_shape: Sizes, weight: Tensor | None = None, eps: object = None
) -> Application | Rejected:
    return trailing(RMSNormalization(normalized_shape), input, weight, None)


def trailing(
    operation: LayerNormalization, input: Tensor, weight: Tensor | None, bias: Tensor | None
) -> Application | Rejected:
    """A normalization of the trailing axes, whose weight and bias must have the shape that is normalized."""
    expected = operation.normalized_shape or ()
    for name, tensor in (("weight", weight), ("bias", bias)):
        if tensor is None or tensor.shape is None:
            continue
        if len(tensor.shape) != len(expected) or any(
            equal(a, b) is Verdict.FAILS for a, b in zip(tensor.shape, expected, strict=True)
        ):
            text = f"{name} must have the shape normalized_shape"
            return Rejected(Kind.NORM_FEATURES, name, text, expected, tensor.shape)
    return Application(operation, (input,))


def grouped(input: Tensor, num_groups: Size, weight: Tensor | None, bias: Tensor | None) -> Application | Rejected:
    found = features_of(weight=weight, bias=bias)
    if isinstance(found, Rejected):
        return found
    return Application(GroupNormalization(num_groups, found[0], argument=found[1]), (input,))


@torch.function(*functional_names("group_norm"))
def group_norm(
    input: Tensor, num_groups: int, weight: Tensor | None = None, bias: Tensor | None = None, eps: object = 1e-5
) -> Application | Rejected:
    return grouped(input, num_groups, weight, bias)


@torch.function("torch.group_norm")
def torch_group_norm(
    input: Tensor,
    num_groups: int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: object = 1e-5,
    cudnn_enabled: object = True,
) -> Application | Rejected:
    return grouped(input, num_groups, weight, bias)


@torch.function(*functional_names("local_response_norm"))
def local_response_norm(
    input: Tensor, size: int, alpha: object = 1e-4, beta: object = 0.75, k: object = 1.0
) -> Application:
    return Application(LocalResponseNormalization(size), (input,))


@torch.function(*functional_names("normalize"))
def normalize(
    input: Tensor,
    p: object = 2.0,
    dim: Axes = 1,  # type: ignore[assignment]
    eps: object = 1e-12,
    out: object = None,
) -> Application:
    return Application(ShapePreservingOverAxis("normalize", dim), (input,))
