"""A function gives a tensor of another shape than its annotation says.

## What it does
Reports annotations of results, as jaxtyping writes them (`Float[Tensor, "batch 10"]`), that are not the shape of what
comes out. Sizes with names are those of the arguments in the same call. A size that broadcasts (`#batch`) or is written
as an expression is not judged.

## Why is this bad
Nobody checks annotations by default, so that the program runs; but whoever relies on this one is wrong. Under a
run-time type checker (`@jaxtyped(typechecker=beartype)`) the call raises: there, let the rule count as an error
(`severity` in [the configuration](../configuration.md)).

## Example
```python
import torch
from jaxtyping import Float
from torch import Tensor, nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(32, 12)

    def forward(self, x: Float[Tensor, "batch 32"]) -> Float[Tensor, "batch 10"]:
        return self.head(x)
```

## Use instead
```python
import torch
from jaxtyping import Float
from torch import Tensor, nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(32, 10)

    def forward(self, x: Float[Tensor, "batch 32"]) -> Float[Tensor, "batch 10"]:
        return self.head(x)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Event


def check(event: Event) -> Iterator[Finding]:
    if event.kind == "annotation":
        yield Finding(
            event.message,
            event.place,
            event.expected,
            event.actual,
            help="correct the annotation, or what the function returns",
        )


RULE = Rule("SHP308", "annotation-mismatch", "warning", __doc__ or "", (Event,), check)
