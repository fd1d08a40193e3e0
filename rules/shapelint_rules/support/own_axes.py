"""Reshapes that give a tensor its own sizes in another order."""

from __future__ import annotations

from shapelint.ir import Node, Tensor
from shapelint.ops.layout.reshape import Flatten, Reshape, Unflatten
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.dataflow import before
from shapelint_rules.support.provenance import known


def permuted_axes(node: Node) -> tuple[int, ...] | None:
    """The axes of a reshape's input in the order in which the output has their sizes; None where that is not another
    order, or may be meant as it is."""
    shape, out = node.inputs[0].shape, node.output_types[0].shape
    if shape is None or out is None or len(shape) != len(out) or len(shape) < 3:
        return None
    if equal(shape[0], out[0]) is not Verdict.HOLDS:
        return None
    given, made = known(shape[1:]), known(out[1:])
    if given is None or made is None or sorted(given) != sorted(made):
        return None
    if [s for s in given if s != 1] == [s for s in made if s != 1]:
        return None
    if may_move_a_factor(given, made) and not is_taken_apart(node.inputs[0]):
        return None
    return (0, *order_of(given, made))


def order_of(given: tuple[int, ...], made: tuple[int, ...]) -> tuple[int, ...]:
    """For each size made the axis that has it, from 1: each once, the first ones first."""
    left = list(range(len(given)))
    order = []
    for size in made:
        axis = next(a for a in left if given[a] == size)
        left.remove(axis)
        order.append(axis + 1)
    return tuple(order)


def may_move_a_factor(given: tuple[int, ...], made: tuple[int, ...]) -> bool:
    """Whether the one shape may be the other with a factor taken from one axis to the next, as heads are from the
    features to the batch: (4, 16) to (16, 4) by the factor 4."""
    changed = [(a, b) for a, b in zip(given, made, strict=True) if a != b]
    return any(a % b == 0 or b % a == 0 for a, b in changed)


def is_taken_apart(tensor: Tensor) -> bool:
    """Whether the program itself has just given the tensor these axes, each of which has a meaning then."""
    node = before(tensor).producer
    return node is not None and isinstance(node.operation, (Reshape, Unflatten)) and is_split(node)


def is_split(node: Node) -> bool:
    """Whether a reshape makes several axes of the last one, and leaves the others as they are."""
    shape, out = node.inputs[0].shape, node.output_types[0].shape
    if shape is None or out is None or isinstance(node.operation, Flatten) or not 2 <= len(shape) < len(out):
        return False
    return all(equal(a, b) is Verdict.HOLDS for a, b in zip(shape[:-1], out, strict=False))
