"""What happens where the interpreter itself fails: the expression is unknown, the run says so, and proves nothing more.

No input should lead here. Whatever does is a mistake to mend, which costs one value and not the run of the linter; the
tests take every fault for a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapelint.interpret.domain.values import Unknown
from shapelint.syntax.source import Place

if TYPE_CHECKING:
    from shapelint.interpret.interpreter import Interpreter

PREFIX = "a mistake of shapelint itself: "


def contained(m: Interpreter, error: Exception, place: Place | None) -> Unknown:
    """The unknown that stands for what could not be computed, for an exception that nothing foresaw."""
    reason = PREFIX + described(error)
    m.recorder.has_failed = True
    return m.unknown(reason, place)


def described(error: Exception) -> str:
    """The kind of an exception and where in shapelint it came from, in one line."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name}, line {frames[-1].lineno} of {module_name(frames[-1].filename)}" if frames else ""
    return f"{type(error).__name__}{where}"


def module_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/shapelint/")[2]
