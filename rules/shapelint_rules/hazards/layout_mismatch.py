"""Images with the channels at one end go into a convolution that looks for them at the other.

## What it does
Reports a two-dimensional convolution right at a model's input, where the input has one axis of 1 or 3 and two equal
larger ones, and the convolution takes one of the larger ones for the channels: `input_shape=(3, 224, 224)` for a Keras
layer that is channels_last, (N, 224, 224, 3) for a `Conv2d(224, ...)`.

## Why is this bad
The window slides over the colours and one side of the image; the other side is taken for 224 colours. Everything fits,
and nothing sensible is learnt.

## Example
```python
import keras
from keras import layers

model = keras.Sequential([keras.Input((3, 32, 32)), layers.Conv2D(8, 3)])
```

## Use instead
```python
import keras
from keras import layers

model = keras.Sequential([keras.Input((32, 32, 3)), layers.Conv2D(8, 3)])
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Tensor
from shapelint.ops.axes import render_shape
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Size, Verdict, equal, render
from shapelint_rules.support.axis_tracking import unwrapped
from shapelint_rules.support.dataflow import before
from shapelint_rules.support.failures import call_place, layer_name

COLOURS = (1, 3)
LEAST_SIDE = 8


def check(node: Node) -> Iterator[Finding]:
    operation = unwrapped(node.operation)
    if not isinstance(operation, Convolution) or len(operation.kernel_size) != 2 or not node.inputs:
        return
    shape = node.inputs[0].shape
    if shape is None or len(shape) != 4 or any(r.verdict is Verdict.FAILS for r in node.requirements):
        return
    if is_input(before(node.inputs[0])) and is_turned(shape[1:], operation):
        yield finding(node, operation)


def is_input(tensor: Tensor) -> bool:
    """Whether a tensor is what the model is given: an Input, or data made on the spot."""
    return tensor.role in ("input", "data") or (tensor.producer is not None and not tensor.producer.inputs)


def is_turned(sample: tuple[Size, ...], operation: Convolution) -> bool:
    """Whether the sample looks like an image of the other layout, and a window of more than one place slides over its
    colours."""
    colours, sides, kernel = (
        (sample[0], sample[1:], operation.kernel_size[0])
        if operation.channels_last
        else (sample[-1], sample[:-1], operation.kernel_size[1])
    )
    if colours not in COLOURS or not all(isinstance(s, int) and s >= LEAST_SIDE for s in sides):
        return False
    return equal(sides[0], sides[1]) is Verdict.HOLDS and equal(kernel, 1) is Verdict.FAILS


def finding(node: Node, operation: Convolution) -> Finding:
    tensor = node.inputs[0]
    batch, *sample = tensor.shape or ()
    last = operation.channels_last
    channels, rows, columns = (sample[2], *sample[:2]) if last else (sample[0], *sample[1:])
    right = (*sample[1:], sample[0]) if last else (sample[-1], *sample[:-1])
    layout, other = ("channels_last", "channels_first") if last else ("channels first", "channels last")
    advice = f"give the input as {render_shape((batch, *right))}"
    if node.dialect.advice.layout:
        advice += f", {node.dialect.advice.layout.format(other=other)}"
    return Finding(
        f"{layer_name(node)} is {layout}: it takes {render_shape(tensor.shape)} for images of {render(rows)}x"
        f"{render(columns)} with {render(channels)} channels",
        call_place(node),
        expected=render_shape((batch, *right)),
        actual=render_shape(tensor.shape),
        help=advice,
        operand=tensor,
    )


RULE = Rule("SHP202", "layout-mismatch", "warning", __doc__ or "", (Node,), check)
