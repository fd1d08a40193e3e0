"""Probabilities are given to a loss that makes probabilities of its input itself.

## What it does
Reports a softmax whose result goes into `CrossEntropyLoss`, a sigmoid whose result goes into `BCEWithLogitsLoss`, and a
Keras model compiled with a cross entropy whose `from_logits` does not fit its last layer: `from_logits=True` after a
softmax or sigmoid, or without it after a layer that has no activation.

## Why is this bad
A second softmax squeezes probabilities between 0 and 1 into nearly equal ones: the loss cannot come near 0, and the
gradients are small. The other way round, in Keras, negative scores are cut off as if they were probabilities.

## Example
```python
import torch
from torch import nn

model = nn.Sequential(nn.Linear(8, 3), nn.Softmax(dim=1))
loss = nn.CrossEntropyLoss()(model(torch.randn(4, 8)), torch.tensor([0, 1, 2, 0]))
```

## Use instead
```python
import torch
from torch import nn

model = nn.Sequential(nn.Linear(8, 3))
loss = nn.CrossEntropyLoss()(model(torch.randn(4, 8)), torch.tensor([0, 1, 2, 0]))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Keyword, Remedy
from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Node, Tensor, layer_of
from shapelint.ir.run import Objective, Run
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.indexing import Index
from shapelint.ops.layout.permute import MoveAxes, Permute, Softmax, Transpose
from shapelint.ops.layout.reshape import Flatten, Reshape, Squeeze, Unsqueeze
from shapelint.ops.loss.criterion import Loss
from shapelint.ops.loss.target_first_loss import TargetLoss
from shapelint.ops.pointwise.activation import Activation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.convolution import Convolution
from shapelint_rules.support.failures import layer_name
from shapelint_rules.support.remedies import left_out

RESHAPING = (Flatten, Reshape, Squeeze, Unsqueeze, Permute, Transpose, MoveAxes, Index)
COPYING = ("clone", "detach", "cast", "to")
LONGEST = 50
TWICE = {"cross_entropy": "softmax", "binary_cross_entropy_with_logits": "sigmoid"}
WANTED = {
    "categorical_crossentropy": "softmax",
    "sparse_categorical_crossentropy": "softmax",
    "binary_crossentropy": "sigmoid",
}


def check(run: Run) -> Iterator[Finding]:
    for node in run.nodes:
        if isinstance(node.operation, TargetLoss):
            called = Objective(node.inputs[1:2], node.operation.name, node.operation.from_logits, node.place)
            if not any(maker_of(called) is maker_of(other) for other in run.objectives):
                yield from of_objective(called)
        elif isinstance(node.operation, Loss) and node.operation.name in TWICE:
            yield from of_loss(node, TWICE[node.operation.name])
    for objective in run.objectives:
        yield from of_objective(objective)


def maker_of(objective: Objective) -> object:
    """The layer, or else the operation, that the first output comes from."""
    made = maker(objective.outputs[0]) if objective.outputs else None
    return None if made is None else layer_of(made).definition or made


def of_loss(node: Node, name: str) -> Iterator[Finding]:
    made = maker(node.inputs[0])
    if made is None or activation_of(made) != name:
        return
    layer = layer_of(made)
    related = () if layer.definition is None else (Related(layer.definition.place, f"the {name} is built"),)
    source = layer_name(layer)
    better = node.dialect.advice.scores.get(name)
    yield Finding(
        f"{layer_name(node)} applies a {name} itself, but its input comes from {source}: it is applied twice",
        made.place,
        help=f"give the loss the scores before {source}{f' (or use {better})' if better else ''}",
        operand=made.inputs[0],
        related=(Related(node.place, f"{layer_name(node)} is called"), *related),
        remedy=left_out(made) if layer is made else None,
    )


def maker(tensor: Tensor) -> Node | None:
    """The operation that a tensor comes from, seen through what only changes its shape."""
    for _ in range(LONGEST):
        node = tensor.producer
        if node is None:
            return None
        is_copy = isinstance(node.operation, Elementwise) and node.operation.name in COPYING
        if not isinstance(node.operation, RESHAPING) and not is_copy:
            return node
        tensor = node.inputs[0]
    return None


def activation_of(node: Node) -> str:
    """ "softmax" or "sigmoid"; "" for neither."""
    operation = node.operation
    if isinstance(operation, Softmax) and operation.name == "softmax":
        return "softmax"
    if isinstance(operation, Activation) and operation.name == "sigmoid":
        return "sigmoid"
    return ""


def of_objective(objective: Objective) -> Iterator[Finding]:
    """A model whose last layer is known, compiled with a loss by its name."""
    wanted = WANTED.get(objective.loss)
    if wanted is None or len(objective.outputs) != 1 or objective.from_logits is None:
        return
    made = maker(objective.outputs[0])
    if made is None:
        return
    found = activation_of(made)
    if objective.from_logits and found:
        yield told(made, objective, f"ends in a {found}, but {objective.loss} has from_logits=True", found)
    elif not objective.from_logits and is_bare(made):
        yield told(made, objective, f"has no activation, but {objective.loss} expects probabilities", "")


def is_bare(node: Node) -> bool:
    """Whether a node is a layer that gives unbounded scores: a Dense or convolution without an activation."""
    return isinstance(node.operation, (Linear, Convolution))


def told(node: Node, objective: Objective, what: str, found: str) -> Finding:
    value = "False" if found else "True"
    other = "leave the activation out" if found else "give the last layer its activation"
    node = layer_of(node)
    name = layer_name(node)
    return Finding(
        f"the model {'' if found else f'ends in {name}, which '}{what}",
        objective.place,
        help=f"compile with from_logits={value}, or {other}",
        related=(Related(node.definition.place if node.definition is not None else node.place, f"{name} is built"),),
        remedy=Remedy(
            (Keyword(objective.place, "from_logits", value, called=class_of(objective.loss)),),
            f"compile with from_logits={value}",
            "unsafe",
        ),
    )


def class_of(loss: str) -> str:
    """ "BinaryCrossentropy" for "binary_crossentropy"."""
    return "".join(word.capitalize() for word in loss.split("_"))


RULE = Rule("SHP304", "softmax-before-cross-entropy", "warning", __doc__ or "", (Run,), check, has_fixes=True)
