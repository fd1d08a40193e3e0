"""A linear layer is applied to the last axis of an image, and the image is flattened later or never.

## What it does
Reports a `Dense` or `Linear` that follows a convolution or pooling without a flatten or a global pooling between them,
where the flatten comes after it, or where the model's scores keep the image's axes.

## Why is this bad
A linear layer works on the last axis alone. In Keras that is the channels: the same small layer is applied at every
place of the image. In PyTorch it is the width. Nothing is raised; the layer has far fewer weights than meant, and
without a later flatten the model gives scores for every place instead of one for each image.

## Example
```python
import keras
from keras import layers

model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3), layers.Dense(64), layers.Flatten()])
```

## Use instead
```python
import keras
from keras import layers

model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(32, 3), layers.Flatten(), layers.Dense(64)])
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.permute import ShapePreservingOverAxis, Softmax
from shapelint.ops.layout.reshape import Flatten
from shapelint.ops.loss.criterion import Loss
from shapelint.ops.norm.normalization import BatchNormalization
from shapelint.ops.pointwise.reduction import Reduce
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.axis_roles import BATCH, CHANNEL, SPATIAL, axis_roles
from shapelint_rules.support.dataflow import flow_of, is_passing
from shapelint_rules.support.failures import call_place, layer_name
from shapelint_rules.support.provenance import known
from shapelint_rules.support.remedies import flattened_before
from shapelint_rules.support.wording import factors, size

IMAGE_FIRST = (BATCH, CHANNEL, SPATIAL, SPATIAL)
IMAGE_LAST = (BATCH, SPATIAL, SPATIAL, CHANNEL)
HARMLESS = (Linear, Flatten, Loss, ShapePreservingOverAxis, Reduce, BatchNormalization)


def check(run: Run) -> Iterator[Finding]:
    seen: set[int] = set()
    for node in run.nodes:
        if isinstance(node.operation, Linear) and id(node) not in seen and is_on_image(run, node):
            later = list(flow_of(run).descendants(node))
            seen.update(id(n) for n in later)  # what follows from the first one is not told again
            if all(isinstance(n.operation, HARMLESS) or is_passing(n) for n in later):
                yield from finding(run, node, later)


def is_on_image(run: Run, node: Node) -> bool:
    """Whether the layer gets what a convolution or pooling gives, with places in space that are more than one."""
    tensor = node.inputs[0]
    shape = tensor.shape
    if shape is None or len(shape) != 4 or any(r.verdict is Verdict.FAILS for r in node.requirements):
        return False
    wanted = IMAGE_LAST if node.dialect.channels_last else IMAGE_FIRST
    places = shape[1:3] if node.dialect.channels_last else shape[2:]
    return axis_roles(run).roles(tensor) == wanted and any(equal(s, 1) is Verdict.FAILS for s in places)


def finding(run: Run, node: Node, later: list[Node]) -> Iterator[Finding]:
    flatten = next((n for n in later if isinstance(n.operation, Flatten)), None)
    if flatten is None and not ends_in_scores(node, later):
        return
    assert isinstance(node.operation, Linear)
    tensor = node.inputs[0]
    shape = tensor.shape or ()
    sizes = known(shape[1:])
    axis = "channels" if node.dialect.channels_last else "width"
    weights = f"{size(shape[-1])}*{size(node.operation.out_features)} weights"
    applied = f"the same {weights} for each of {factors(shape[1:3])}"
    where = "places" if node.dialect.channels_last else "rows of all channels"
    end = "the flatten comes only after it" if flatten is not None else "nothing flattens the image"
    yield Finding(
        f"{layer_name(node)} is applied to the {axis} of {render_shape(shape)} alone, {applied} {where}: {end}",
        call_place(node),
        help=f"flatten the image before {layer_name(node)}",
        operand=tensor,
        remedy=None if sizes is None else flattened_before(node, sizes, later),
    )


def ends_in_scores(node: Node, later: list[Node]) -> bool:
    """Whether the image's axes are still there in what the model takes for scores: behind a softmax at the end. A
    layer on channels that stand last may classify every pixel: it keeps the size of the input and is meant so."""
    nodes = [node, *later]
    last = nodes[-1]
    is_scored = any(isinstance(n.operation, Softmax) and n.operation.name == "softmax" for n in nodes)
    if last.output_types[0].rank != 4 or not is_scored:
        return False
    return not node.dialect.channels_last or shrinks(node)


def shrinks(node: Node) -> bool:
    """Whether the image has become smaller on its way from the model's input."""
    tensor = node.inputs[0]
    shape = tensor.shape or ()
    while tensor.producer is not None and tensor.producer.inputs:
        tensor = tensor.producer.inputs[0]
    first = tensor.shape
    if first is None or len(first) != 4:
        return False
    return any(equal(a, b) is Verdict.FAILS for a, b in zip(first[1:3], shape[1:3], strict=True))


RULE = Rule("SHP205", "dense-before-flatten", "warning", __doc__ or "", (Run,), check, has_fixes=True)
