"""How an element type is changed in the source."""

from __future__ import annotations

from shapelint.diagnostics.remedy import Remedy, Rewrite
from shapelint.ir import Node, Place, Tensor
from shapelint.ir.dialect import Dialect

STANDS_FOR = {"floating": "float32", "int64 or int32": "int64", "float32 or float64": "float32"}


def conversion(dialect: Dialect, expected: str) -> str:
    """The call that makes a tensor of an expected type; "" where it is not written so."""
    return dialect.spelling.conversions.get(STANDS_FOR.get(expected, expected), "")


def converting(node: Node, operand: Tensor | None, expected: str) -> Remedy | None:
    """The conversion behind the expression that made the wrong operand."""
    written = conversion(node.dialect, expected)
    place = made_at(operand)
    if operand is None or not written or place is None or operand.dialect is not node.dialect:
        return None
    return Remedy((Rewrite(place, "{text}" + written),), f"convert with {written}", "unsafe")


def made_at(tensor: Tensor | None) -> Place | None:
    """The call that gave a tensor, where it is a function's and no layer's."""
    producer = None if tensor is None else tensor.producer
    if producer is None or producer.definition is not None or not producer.callee[:1].isidentifier():
        return None
    return producer.place
