"""Tensors that are held on different devices meet in one operation.

## What it does
Follows where tensors and the parameters of modules are held: what is created without `device=` and what a loader
gives is on the CPU, `.to(device)`, `.cuda()` and `device=` put things elsewhere. Reports a module that was moved and is
called on something that was not, a tensor that `forward` makes on the CPU, a plain attribute or a list of layers that
`.to()` does not move.

## Why is this bad
On the CPU the program runs; on a GPU it raises at that line. Where both devices are named in the program it always
raises, and the finding is an error.

## Example
```python
import torch
from torch import nn

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = nn.Linear(6, 2).to(device)
model(torch.randn(4, 6))
```

## Use instead
```python
import torch
from torch import nn

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
model = nn.Linear(6, 2).to(device)
model(torch.randn(4, 6).to(device))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Related, Rule
from shapelint.ir import Node, Tensor
from shapelint.ir.devices import Device, DeviceConflict
from shapelint.ir.run import Run
from shapelint_rules.support.failures import layer_name

BEHIND = "the layer was not moved with its model: register it, or build it before the model is moved"


def check(run: Run) -> Iterator[Finding]:
    """One finding for each tensor, where it first meets what is held elsewhere."""
    told: set[Tensor] = set()
    for node in run.nodes:
        if node.conflict is None or node.guarded or node.conflict.operand >= len(node.inputs):
            continue
        tensor = node.inputs[node.conflict.operand]
        if tensor not in told:
            told.add(tensor)
            yield found(node, node.conflict, tensor)


def found(node: Node, conflict: DeviceConflict, tensor: Tensor) -> Finding:
    named = bool(conflict.other.name) and bool(conflict.own.name)
    other = "the layer" if conflict.of_layer else "another operand"
    effect = "this raises" if named else "on a GPU this raises, on the CPU it runs"
    text = f"an input is held on {called(conflict.own)}, {other} on {called(conflict.other)}: {effect}"
    return Finding(
        f"{layer_name(node)}: {text}",
        node.place,
        help=BEHIND if conflict.other.is_cpu else "move the input with .to(device), or make it there with device=",
        operand=tensor,
        related=tuple(where(node, device, said) for device, said in (
            (conflict.other, "put there"), (conflict.own, "the input is made")
        ) if device.place is not None and device.place != node.place),
        severity="error" if named else None,
    )  # fmt: skip


def called(device: Device) -> str:
    return "the CPU" if device.is_cpu else device.name or "the program's device"


def where(node: Node, device: Device, said: str) -> Related:
    assert device.place is not None
    return Related(device.place, said)


RULE = Rule("SHP311", "device-mismatch", "warning", __doc__ or "", (Run,), check)
