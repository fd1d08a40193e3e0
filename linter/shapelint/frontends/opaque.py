"""Classes whose objects have no meaning for shapes: optimizers, schedulers, losses of Keras, callbacks, writers."""

from __future__ import annotations

import re

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


METHODS = re.compile(
    r"^(add|apply|assign|backward|build|call|close|compute|elapsed|eval|finalize|flush|from|get|initial|is|load|log"
    r"|manual|minimize|on|print|query|record|register|reset|result|save|scale|seed|set|state_dict|step|synchronize"
    r"|train|unscale|update|wait|watch|zero_grad)(_|$)"
)
"""The names by which such objects are called; what else they have is not known."""


def member(m: Interpreter, site: Site, name: str, attribute: object) -> object:
    """An attribute of an object of such a class."""
    full = f"{name}.{attribute}"
    if not isinstance(attribute, str) or METHODS.match(attribute) is None:
        return Unknown(f"{full} is not modelled", site.place)
    return native(full, lambda m, s, *a, **k: Unknown(f"what {full} gives", s.place))


def opaque_class(name: str) -> ClassValue:
    """A class whose objects have no meaning for shapes: optimizers, losses, callbacks."""
    made = native_class(name)
    made.variables[UNLISTED] = True
    made.variables["__init__"] = native(name, nothing)
    made.variables["__getattr__"] = native(name, lambda m, s, v, n: member(m, s, name, n))
    made.variables["__call__"] = native(name, lambda m, s, v, *a, **k: Unknown(f"the value of {name}", s.place))
    return made
