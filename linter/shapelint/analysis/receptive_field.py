"""How much of a model's input each place of a result depends on: the receptive field, by axis.

A window of size k and dilation d, over places that stand j apart in the input, widens the field by d * (k - 1) * j, and
its stride s makes them stand j * s apart (Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural
Networks", Distill 2019).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shapelint.ir import Node, Tensor
from shapelint.ops.operation import Operation
from shapelint.ops.spatial.convolution import TransposedConvolution
from shapelint.records import dataclass

PLACEWISE = ("norm", "pointwise", "structural")  # families of operations that leave every place where it is
MERGES = frozenset({"Concatenate", "ConcatenateSamples", "Merge", "Elementwise"})


@dataclass(frozen=True, slots=True)
class Field:
    """The extent of the field and the distance of neighbours, by spatial axis; both empty before any window."""

    extents: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()


POINT = Field()


def receptive_fields(nodes: Iterable[Node]) -> Mapping[int, Field | None]:
    """The field of what each node gives, by the node's identity; None where it is the whole input, or not known."""
    fields: dict[int, Field | None] = {}
    for node in nodes:
        fields[id(node)] = after(node.operation, [field_of(tensor, fields) for tensor in node.inputs[:1]], node, fields)
    return fields


def field_of(tensor: Tensor, fields: Mapping[int, Field | None]) -> Field | None:
    return POINT if tensor.producer is None else fields.get(id(tensor.producer))


def after(
    operation: Operation, first: list[Field | None], node: Node, fields: Mapping[int, Field | None]
) -> Field | None:
    """The field behind an operation."""
    kernel, stride = getattr(operation, "kernel_size", None), getattr(operation, "stride", None)
    family = type(operation).__module__.split(".")[2:3]
    if isinstance(kernel, tuple) and isinstance(stride, tuple) and family == ["spatial"]:
        known = first[0] if first else None
        if known is None or isinstance(operation, TransposedConvolution):
            return None
        dilation = getattr(operation, "dilation", None)
        return slid(known, kernel, stride, dilation if isinstance(dilation, tuple) else (1,) * len(kernel))
    if type(operation).__name__ in MERGES:
        return widest([field_of(tensor, fields) for tensor in node.inputs])
    return first[0] if first and family and family[0] in PLACEWISE else None


def slid(
    before: Field, kernel: tuple[object, ...], stride: tuple[object, ...], dilation: tuple[object, ...]
) -> Field | None:
    extents, steps = (side or (1,) * len(kernel) for side in (before.extents, before.steps))
    if not len(extents) == len(kernel) == len(stride) == len(dilation):
        return None
    numbers = tuple(zip(kernel, stride, dilation, strict=True))
    sizes = [(k, s, d) for k, s, d in numbers if isinstance(k, int) and isinstance(s, int) and isinstance(d, int)]
    if len(sizes) < len(numbers):
        return None
    return Field(
        tuple(e + d * (k - 1) * j for e, j, (k, _, d) in zip(extents, steps, sizes, strict=True)),
        tuple(j * s for j, (_, s, _) in zip(steps, sizes, strict=True)),
    )


def widest(fields: list[Field | None]) -> Field | None:
    """The field of what is made of several results place by place."""
    known = [field for field in fields if field is not None]
    if len(known) < len(fields) or not known:
        return None
    windowed = [field for field in known if field.extents]
    if not windowed:
        return POINT
    if len({len(field.extents) for field in windowed}) > 1:
        return None
    extents = tuple(max(axis) for axis in zip(*(field.extents for field in windowed), strict=True))
    steps = tuple(max(axis) for axis in zip(*(field.steps for field in windowed), strict=True))
    return Field(extents, steps)
