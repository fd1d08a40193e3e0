"""Python's built-in functions and types, as far as model code uses them."""

from __future__ import annotations

import builtins

from shapelint.interpret.builtins import namespaces
from shapelint.interpret.builtins.functions import FUNCTIONS
from shapelint.interpret.builtins.types import TYPES, class_of
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.raising.exceptions import EXCEPTIONS

__all__ = ["builtin", "class_of"]

NAMES = frozenset(dir(builtins)) - {"_"} | {"BaseExceptionGroup", "ExceptionGroup", "aiter", "anext"}  # newer
CONSTANTS: dict[str, object] = {"NotImplemented": NotImplemented, "__debug__": True, "Ellipsis": Ellipsis}


def builtin(name: str) -> object | None:
    """The built-in function, type, exception or constant of that name; an unknown for one that is not modelled."""
    for table in (FUNCTIONS, namespaces.FUNCTIONS, TYPES, EXCEPTIONS, CONSTANTS):
        if name in table:
            return table[name]
    return Unknown(f"the built-in {name} is not modelled", None, ("builtin", name)) if name in NAMES else None
