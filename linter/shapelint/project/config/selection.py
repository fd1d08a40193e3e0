"""Which rules are asked for, before any rule is loaded."""

from __future__ import annotations

from shapelint.problems import Problem
from shapelint.records import dataclass

COMMAND_LINE = "the command line"


@dataclass(frozen=True, slots=True)
class Selection:
    """Selectors as given: a code, the beginning of one (`SHP1`), a rule's name, or ALL. None for `select` means the
    rules that are on by default. `base` is what this is laid over: where `select` is given it starts anew, else it
    changes what the base has chosen. `origin` names where it was said."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    base: Selection | None = None
    origin: str = ""

    def layers(self) -> list[Selection]:
        """From the lowest base to this one."""
        below = [] if self.base is None else self.base.layers()
        return [*below, self]


def unknown_name(name: str, nearest: str, origin: str = "", kind: str = "rule") -> Problem:
    """That a selector fits no rule, or that another name means nothing: with the nearest that does ("" when there is
    none), and where it was said ("" when that goes without saying)."""
    hint = f" (did you mean {nearest}?)" if nearest else ""
    where = f"{origin}: " if origin not in ("", COMMAND_LINE) else ""
    return Problem(f"{where}no {kind} {name!r}{hint}")
