"""Where tensors are held, as far as a program says it: a label, and unknown without one."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.syntax.source import Place


@dataclass(frozen=True, slots=True)
class Device:
    """A device by its name ("cpu", "cuda", "cuda:1", "mps"), or "" for one that the program chooses when it runs: then
    `key` is one and the same wherever it is used. `place` is where the tensor was put there, `origin` what did it."""

    name: str
    key: Hashable = None
    place: Place | None = None
    origin: str = ""

    def is_same(self, other: Device) -> bool:
        return self.name == other.name and self.key == other.key

    @property
    def is_cpu(self) -> bool:
        return self.name == "cpu"


@dataclass(frozen=True, slots=True)
class DeviceConflict:
    """An input of an operation that is held on the CPU while another, or the layer itself, is held elsewhere."""

    operand: int
    own: Device
    other: Device
    of_layer: bool
