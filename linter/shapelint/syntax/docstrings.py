"""Docstrings in core syntax."""

from __future__ import annotations

from shapelint.syntax import nodes


def docstring(block: nodes.Block) -> str | None:
    """The string that stands as the first statement, as it is spelled (not cleaned)."""
    if block and type(block[0]) is nodes.ExpressionStatement:
        value = block[0].value
        if type(value) is nodes.Constant and isinstance(value.value, str):
            return value.value
    return None
