"""How native functions are written: a Python function of the interpreter and the arguments, in a table by name."""

from __future__ import annotations

from collections.abc import Callable

from shapelint.interpret.domain.values import NativeFunction
from shapelint.interpret.interpreter import Interpreter, Site

Body = Callable[..., object]


def binds(body: Body, arguments: list[object], keywords: dict[str, object]) -> bool:
    """Whether a call fits a body's signature."""
    import inspect

    try:
        inspect.signature(body).bind(None, None, *arguments, **keywords)
    except TypeError:
        return False
    return True


def native(name: str, body: Body) -> NativeFunction:
    """A native function whose body takes (interpreter, site, *arguments, **keywords), as its own signature says.

    A call that does not fit the signature, or one with arguments of unknown number, gives an unknown.
    """

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        if "*" in keywords or "**" in keywords:
            return m.unknown(f"{name} with arguments of unknown number", site.place)
        try:
            return body(m, site, *arguments, **keywords)
        except TypeError:
            if binds(body, arguments, keywords):
                raise
            return m.unknown(f"{name} called in a way that is not modelled", site.place)

    return NativeFunction(name, run)
