"""What the lowering functions share while one file is lowered: the numbering of nodes and whether a `yield` was met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Union

import libcst as cst

Origin = Union[cst.CSTNode, "tuple[cst.CSTNode, cst.CSTNode]"]
"""Where a core node came from: one libcst node, or the first and the last of several that stand side by side."""


class Lowering:
    """State of one pass over one file.

    `number` gives the next node's number when it is told the node's origin. `yields` is true once the function body
    being lowered holds a `yield` of its own.
    """

    __slots__ = ("number", "yields")

    def __init__(self, number: Callable[[Origin], int]) -> None:
        self.number = number
        self.yields = False


class MalformedError(Exception):
    """libcst accepts what Python does not: a literal that has no value."""

    def __init__(self, message: str, origin: cst.CSTNode) -> None:
        super().__init__(message)
        self.message = message
        self.origin = origin
