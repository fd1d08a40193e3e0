"""An element type loses what the values are about.

## What it does
Reports results whose element type cannot hold what is meant: a difference of unsigned bytes, which wraps below zero; a
mean of whole numbers that is a whole number; fractions written into a tensor of whole numbers; probabilities that are
converted to whole numbers, which all become 0 but exact ones.

## Why is this bad
Nothing raises: the numbers are wrong. An image that is darker than another by 1 differs from it by 255, an accuracy is
0 for every batch.

## Example
```python
import torch

before = torch.randint(0, 256, (3, 8, 8), dtype=torch.uint8)
after = torch.randint(0, 256, (3, 8, 8), dtype=torch.uint8)
change = after - before
```

## Use instead
```python
import torch

before = torch.randint(0, 256, (3, 8, 8), dtype=torch.uint8)
after = torch.randint(0, 256, (3, 8, 8), dtype=torch.uint8)
change = after.float() - before.float()
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Tensor
from shapelint.ops.element_types import FLOATING, INTEGERS
from shapelint.ops.layout.indexing import AssignIndex
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.pointwise.reduction import Reduce
from shapelint_rules.support.failures import layer_name

DIFFERENCES = frozenset({"-", "sub", "subtract"})
CONVERSIONS = frozenset({"to", "astype", "cast"})
PROBABILITIES = frozenset({"sigmoid", "softmax", "rand"})


def check(node: Node) -> Iterator[Finding]:
    for text, help, tensor in (*wrapped(node), *truncated_mean(node), *lost_fraction(node), *zeroed(node)):
        yield Finding(f"{layer_name(node)}: {text}", node.place, help=help, operand=tensor)


Hazard = tuple[str, str, Tensor]


def type_of(tensor: Tensor) -> str:
    return "" if tensor.element is None or tensor.element.is_number else tensor.element.name


def wrapped(node: Node) -> Iterator[Hazard]:
    """A difference of two tensors of unsigned bytes."""
    operation = node.operation
    if not isinstance(operation, Elementwise) or operation.name not in DIFFERENCES or len(node.inputs) != 2:
        return
    if (
        all(type_of(tensor) == "uint8" for tensor in node.inputs)
        and not any_known(node)
        and not is_ordered(*node.inputs)
    ):
        text = "a difference of uint8 wraps: 1 - 2 is 255"
        yield text, "convert both to a floating or a signed type first", node.inputs[0]


def is_ordered(larger: Tensor, smaller: Tensor) -> bool:
    """Whether no element of one tensor can be below that of the other: the least of some values is taken from these, or
    these from the largest."""
    (kind, above), (other, below) = extremes(larger), extremes(smaller)
    if kind == "max" and other == "min":
        return any(is_same(one, two) for one in above for two in below)
    if kind == "max":
        return all(any(is_same(one, two) for one in above) for two in below)
    return other == "min" and all(any(is_same(one, two) for two in below) for one in above)


LEAST_OR_MOST = {"max": "max", "amax": "max", "maximum": "max", "min": "min", "amin": "min", "minimum": "min"}


def extremes(tensor: Tensor) -> tuple[str, tuple[Tensor, ...]]:
    """Whether a tensor holds the largest ("max") or the least ("min") of some others, and these; else itself."""
    node = tensor.producer
    if node is None or not isinstance(node.operation, (Reduce, Elementwise)):
        return "", (tensor,)
    kind = LEAST_OR_MOST.get(node.operation.name.rpartition(".")[2], "")
    return (kind, node.inputs) if kind else ("", (tensor,))


def is_same(one: Tensor, other: Tensor, depth: int = 4) -> bool:
    """Whether two tensors are certainly equal: one tensor, or what the same operations give of it."""
    if one is other:
        return True
    first, second = one.producer, other.producer
    if first is None or second is None or depth == 0 or first.operation != second.operation:
        return False
    pairs = list(zip(first.inputs, second.inputs, strict=False))
    return bool(pairs) and len(first.inputs) == len(second.inputs) and all(is_same(a, b, depth - 1) for a, b in pairs)


def any_known(node: Node) -> bool:
    """Whether the elements of an operand are known, so that the program may well mean them."""
    return any(tensor.elements is not None for tensor in node.inputs)


def truncated_mean(node: Node) -> Iterator[Hazard]:
    """A mean whose result is a whole number."""
    operation = node.operation
    if isinstance(operation, Reduce) and operation.name.rpartition("_")[2] == "mean" and node.inputs:
        given = type_of(node.inputs[0])
        if given in INTEGERS and node.output_types[0].dtype == given and not node.guarded and not has_failed(node):
            text = f"a mean of {given} is {given} again: its fraction is cut off"
            yield text, "convert to a floating type before the mean", node.inputs[0]


def has_failed(node: Node) -> bool:
    return any(required.kind.value == "element_type" for required in node.requirements)


def lost_fraction(node: Node) -> Iterator[Hazard]:
    """Floating values written into whole numbers."""
    if not isinstance(node.operation, AssignIndex) or len(node.inputs) != 2 or has_failed(node):
        return
    own, source = type_of(node.inputs[0]), node.inputs[1]
    if own in INTEGERS and has_fraction(source):
        text = f"floating values are written into a tensor of {own}: their fractions are cut off"
        yield text, "make the tensor floating", source


def has_fraction(source: Tensor) -> bool:
    """Whether what is written is a number with a fraction, or comes straight from what gives fractions."""
    if source.element is None or source.element.name not in FLOATING:
        return False
    if source.element.is_number:
        known = None if source.elements is None else source.elements.known
        return known is not None and any(value != int(value) for value in finite(known))
    return is_probability(source)


def finite(values: tuple[object, ...]) -> list[float]:
    return [value for value in values if isinstance(value, float) and abs(value) < 2.0**53]


def zeroed(node: Node) -> Iterator[Hazard]:
    """Values between 0 and 1 converted to whole numbers."""
    operation = node.operation
    if not isinstance(operation, Elementwise) or operation.name not in CONVERSIONS or len(node.inputs) != 1:
        return
    target = node.output_types[0].dtype
    if target in INTEGERS and is_probability(node.inputs[0]):
        text = f"values between 0 and 1 become {target}: all below 1 are 0"
        yield text, "compare with a threshold, round, or take the largest (argmax)", node.inputs[0]


def is_probability(tensor: Tensor) -> bool:
    """Whether a tensor comes straight from what gives values between 0 and 1."""
    producer = tensor.producer
    return producer is not None and getattr(producer.operation, "name", "") in PROBABILITIES


RULE = Rule("SHP212", "lossy-types", "warning", __doc__ or "", (Node,), check)
