"""The rules of the plug-in."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition
from shapelint.ops.spatial.convolution import Convolution

DOCUMENTATION = """A convolution's output channels are no multiple of eight.

## What it does
Reports convolutions whose number of output channels is known and no multiple of eight.

## Why is this bad
Tensor cores work on blocks of eight channels in half precision; what is left over costs as much as a full block.

## Example
```python
from torch import nn

conv = nn.Conv2d(3, 50, 3)
```

## Use instead
```python
from torch import nn

conv = nn.Conv2d(3, 56, 3)
```
"""


def check(definition: Definition) -> Iterator[Finding]:
    """Called with every layer as it is built."""
    operation = definition.operation
    if not isinstance(operation, Convolution):
        return
    channels = operation.out_channels
    if isinstance(channels, int) and channels % 8 != 0:
        nearest = -(-channels // 8) * 8
        yield Finding(
            f"{definition.type_name} makes {channels} channels, no multiple of 8",
            definition.place,
            expected=nearest,
            actual=channels,
            help=f"{nearest} channels take no more time",
        )


RULES = [Rule("EXP001", "ragged-channels", "warning", DOCUMENTATION, (Definition,), check)]
