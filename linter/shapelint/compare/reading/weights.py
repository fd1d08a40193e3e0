"""The weights of layers in neutral terms: what each is for, and how its array is turned into the neutral one.

The neutral layouts: kernels of convolutions (out, in / groups, *window), of transposed ones (in, out / groups,
*window), of dense layers (out, in); everything else as it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.compare.reading.reader import Reader
from shapelint.compare.records import StepWeight
from shapelint.frontends.inspection import NamedWeight
from shapelint.ir import Node

ROLES = {
    "weight": "kernel", "kernel": "kernel", "bias": "bias", "depthwise_kernel": "kernel", "gamma": "scale",
    "beta": "offset", "moving_mean": "mean", "moving_variance": "variance", "running_mean": "mean",
    "running_var": "variance", "mean": "mean", "variance": "variance", "embeddings": "kernel", "alpha": "slope",
}  # fmt: skip
NORM_ROLES = {**ROLES, "weight": "scale", "bias": "offset"}


def stored(weight: NamedWeight) -> tuple[int, ...]:
    return tuple(size if isinstance(size, int) else -1 for size in weight.tensor.shape or ())


def plain_weight(weight: NamedWeight, role: str) -> StepWeight:
    """A weight that is neutral as it is stored."""
    shape = stored(weight)
    return StepWeight(role, weight.name, weight.shown, shape, shape, tuple(range(len(shape))))


def turned(weight: NamedWeight, role: str, order: Sequence[int], shape: Sequence[int] | None = None) -> StepWeight:
    """A weight that becomes neutral by transposing its axes, and by reshaping it then."""
    held = stored(weight)
    if len(order) != len(held):
        return plain_weight(weight, role)
    made = tuple(held[axis] for axis in order) if shape is None else tuple(shape)
    return StepWeight(role, weight.name, weight.shown, held, made, tuple(order))


def own_name(weight: NamedWeight) -> str:
    """The name of a weight within its layer."""
    return weight.tensor.origin.rpartition("/")[2] or weight.shown.replace("/", ".").rpartition(".")[2]


def weights_by_role(reader: Reader, node: Node, roles: dict[str, str] = ROLES) -> Iterator[tuple[str, NamedWeight]]:
    """The weights of a node's layer with what each is for; counters of batches are none."""
    if node.definition is None:  # a function that is given the weights
        for name, argument in node.arguments.items():
            given = reader.of_tensor.get(id(argument.value))
            if given is not None:
                reader.use(given)
                yield roles.get(name, name), given
        return
    for weight in reader.weights_of(node):
        name = own_name(weight)
        if weight.needed or name in roles:
            yield roles.get(name, name), weight


def kernel_last(rank: int) -> tuple[int, ...]:
    """The axes of (*window, in, out) in the order (out, in, *window)."""
    return (rank + 1, rank, *range(rank))
