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

from collections.abc import Iterator, Mapping, Set

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Kind, Node, Requirement
from shapelint.ir.constraints import Constraints, all_of, constraints_of
from shapelint.ir.run import Run
from shapelint.symbolic import Fit, Size, Symbol, Verdict, evaluate, solve, symbols
from shapelint_rules.support.failures import Failure, blame, failures, layer_name
from shapelint_rules.support.nearest_fit import nearest_fits
from shapelint_rules.support.provenance import is_settled_by_input
from shapelint_rules.support.wording import counted, parameter, size

EQUATIONS = (
    Kind.IN_FEATURES,
    Kind.RESHAPE,
    Kind.CONCATENATE,
    Kind.OPERANDS,
    Kind.MATMUL,
    Kind.NORM_FEATURES,
    Kind.LOSS_TARGET,
)
SOLVED = (*EQUATIONS, Kind.WINDOW)
MOST_ANCESTORS = 2000
SOLVER_LIMIT = 4096


def check(run: Run) -> Iterator[Finding]:
    """Goes through the operations in the order in which they run, with all that was required before."""
    before = Before()
    fits = Fits()
    for node in run.nodes:
        failed = next((f for f in failures(node, Kind.IN_FEATURES) if is_settled_by_input(f.requirement.actual)), None)
        if failed is not None:
            yield finding(failed, before.of(node), ())
            return
        equations = [r for r in node.requirements if is_equation(r)]
        if not equations:
            before.add(node)
            continue
        constraints = before.of(node)
        for requirement in equations:
            known, constraints = constraints, constraints.joined(constraints_of((requirement,)))
            if not fits.some(constraints) and all(is_impossible(one, fits) for one in cases(known, requirement)):
                if before.is_news(node):
                    yield finding(blame(node, requirement), known, before.rivals(node, requirement))
                break
        before.add(node)


class Before:
    """What has been required so far. In one execution of a torch model all that certainly runs has to hold together;
    of a functional Keras model only what leads to an operation, since its parts may be called on their own."""

    def __init__(self) -> None:
        self.certain = Constraints()
        self.nodes: list[Node] = []
        self.dead: set[Node] = set()
        self.settled: set[Node] = set()  # those whose own constraints and all their ancestors' are among the certain
        self.states: dict[Node, Constraints] = {}  # what operations require, as it was asked for

    def add(self, node: Node) -> None:
        if is_certain(node):
            stated = self.stated(node)
            if stated != Constraints():
                self.certain = self.certain.joined(stated)
            self.nodes.append(node)
            if all(t.producer is None or t.producer in self.settled for t in node.inputs):
                self.settled.add(node)

    def of(self, node: Node) -> Constraints:
        """What holds wherever the node is run."""
        if is_certain(node):
            return all_of([self.certain, *map(self.stated, ancestors(node, self.settled))])
        return all_of(map(self.stated, ancestors(node)))

    def stated(self, node: Node) -> Constraints:
        """What an operation itself requires."""
        found = self.states.get(node)
        if found is None:
            found = self.states[node] = constraints_of(solved(node))
        return found

    def is_news(self, node: Node) -> bool:
        """Whether nothing that has run before has left no input size already."""
        together = is_certain(node) and any(one.certain for one in self.dead)
        news = not together and self.dead.isdisjoint(ancestors(node))
        self.dead.add(node)
        return news

    def rivals(self, node: Node, requirement: Requirement) -> tuple[Related, ...]:
        """The operation whose own requirement, without any other, leaves no input size for this one."""
        own = constraints_of((requirement,))
        windows = Constraints((), self.of(node).positive)
        if is_impossible(own.joined(windows)):
            return ()
        for other in self.nodes:
            for r in filter(is_equation, other.requirements):
                if is_impossible(own.joined(windows).joined(constraints_of((r,)))):
                    return (Related(blame(other, r).place, f"{layer_name(other)} needs {size(r.expected)}"),)
        return ()


