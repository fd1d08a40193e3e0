"""An operation receives tensors of element types that it does not take together.

## What it does
Follows the element types of tensors from where they are made (`torch.zeros(..., dtype=...)`, numpy arrays, the elements
of data sets), through conversions and the framework's own promotion, and reports operations that refuse them: a layer
whose input is not of the type of its parameters, a product of matrices of two types, indices that are no integers,
targets that a loss does not take, a result that cannot be written into the tensor that it is meant for.

A type that is not certain is never reported: within `autocast`, behind code that is not known, or where a program sets
the default type in one of two ways.

## Why is this bad
The framework raises as soon as the operation runs. Most often the data come from numpy, whose floating type is float64,
or the class numbers are floats.

## Example
```python
import numpy as np
import torch
from torch import nn

x = torch.from_numpy(np.random.rand(4, 3))
nn.Linear(3, 2)(x)
```

## Use instead
```python
import numpy as np
import torch
from torch import nn

x = torch.from_numpy(np.random.rand(4, 3)).float()
nn.Linear(3, 2)(x)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Definition, ElementType, Event, Kind, Node, Place, Tensor
from shapelint.ir.element_types import GuessedName
from shapelint.ops.element_types import WHOLE
from shapelint.records import replace
from shapelint_rules.support.conversions import conversion, converting
from shapelint_rules.support.failures import Failure, failures


def check(subject: Node | Definition | Event) -> Iterator[Finding]:
    if isinstance(subject, Event):
        for failure in failures(subject, Kind.ELEMENT_TYPE):
            yield Finding(failure.in_words, failure.place, failure.requirement.expected, failure.requirement.actual)
    elif isinstance(subject, Definition):
        yield from untrainable(subject)
    else:
        yield from refused(subject)


def untrainable(definition: Definition) -> Iterator[Finding]:
    """A layer that is to hold whole numbers, where parameters must have gradients as soon as they are made."""
    given = definition.arguments.get("dtype")
    if given is None or given.value not in WHOLE or isinstance(given.value, GuessedName):
        return
    if definition.dialect.models.is_eager and definition.operation.parameters():
        text = f"{definition.type_name}: parameters must be floating, not {given.value}"
        yield Finding(text, given.place or definition.place, "floating", str(given.value))


def refused(node: Node) -> Iterator[Finding]:
    for failure in failures(node, Kind.ELEMENT_TYPE):
        required = failure.requirement
        if required.operand is None:
            failure = replace(failure, operand=None)
        remedy = converting(node, failure.operand, str(required.expected))
        yield Finding(
            failure.in_words,
            failure.place,
            required.expected,
            required.actual,
            help=advice(node, failure),
            operand=failure.operand,
            related=sources(node, failure),
            remedy=remedy,
        )


def advice(node: Node, failure: Failure) -> str:
    written = conversion(node.dialect, str(failure.requirement.expected))
    return f"convert it where it is made: {written}" if written else ""


def sources(node: Node, failure: Failure) -> tuple[Related, ...]:
    """Where the types that do not go together come from."""
    found: list[Related] = []
    wrong = failure.operand
    if wrong is None:
        return ()
    for tensor in (wrong, *(t for t in node.inputs if t is not wrong)):
        place = source(node, tensor.element)
        if tensor.element is not None and place is not None:
            found.append(Related(place, f"{tensor.element.name} from {origin(node, tensor)}"))
    return tuple(found[:2])


def source(node: Node, element: ElementType | None) -> Place | None:
    """Where a type comes from, unless that is the call itself."""
    return None if element is None or element.place is None or element.place == node.place else element.place


def origin(node: Node, tensor: Tensor) -> str:
    assert tensor.element is not None
    text = tensor.element.origin
    for prefix, short in node.dialect.spelling.prefixes:
        if text.startswith(prefix):
            return short + text[len(prefix) :]
    return text if text[:1].isidentifier() else f"operator {text}"


RULE = Rule("SHP122", "dtype-mismatch", "error", __doc__ or "", (Node, Definition, Event), check, has_fixes=True)
