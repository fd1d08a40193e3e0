"""Python's built-in functions and types, as far as model code uses them."""

from __future__ import annotations

from shapelint.interpret.builtins import namespaces
from shapelint.interpret.builtins.functions import FUNCTIONS
from shapelint.interpret.builtins.types import TYPES, class_of
from shapelint.interpret.raising.exceptions import EXCEPTIONS

__all__ = ["builtin", "class_of"]

CONSTANTS: dict[str, object] = {"NotImplemented": NotImplemented, "__debug__": True, "Ellipsis": Ellipsis}


def builtin(name: str) -> object | None:
    """The built-in function, type, exception or constant of that name."""
    for table in (FUNCTIONS, namespaces.FUNCTIONS, TYPES, EXCEPTIONS, CONSTANTS):
        if name in table:
            return table[name]
    return None
