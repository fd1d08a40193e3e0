"""numpy among the packages with declared names."""

from __future__ import annotations

from shapelint.frontends.registry import Framework

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ModuleValue
    from shapelint.interpret.interpreter import Interpreter
    from shapelint.ir.dialect import Dialect


def external(m: Interpreter, name: str) -> ModuleValue | None:
    from shapelint.frontends.numpy.provider import numpy_external

    return numpy_external(m, name)


def dialect() -> Dialect:
    from shapelint.frontends.numpy.dialect import NUMPY

    return NUMPY


FRAMEWORK = Framework("numpy", ("numpy",), external, dialect=dialect, unread=("numpy",))
