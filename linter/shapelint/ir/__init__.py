"""The framework-neutral model that rules, summaries and pictures see."""

from shapelint.ir.elements import Elements, Storage
from shapelint.ir.graph import BoundArgument, Definition, Event, Node, Stop, Tensor
from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import OPEN_BATCH, UNKNOWN_TENSOR, Shape, TensorType
from shapelint.syntax.source import Place

__all__ = [
    "OPEN_BATCH", "UNKNOWN_TENSOR", "BoundArgument", "Definition", "Elements", "Event", "Kind", "Node", "Place",
    "Requirement", "Shape", "Stop", "Storage",
    "Tensor", "TensorType",
]  # fmt: skip
