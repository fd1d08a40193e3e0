"""The framework-neutral model that rules, summaries and pictures see."""

from shapelint.ir.element_types import ElementType, TypedCall, Typing
from shapelint.ir.elements import Elements, Storage
from shapelint.ir.graph import (
    LEFT_OPEN,
    Batching,
    BoundArgument,
    Definition,
    Event,
    EventKind,
    Node,
    Role,
    Stop,
    Tensor,
    layer_of,
)
from shapelint.ir.requirement import Kind, Relation, Requirement
from shapelint.ir.types import OPEN_BATCH, UNKNOWN_TENSOR, Shape, TensorType
from shapelint.syntax.source import Place

__all__ = [
    "Batching", "BoundArgument", "Definition", "ElementType", "Elements", "Event", "EventKind", "Kind", "LEFT_OPEN",
    "Node", "OPEN_BATCH", "Place", "Relation", "Requirement", "Role", "Shape", "Stop", "Storage", "Tensor",
    "TensorType", "TypedCall", "Typing", "UNKNOWN_TENSOR", "layer_of",
]  # fmt: skip
