"""No input size at all gets through the model.

## What it does
Where the size of a model's input is free, solves for the sizes with which every layer receives what it is declared for,
and reports the layer at which none is left.

## Why is this bad
Whatever is given to the model, the framework raises.

## Example
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 50, 5)
        self.fc = nn.Linear(64 * 6 * 6, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.conv(x), 1))
```

## Use instead
```python
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 5)
        self.fc = nn.Linear(64 * 6 * 6, 10)

    def forward(self, x):
        return self.fc(torch.flatten(self.conv(x), 1))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Kind, Node, Requirement
from shapelint.symbolic import Fit, Size, Verdict, solve
from shapelint_rules.failures import Failure, blame, failures
from shapelint_rules.history import is_settled_by_input
from shapelint_rules.wording import counted, parameter, size

EQUATIONS = (Kind.IN_FEATURES, Kind.RESHAPE)
MOST_ANCESTORS = 2000
SOLVER_LIMIT = 4096


def check(node: Node) -> Iterator[Finding]:
    for failure in failures(node, Kind.IN_FEATURES):
        if is_settled_by_input(failure.requirement.actual):
            yield finding(failure)
            return
    equations = [r for r in node.requirements if is_equation(r)]
    if not equations:
        return
    before = ancestors(node)
    constraints = [pair for ancestor in before for pair in equalities(ancestor.requirements)]
    positive = [value for ancestor in before for value in windows(ancestor.requirements)]
    if constraints and solve(constraints, positive, limit=SOLVER_LIMIT).verdict is Fit.NONE:
        return  # reported where nothing was left
    for requirement in equations:
        constraints.extend(equalities((requirement,)))
        if solve(constraints, positive, limit=SOLVER_LIMIT).verdict is Fit.NONE:
            yield finding(blame(node, requirement))
            return


def is_equation(requirement: Requirement) -> bool:
    """Whether a requirement says that a size which hangs on the model's input has a certain value."""
    return (
        requirement.verdict is Verdict.UNDECIDED
        and requirement.kind in EQUATIONS
        and requirement.relation == "=="
        and any(is_settled_by_input(side) for side in (requirement.expected, requirement.actual))
    )


def ancestors(node: Node) -> list[Node]:
    """What has certainly run before the node: the operations that its inputs were made by."""
    found: dict[Node, None] = {}
    waiting = [tensor.producer for tensor in node.inputs]
    while waiting and len(found) < MOST_ANCESTORS:
        producer = waiting.pop()
        if producer is not None and producer not in found:
            found[producer] = None
            waiting.extend(tensor.producer for tensor in producer.inputs)
    return list(found)


def equalities(requirements: tuple[Requirement, ...]) -> Iterator[tuple[Size, Size]]:
    for r in requirements:
        if is_equation(r) and not isinstance(r.expected, str) and not isinstance(r.actual, str):
            yield r.actual, r.expected


def windows(requirements: tuple[Requirement, ...]) -> Iterator[Size]:
    """Sizes that must be positive for the windows of an operation to fit."""
    for r in requirements:
        is_open = r.kind is Kind.WINDOW and r.verdict is Verdict.UNDECIDED and r.relation == ">="
        if is_open and not isinstance(r.expected, str) and not isinstance(r.actual, str):
            yield r.actual - r.expected + 1


def finding(failure: Failure) -> Finding:
    required = failure.requirement
    if required.kind is Kind.IN_FEATURES:
        expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
        message = f"no input size fits: {failure.layer} expects {expected}, but receives {size(required.actual)}"
    else:
        message = (
            f"no input size fits: {failure.layer} needs {size(required.expected)} elements of {size(required.actual)}"
        )
    return Finding(message, failure.place, required.expected, required.actual, operand=failure.operand)


RULE = Rule("SHP115", "no-input-fits", "error", __doc__ or "", (Node,), check)
