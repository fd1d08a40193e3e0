"""How a statement ends, and what interrupts a run."""

from __future__ import annotations

from typing import Literal

from shapelint.ir import Shape
from shapelint.records import dataclass
from shapelint.syntax.source import Place

WayOut = Literal["return", "break", "continue", "outer break", "outer continue"]
"""How a block is left before its end; "outer" is the loop around the one in whose `else` it stands."""


@dataclass(frozen=True, slots=True)
class Completion:
    """How a block ended when not at its end. `doubt` is how much the
    condition counts under which a side ended so that has been deferred."""

    kind: WayOut
    value: object = None
    doubt: int | None = None


BREAK = Completion("break")
CONTINUE = Completion("continue")


class Signal(Exception):
    """Interrupts what is being interpreted, as it is meant to."""


class Raised(Signal):
    """The interpreted program raised `value` (an Instance of an exception class, or an Unknown)."""

    def __init__(self, value: object, place: Place | None) -> None:
        super().__init__()
        self.value = value
        self.place = place


class GiveUp(Signal):
    """A generator's body has a form that is not followed."""


class StepBudgetExceeded(Signal):
    """The run used up its steps."""


class ShapeRefinementRequest(Signal):
    """An operation settles what shape the model input `source` has: the run starts again with that.

    `shape` has None for each free size, and is a guess when the operation takes other ranks as well: one with more axes
    (`open_rank`), or without the first one (`open_batch`); `bindings` is a single symbol and the number that it has to
    be.
    """

    def __init__(
        self,
        source: str,
        shape: tuple[object, ...] | None = None,
        bindings: Shape | None = None,
        open_rank: bool = False,
        open_batch: bool = False,
    ) -> None:
        super().__init__()
        self.source = source
        self.shape = shape
        self.bindings = bindings
        self.open_rank = open_rank
        self.open_batch = open_batch
