"""Features that are cut into heads, or heads that are put together, in the order of another axis: (L, H*D) to (H, L, D)
and back, without a transposition."""

from __future__ import annotations

from shapelint.ir import Node, Shape
from shapelint.ir.run import Run
from shapelint.ops.attention.attention import ScaledDotProduct
from shapelint.ops.dense.einsum import Einsum
from shapelint.ops.dense.matmul import MatrixMultiply
from shapelint.ops.layout.permute import MoveAxes, Permute, ReverseAxes, Transpose
from shapelint.records import dataclass
from shapelint.symbolic import Verdict, equal, product, render
from shapelint_rules.support.dataflow import before, flow_of

MULTIPLIED = (MatrixMultiply, Einsum, ScaledDotProduct)
TURNED = (Permute, Transpose, MoveAxes, ReverseAxes)
LONGEST_WALK = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """What a reshape does instead, and how to write what is meant."""

    effect: str
    help: str


def cut_across(run: Run, node: Node) -> Cut | None:
    """Of the reshape of a batch: whether it makes heads out of the features of steps, or steps out of heads, in the
    wrong order. None unless the heads are multiplied with others, as attention does."""
    shape, out = node.inputs[0].shape, node.output_types[0].shape
    if not shape or not out or equal(shape[0], out[0]) is not Verdict.HOLDS:
        return None
    if (len(shape), len(out)) == (3, 4) and is_of_heads(out, shape) and is_multiplied(run, node):
        batch, steps, heads, size = (render(one) for one in (out[0], out[2], out[1], out[3]))
        effect = f"each head gets all features of some of the {steps} steps, not {size} features of each step"
        return Cut(effect, f"cut the features first: x.view({batch}, {steps}, {heads}, {size}).transpose(1, 2)")
    if (len(shape), len(out)) == (4, 3) and is_of_heads(shape, out) and is_product(node):
        steps = render(out[1])
        effect = f"each of the {steps} steps gets values of other steps, not those of all heads"
        return Cut(effect, "put the heads beside their features first: x.transpose(1, 2).reshape(...)")
    return None


def is_of_heads(split: Shape, whole: Shape) -> bool:
    """Whether (N, H, L, D) has the sizes of (N, L, H*D), and H, L and D can be no others: none is one, H is not L."""
    _, heads, steps, size = split
    apart = [(heads, steps), (heads, 1), (steps, 1), (size, 1)]
    return (
        equal(steps, whole[1]) is Verdict.HOLDS
        and equal(product((heads, size)), whole[2]) is Verdict.HOLDS
        and all(equal(one, other) is Verdict.FAILS for one, other in apart)
    )


def is_multiplied(run: Run, node: Node) -> bool:
    """Whether the tensor goes into a product, seen through transpositions."""
    flow, waiting, seen = flow_of(run), [node], 0
    while waiting and seen < LONGEST_WALK:
        seen += 1
        for later in flow.reached(waiting.pop()):
            if isinstance(later.operation, MULTIPLIED):
                return True
            if isinstance(later.operation, TURNED):
                waiting.append(later)
    return False


def is_product(node: Node) -> bool:
    """Whether the tensor is one."""
    producer = before(node.inputs[0]).producer
    return producer is not None and isinstance(producer.operation, MULTIPLIED)
