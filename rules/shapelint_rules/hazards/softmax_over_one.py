"""A softmax, or the classes of a loss, along an axis of size one.

## What it does
Reports a softmax along the outputs of a layer that has one output, and a loss on classes (`CrossEntropyLoss`,
`sparse_categorical_crossentropy`, ...) of the scores of such a layer.

## Why is this bad
The softmax of a single number is 1, whatever the number is: the model gives 1 for every sample, the loss of a single
class is 0, and no gradient gets to the weights.

## Example
```python
import keras
from keras import layers

keras.Sequential([keras.Input((6,)), layers.Dense(1, activation="softmax")])
```

## Use instead
```python
import keras
from keras import layers

keras.Sequential([keras.Input((6,)), layers.Dense(1, activation="sigmoid")])
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Node, Place, Tensor, layer_of
from shapelint.ir.run import Run
from shapelint.ops.axes import render_shape, resolve_axis
from shapelint.ops.dense.linear import Bilinear, Linear
from shapelint.ops.layout.permute import Softmax
from shapelint.ops.loss.criterion import ClassLoss
from shapelint.ops.loss.target_first_loss import TargetLoss
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Verdict, equal
from shapelint_rules.support.axis_tracking import unwrapped
from shapelint_rules.support.dataflow import before
from shapelint_rules.support.failures import layer_name

NAMES = ("softmax", "log_softmax", "softmin", "sparsemax")
OF_CLASSES = ("categorical_crossentropy", "sparse_categorical_crossentropy", "categorical_focal_crossentropy")


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        operation = node.operation
        if isinstance(operation, Softmax) and len(operation.axes) == 1:
            if is_single_output(node.inputs[0], operation.axes[0]):
                yield of_softmax(node, node.inputs[0])
        elif isinstance(operation, ClassLoss) and operation.name == "cross_entropy":
            yield from of_loss(node, node.inputs[0], 1)
        elif isinstance(operation, TargetLoss) and operation.name in OF_CLASSES:
            yield from of_loss(node, node.inputs[1], -1)


def is_single_output(tensor: Tensor, axis: int) -> bool:
    """Whether an axis holds the one output of a layer."""
    node = before(tensor).producer
    return node is not None and has_one_output(node, axis)


def has_one_output(node: Node, axis: int) -> bool:
    """Whether a node is a layer whose outputs lie along an axis and are one."""
    operation, shape = unwrapped(node.operation), node.output_types[0].shape
    if not isinstance(operation, (Linear, Bilinear, Convolution)) or shape is None or len(shape) < 2:
        return False
    outputs = len(shape) - 1
    if isinstance(operation, Convolution) and not operation.channels_last:
        outputs -= len(operation.kernel_size)
    return resolve_axis(axis, len(shape)) == outputs and equal(shape[outputs], 1) is Verdict.HOLDS


def place_of(node: Node) -> Place:
    return node.definition.place if node.definition is not None else node.place


def of_softmax(node: Node, tensor: Tensor) -> Finding:
    layer = layer_of(node)
    return Finding(
        f"{layer_name(layer)}: the softmax of {render_shape(tensor.shape)} goes along an axis of size 1, so that it is "
        "always 1",
        place_of(layer),
        help="a single output takes a sigmoid; several classes take one output for each",
        operand=tensor,
    )


def of_loss(node: Node, scores: Tensor, axis: int) -> Iterator[Finding]:
    """A loss on the classes that a layer with one output gives, unless that has been said of its softmax."""
    if any(r.verdict is Verdict.FAILS for r in node.requirements) or not is_single_output(scores, axis):
        return
    producer = before(scores).producer
    if producer is None:
        return
    yield Finding(
        f"{layer_name(node)}: the scores {render_shape(scores.shape)} are those of a single class, so that the loss is "
        "always 0",
        node.place,
        help="give the last layer one output for each class, or take a binary cross entropy of the single output",
        operand=scores,
    )


RULE = Rule("SHP210", "softmax-over-one", "warning", __doc__ or "", (Run,), check)
