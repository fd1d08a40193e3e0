"""A loss receives predictions and targets that do not fit together.

## What it does
Compares the shapes of what a loss is given: class scores with class numbers, predictions with targets of the same
shape.

## Why is this bad
The framework raises in the first step of the training.

## What the framework says
```text
Expected input batch_size (32) to match target batch_size (16).
```

## Example
```python
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.randn(32, 10), torch.randint(0, 10, (16,)))
```

## Use instead
```python
import torch
from torch import nn

nn.CrossEntropyLoss()(torch.randn(32, 10), torch.randint(0, 10, (32,)))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Definition, Event, Kind, Node, Shape
from shapelint.ops.layout.reshape import Reshape
from shapelint.ops.loss.criterion import ClassLoss
from shapelint.ops.loss.target_first_loss import CLASSES, TargetLoss
from shapelint.symbolic import Verdict, equal, render
from shapelint_rules.support.advice import differing, reshaping, same
from shapelint_rules.support.failures import Subject, failures, layer_name

LONGEST_WAY = 100  # operations


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.LOSS_TARGET):
        required = failure.requirement
        related = folded(subject) if isinstance(subject, Node) else ()
        yield Finding(
            failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=help_for(subject, related) if isinstance(subject, Node) else "",
            operand=failure.operand,
            remedy=reshaped(subject) if isinstance(subject, Node) else None,
            related=related,
            roles=roles(subject, required.operand or 0) if isinstance(subject, Node) else ("", ""),
        )


def help_for(node: Node, related: tuple[Related, ...]) -> str:
    """What would fit; where a reshape has made other rows of the batch, how that keeps it."""
    return node.dialect.advice.rows if related else advice(node)


def roles(node: Node, operand: int) -> tuple[str, str]:
    """What the input at a position is to the loss, and what the other one is."""
    names = ("target", "prediction") if isinstance(node.operation, TargetLoss) else ("prediction", "target")
    return (names[operand], names[1 - operand]) if operand < 2 and len(node.inputs) == 2 else ("", "")


def advice(node: Node) -> str:
    """How the target and what it is compared with would fit, where a change of one of them does it."""
    if len(node.inputs) < 2:
        return ""
    first, second = node.inputs[0].shape, node.inputs[1].shape
    scores, target = (second, first) if isinstance(node.operation, TargetLoss) else (first, second)
    if not scores or target is None:
        return ""
    has_methods = node.dialect.spelling.has_methods
    if target and equal(scores[0], target[0]) is Verdict.FAILS:
        return "the first axis of both is the batch: a reshape, or a batch that is cut off, has changed one of them"
    if takes_class_numbers(node):
        return class_numbers(node, scores, target)
    turned = reshaping(target, scores, "the target", has_methods)
    return turned or reshaping(scores, target, "the predictions", has_methods) or other_size(scores, target)


def other_size(scores: Shape, target: Shape) -> str:
    """Which size of the predictions is another one than the targets have."""
    axes = list(differing((scores, target))) if len(scores) == len(target) else []
    if axes == [len(scores) - 1] and len(scores) == 2:
        return (
            f"the last layer gives {render(scores[-1])} values for each sample, the targets have {render(target[-1])}"
        )
    if axes and axes[0] > 0 and len(scores) > 3:
        return "the model changes the size of the image: pad its convolutions, or crop the targets"
    return ""


def folded(node: Node) -> tuple[Related, ...]:
    """The reshape on the way of what is compared that has made other rows of the batch, where the other one has as many
    as the batch had."""
    for position, tensor in enumerate(node.inputs[:2]):
        other = node.inputs[1 - position].shape if len(node.inputs) > 1 else None
        maker = tensor.producer
        for _ in range(LONGEST_WAY):
            if maker is None or not maker.inputs or not other:
                break
            before, after = maker.inputs[0].shape, maker.output_types[0].shape if maker.output_types else None
            if isinstance(maker.operation, Reshape) and before and after:
                kept, made = equal(before[0], other[0]), equal(after[0], before[0])
                if kept is Verdict.HOLDS and made is Verdict.FAILS:
                    text = f"{layer_name(maker)} makes {render(after[0])} rows of a batch of {render(before[0])}"
                    return (Related(maker.place, text),)
            maker = maker.inputs[0].producer
    return ()


def reshaped(node: Node) -> Remedy | None:
    """The target with an axis of size 1 at its end, or without it, where that makes it fit."""
    written = node.arguments.get("target")
    shapes = [tensor.shape for tensor in node.inputs]
    if len(shapes) < 2 or shapes[0] is None or shapes[1] is None or not node.dialect.spelling.has_methods:
        return None
    if written is None or written.place is None:
        return None
    scores, target = shapes[0], shapes[1]
    classes = takes_class_numbers(node)
    wanted = (*scores[:1], *scores[2:]) if classes else scores
    if same(target, (*wanted, 1)):
        template = f"{{text}}.squeeze({len(wanted)})"
    elif same((*target, 1), wanted) and not classes:
        template = f"{{text}}.unsqueeze({len(target)})"
    else:
        return None
    return Remedy((Rewrite(written.place, template),), applicability="unsafe")


def takes_class_numbers(node: Node) -> bool:
    operation = node.operation
    return isinstance(operation, ClassLoss) or (isinstance(operation, TargetLoss) and operation.coding == CLASSES)


def class_numbers(node: Node, scores: Shape, target: Shape) -> str:
    """How scores and class numbers would fit: the classes are the axis behind the batch, or the last."""
    has_methods, is_second = node.dialect.spelling.has_methods, isinstance(node.operation, ClassLoss)
    classes = 1 if is_second and len(scores) > 1 else len(scores) - 1
    wanted = (*scores[:classes], *scores[classes + 1 :])
    if same(target, scores):
        return f"class numbers are the places of the largest values: argmax over axis {classes} of the target"
    if is_second and len(scores) > 2 and same(target, scores[:-1]):
        return "the classes are expected at axis 1 of the scores: movedim(-1, 1)"
    return reshaping(target, wanted, "the target", has_methods)


RULE = Rule(
    "SHP116",
    "loss-target-mismatch",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