class Fits:
    """Input sizes that have been found to fit. One that fits all that has been required so far mostly fits the next
    requirement too, which spares looking for another."""

    def __init__(self) -> None:
        self.values: Mapping[Symbol, int] = {}
        self.met: set[object] = set()

    def take(self, values: Mapping[Symbol, int]) -> None:
        self.values, self.met = values, set()

    def some(self, constraints: Constraints) -> bool:
        """Whether the sizes found last are known to fit these constraints."""
        return all(self.meets(pair, pair[0] - pair[1], False) for pair in constraints.equalities) and all(
            self.meets(size, size, True) for size in constraints.positive
        )

    def meets(self, key: object, size: Size, positive: bool) -> bool:
        if key in self.met:
            return True
        free = {s: max(s.low or 1, 1) for s in symbols(size) if s.known and s not in self.values}
        try:
            value = evaluate(size, {**self.values, **free})
        except (KeyError, ZeroDivisionError):
            return False
        self.values = {**self.values, **free}
        if value < 1 if positive else value != 0:
            return False
        self.met.add(key)
        return True


def cases(known: Constraints, requirement: Requirement) -> Iterator[Constraints]:
    """The ways in which a requirement may hold beside what is known: sizes broadcast that are equal, or of which one is
    1. One equation for all of them is harder to solve than each alone."""
    one, other = requirement.expected, requirement.actual
    if requirement.relation != "broadcasts with" or isinstance(one, str) or isinstance(other, str):
        yield known.joined(constraints_of((requirement,)))
        return
    for pair in ((one, other), (one, 1), (other, 1)):
        yield known.joined(Constraints((pair,)))


def is_impossible(constraints: Constraints, fits: Fits | None = None) -> bool:
    found = solve(constraints.equalities, constraints.positive, limit=SOLVER_LIMIT, examples=1)
    if fits is not None and found.examples:
        fits.take(found.examples[0])
    return found.verdict is Fit.NONE


def solved(node: Node) -> Iterator[Requirement]:
    return (r for r in node.requirements if r.kind in SOLVED)


def is_equation(requirement: Requirement) -> bool:
    """Whether a requirement says that a size which hangs on the model's input has a certain value."""
    return (
        requirement.verdict is Verdict.UNDECIDED
        and requirement.kind in EQUATIONS
        and requirement.relation in ("==", "broadcasts with")
        and any(is_settled_by_input(side) for side in (requirement.expected, requirement.actual))
    )


def is_certain(node: Node) -> bool:
    """Whether the node runs in every execution of a model whose operations all run together."""
    return node.certain and node.dialect.models.is_eager


def ancestors(node: Node, known: Set[Node] = frozenset()) -> list[Node]:
    """What has certainly run before the node: the operations that its inputs were made by, short of those known."""
    found: dict[Node, None] = {}
    waiting = [tensor.producer for tensor in node.inputs]
    while waiting and len(found) < MOST_ANCESTORS:
        producer = waiting.pop()
        if producer is not None and producer not in found and producer not in known:
            found[producer] = None
            waiting.extend(tensor.producer for tensor in producer.inputs)
    return list(found)


def finding(failure: Failure, known: Constraints, related: tuple[Related, ...]) -> Finding:
    required = failure.requirement
    if required.kind is Kind.IN_FEATURES:
        expected = f"{counted(required.expected, 'feature')}{parameter(required.argument)}"
        message = f"no input size fits: {failure.layer} expects {expected}, but receives {size(required.actual)}"
    elif required.kind is Kind.RESHAPE:
        message = (
            f"no input size fits: {failure.layer} needs {size(required.expected)} elements of {size(required.actual)}"
        )
    else:
        message = f"no input size fits: {failure.in_words}"
    help = nearest_fits(failure.operand, required, known) if required.kind is Kind.IN_FEATURES else ""
    return Finding(
        message, failure.place, required.expected, required.actual, help, operand=failure.operand, related=related
    )


RULE = Rule("SHP115", "no-input-fits", "error", __doc__ or "", (Run,), check)
