"""A linear layer receives a different number of features from the one it was declared with.

## What it does
Compares the last axis of the input of a `Linear`, a `Bilinear` or a built `Dense` with the number of features that the
layer is declared for. Where the features come from a flatten or a reshape, the right number is given as the product it
is made of.

## Why is this bad
The framework raises as soon as the layer is called: the matrix product has no meaning.

## What the framework says
```text
mat1 and mat2 shapes cannot be multiplied (1x2304 and 1600x10)
is incompatible with the layer: expected axis -1 of input shape to have value 16
```

## Example
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 64, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64 * 5 * 5, 10))
net(torch.randn(1, 3, 16, 16))
```

## Use instead
```python
import torch
from torch import nn

net = nn.Sequential(nn.Conv2d(3, 64, 5), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64 * 6 * 6, 10))
net(torch.randn(1, 3, 16, 16))
```
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.layout.reshape import Reshape
from shapelint.symbolic import Verdict, equal, product
from shapelint_rules.support.failures import Failure, Subject, call_place, failures, layer_name
from shapelint_rules.support.provenance import is_settled_by_input, joined_sizes, joining_node, known, written_product
from shapelint_rules.support.remedies import flatten_added, right_number
from shapelint_rules.support.swapped_axes import swapped
from shapelint_rules.support.wording import counted, parameter, size
from shapelint_rules.support.wording import factors as factors_of


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.IN_FEATURES):
        if is_settled_by_input(failure.requirement.actual):
            continue  # a matter of which input sizes fit, see no_input_fits
        folding, image = wrong_reshape(failure), unflattened(failure)
        if folding is not None:
            yield blame_reshape(failure, folding)
        else:
            yield blame_layer(failure) if image is None else blame_image(failure, image)


def headline(failure: Failure) -> str:
    required = failure.requirement
    if not failure.has_numbers:
        return failure.in_words
    expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
    return f"{failure.layer} expects {expected}, but receives {size(required.actual)}"


def blame_layer(failure: Failure) -> Finding:
    """The declared number is at fault."""
    required, swap = failure.requirement, swapped(failure)
    factors = None
    right, help_text = "", swap.help if swap else ""
    if isinstance(required.actual, int) and not swap:
        factors = joined_sizes(failure.operand, required.actual)
        written = written_product(factors, required.actual)
        if factors:
            help_text = f"{required.actual} features are {written}"
        right = written if failure.replaceable else ""
    return Finding(
        headline(failure),
        failure.place,
        required.expected,
        required.actual,
        help_text,
        right,
        failure.operand,
        remedy=swap.remedy() if swap else right_number(failure, factors),
    )


def wrong_reshape(failure: Failure) -> Node | None:
    """The reshape that folds every sample into rows of another length, where the layer expects just what a sample
    holds."""
    joining = joining_node(failure.operand)
    if joining is None or not isinstance(joining.operation, Reshape) or joining.operation.kept:
        return None
    shape = joining.inputs[0].shape
    if shape is None or len(shape) < 2 or isinstance(failure.requirement.expected, str):
        return None
    fits = equal(product(shape[1:]), failure.requirement.expected)
    return joining if fits is Verdict.HOLDS else None


def unflattened(failure: Failure) -> tuple[int, ...] | None:
    """The sizes of a sample that lies in several axes, where the layer expects just as many features as that makes."""
    shape = failure.operand.shape if failure.operand is not None else None
    if not isinstance(failure.subject, Node) or shape is None or len(shape) < 3:
        return None
    sizes, expected = known(shape[1:]), failure.requirement.expected
    return sizes if sizes and not isinstance(expected, str) and equal(prod(sizes), expected) is Verdict.HOLDS else None


def blame_image(failure: Failure, sample: tuple[int, ...]) -> Finding:
    """Nothing has made one row of each sample."""
    required, node = failure.requirement, failure.subject
    assert isinstance(node, Node)
    return Finding(
        f"{headline(failure)}: each sample holds {factors_of(sample)} values that nothing has flattened",
        call_place(node),
        required.expected,
        required.actual,
        help=node.dialect.advice.flatten,
        operand=failure.operand,
        remedy=flatten_added(node),
    )


def blame_reshape(failure: Failure, folding: Node) -> Finding:
    required = failure.requirement
    rows = f"{layer_name(folding)} makes rows of {size(required.actual)}"
    return Finding(
        f"{headline(failure)}: each sample holds {size(required.expected)} values, {rows}",
        folding.place,
        required.expected,
        required.actual,
        help=f"keep the batch as it is and make rows of {size(required.expected)}",
        operand=failure.operand,
        related=(Related(failure.place, f"{failure.layer} is declared here"),),
    )


RULE = Rule(
    "SHP102",
    "linear-in-features",
    "error",
    __doc__ or "",
    (Node, Definition, Event),
    check,
    has_fixes=True,
    of_failures=True,
)
