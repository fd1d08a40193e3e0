"""Classes whose objects have no meaning for shapes: optimizers, schedulers, losses of Keras, callbacks, writers."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.classes import native_class
from shapelint.interpret.machine import Interpreter, Site
from shapelint.interpret.values import ClassValue, Unknown


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


def opaque_class(name: str) -> ClassValue:
    """A class whose objects have no meaning for shapes: optimizers, losses, callbacks."""
    made = native_class(name)
    made.variables["__init__"] = native(name, nothing)
    made.variables["__getattr__"] = native(
        name, lambda m, s, v, n: native(f"{name}.{n}", lambda m, s, *a, **k: Unknown(f"what {name}.{n} gives", s.place))
    )
    made.variables["__call__"] = native(name, lambda m, s, v, *a, **k: Unknown(f"the value of {name}", s.place))
    return made
