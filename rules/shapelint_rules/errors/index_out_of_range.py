"""A tensor is indexed where it has no element, or unpacked into another number of names than it has parts.

## What it does
Compares indices, the ranges of `narrow` and `select`, the `k` of `topk` and the shapes of masks with the axes they are
for; and the number of names on the left of an assignment with the number of parts of `split`, `chunk`, `shape` and
whatever else is unpacked.

## Why is this bad
The framework raises as soon as the operation runs, and Python a `ValueError` where it unpacks.

## What the framework says
```text
index 3 is out of bounds for dimension 1 with size 3
```

## Example
```python
import torch

last = torch.randn(8, 3, 32, 32)[:, 3]
```

## Use instead
```python
import torch

last = torch.randn(8, 3, 32, 32)[:, 2]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node, Requirement, Tensor
from shapelint_rules.support.failures import Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    if isinstance(subject, Event) and subject.kind == "unpack":
        yield Finding(subject.message, subject.place, subject.expected, subject.actual)
    for failure in failures(subject, Kind.INDEX):
        wanted = failure.requirement
        yield Finding(
            failure.in_words,
            failure.place,
            wanted.expected,
            wanted.actual,
            help=subject.dialect.advice.single if is_single(wanted, failure.operand) else "",
            operand=failure.operand,
        )


def is_single(wanted: Requirement, operand: Tensor | None) -> bool:
    """Whether what is indexed is a single number."""
    return wanted.relation == "<=" and operand is not None and operand.shape == ()


RULE = Rule("SHP119", "index-out-of-range", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True)
