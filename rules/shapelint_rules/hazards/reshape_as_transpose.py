"""A reshape gives the sizes of a transposed tensor, but leaves the elements where they are.

## What it does
Reports a `view`, `reshape` or Keras `Reshape` of a tensor with known channels and places in space, whose result has the
channels where the places were and the other way round: (N, C, H, W) to (N, H*W, C), (N, C, L) to (N, L, C), tokens
(N, L, C) to (N, C, H, W), or all pixels as rows of C. Features that are cut into the heads of an attention across the
steps, (N, L, H*D) to (N, H, L, D), and heads that are put together that way. Also any tensor that is given its own
sizes in another order behind the first axis, such as heads and places (N, L, H, D) to (N, H, L, D), or frames and
channels.

## Why is this bad
A reshape only cuts the same row of elements anew. The sizes are those of the transposed tensor, so everything after it
fits; but a row that should hold the channels of one place holds neighbouring places of one channel.

## Example
```python
import torch
from torch import nn

features = nn.Conv2d(3, 64, 3)(torch.randn(2, 3, 12, 12))
tokens = features.view(2, -1, 64)
```

## Use instead
```python
import torch
from torch import nn

features = nn.Conv2d(3, 64, 3)(torch.randn(2, 3, 12, 12))
tokens = features.flatten(2).transpose(1, 2)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Shape, Tensor
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint.ops.layout.reshape import Reshape
from shapelint.symbolic import Size, Verdict, divides, equal, product, render
from shapelint_rules.support.axis_roles import BATCH, CHANNEL, SPATIAL, axis_roles
from shapelint_rules.support.dataflow import flow_of
from shapelint_rules.support.failures import layer_name
from shapelint_rules.support.heads import Cut, cut_across
from shapelint_rules.support.own_axes import permuted_axes
from shapelint_rules.support.wording import factors

LONGEST_WALK = 50


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if isinstance(node.operation, Reshape) and not any(r.verdict is Verdict.FAILS for r in node.requirements):
            found = exchanged(run, node)
            if found and not is_undone(run, node):
                yield finding(node, found)
            elif not found and (order := permuted_axes(node)) and is_used(run, node) and not is_undone(run, node):
                yield of_own_axes(node, order)
            elif not found and (cut := cut_across(run, node)) and not is_undone(run, node):
                yield of_heads(node, cut)


def exchanged(run: Run, node: Node) -> str:
    """How the axes are taken for others: "first" where channels come before places in the input, "last" where they come
    after them, "" where nothing is exchanged."""
    tensor = node.inputs[0]
    shape, out = tensor.shape, node.output_types[0].shape
    if shape is None or out is None or len(shape) < 3 or len(out) < 2:
        return ""
    roles = axis_roles(run).roles(tensor)
    if roles[0] != BATCH:
        return ""
    inner, same_batch = shape[1:], out[0] == shape[0]
    if roles[1] == CHANNEL and set(roles[2:]) == {SPATIAL}:
        if same_batch:
            return "first" if turns_round(inner, True, out[1:]) else ""
        return "first" if len(out) == 2 and takes_for_rows(inner, out[1]) else ""
    if set(roles[1:-1]) == {SPATIAL} and roles[-1] in (CHANNEL, "") and same_batch:
        return "last" if turns_round(inner, False, out[1:]) else ""
    return ""


def turns_round(sample: Shape, channels_first: bool, target: Shape) -> bool:
    """Whether the target has the channels at the other end, as a whole, and cannot be read in the order in which the
    sizes are."""
    channels, places = (sample[0], product(sample[1:])) if channels_first else (sample[-1], product(sample[:-1]))
    if equal(channels, 1) is not Verdict.FAILS or equal(places, 1) is not Verdict.FAILS or len(target) < 2:
        return False
    leading = channels if channels_first else places
    if any(equal(product(target[:at]), leading) is Verdict.HOLDS for at in range(1, len(target))):
        return False
    if only_joins(sample, target):
        return False
    whole, rest = (target[-1], target[:-1]) if channels_first else (target[0], target[1:])
    return equal(whole, channels) is Verdict.HOLDS and equal(product(rest), places) is Verdict.HOLDS


def only_joins(shape: Shape, target: Shape) -> bool:
    """Whether the target only joins neighbouring axes: (W, H, C) to (W, H*C)."""
    ends = [product(shape[:at]) for at in range(1, len(shape))]
    return all(any(equal(product(target[:at]), end) is Verdict.HOLDS for end in ends) for at in range(1, len(target)))


def takes_for_rows(inner: Shape, row: Size) -> bool:
    """Whether rows as long as there are channels are cut out of channels that stand first."""
    if equal(row, inner[0]) is not Verdict.HOLDS or equal(product(inner[1:]), 1) is not Verdict.FAILS:
        return False
    if equal(row, 1) is not Verdict.FAILS:
        return False
    return all(divides(row, product(inner[at:])) is Verdict.FAILS for at in range(2, len(inner)))


def is_used(run: Run, node: Node) -> bool:
    """Whether the tensor comes from a layer, or goes into one: of plain numbers any cut may be meant."""
    return comes_from_layer(node.inputs[0]) or any(n.definition is not None for n in flow_of(run).reached(node))


def comes_from_layer(tensor: Tensor) -> bool:
    """Whether a layer stands on the way along the first inputs."""
    for _ in range(LONGEST_WALK):
        node = tensor.producer
        if node is None or not node.inputs:
            return False
        if node.definition is not None:
            return True
        tensor = node.inputs[0]
    return False


def is_undone(run: Run, node: Node) -> bool:
    """Whether every way on leads back to the shape that it had."""
    later = list(flow_of(run).reached(node))
    return bool(later) and all(
        isinstance(n.operation, Reshape) and n.output_types[0].shape == node.inputs[0].shape for n in later
    )


def finding(node: Node, order: str) -> Finding:
    tensor = node.inputs[0]
    shape, out = tensor.shape or (), node.output_types[0].shape or ()
    channels, places = (shape[1], shape[2:]) if order == "first" else (shape[-1], shape[1:-1])
    parts = [f"{factors((channels,))} channels", f"{factors(places)} places"]
    if order == "last":
        parts.reverse()
    return Finding(
        f"{layer_name(node)} of {render_shape(shape)} to {render_shape(out)} does not transpose: the elements stay in "
        f"the order of {parts[0]} times {parts[1]}",
        node.place,
        help=advice(node, order, len(shape), len(out), out[0] == shape[0]),
        operand=tensor,
        remedy=remedy(node, order, shape, out),
    )


def of_own_axes(node: Node, order: tuple[int, ...]) -> Finding:
    """A reshape to the tensor's own sizes in another order."""
    tensor = node.inputs[0]
    shape, out = tensor.shape or (), node.output_types[0].shape or ()
    swapped = [axis for axis, source in enumerate(order) if axis != source]
    call = f"transpose({swapped[0]}, {swapped[1]})" if len(swapped) == 2 else f"permute{order}"
    has_methods = node.dialect.spelling.has_methods
    template = f"{{receiver}}.{call}"
    return Finding(
        f"{layer_name(node)} of {render_shape(shape)} to {render_shape(out)} does not exchange the axes: the elements "
        f"stay in the order of {' times '.join(render(size) for size in shape[1:])}",
        node.place,
        help=f"use x.{call}" if has_methods else node.dialect.advice.turn or "transpose the axes",
        operand=tensor,
        remedy=Remedy((Rewrite(node.place, template),), "transpose the axes", "unsafe")
        if node.callee in node.dialect.spelling.turned
        else None,
    )


def of_heads(node: Node, cut: Cut) -> Finding:
    """A reshape that makes heads of features, or puts heads together, across the steps."""
    tensor = node.inputs[0]
    shape, out = tensor.shape or (), node.output_types[0].shape or ()
    return Finding(
        f"{layer_name(node)} of {render_shape(shape)} to {render_shape(out)} does not exchange the axes: {cut.effect}",
        node.place,
        help=cut.help if node.dialect.spelling.has_methods else node.dialect.advice.turn,
        operand=tensor,
    )


def remedy(node: Node, order: str, shape: Shape, out: Shape) -> Remedy | None:
    """The axes transposed, and the same shape made of them."""
    if node.callee not in node.dialect.spelling.turned:
        return None
    exact = {
        (3, 3): ("{receiver}.transpose(1, 2)", (shape[0], shape[-1], shape[1])),
        (4, 4): ("{receiver}.permute(0, 2, 3, 1)", (shape[0], *shape[2:], shape[1])),
        (4, 3): ("{receiver}.flatten(2).transpose(1, 2)", (shape[0], product(shape[2:]), shape[1])),
    }
    template, made = exact.get((len(shape), len(out)), ("", ()))
    if order == "first" and template and all(equal(a, b) is Verdict.HOLDS for a, b in zip(made, out, strict=True)):
        return Remedy((Rewrite(node.place, template),), "transpose the axes", "unsafe")
    moved = "transpose(1, 2)" if order == "last" and len(shape) == 3 else "movedim(1, -1)" if order == "first" else ""
    template = f"{{receiver}}.{moved}.reshape({{arguments}})"
    return Remedy((Rewrite(node.place, template),), "transpose the axes first", "unsafe") if moved else None


def advice(node: Node, order: str, rank: int, new_rank: int, same_batch: bool) -> str:
    if not node.dialect.spelling.has_methods:
        return node.dialect.advice.turn
    if order == "last":
        return "transpose first: x.transpose(1, 2).reshape(...)"
    if not same_batch:
        return "put the channels last before: x.movedim(1, -1).reshape(-1, C)"
    if rank == new_rank:
        return "use x.transpose(1, 2)" if rank == 3 else "use x.permute(0, 2, 3, 1)"
    return "use x.flatten(2).transpose(1, 2)"


RULE = Rule("SHP207", "reshape-as-transpose", "warning", __doc__ or "", (Run,), check, has_fixes=True)
