"""What Python itself would refuse: an exception where something is there to catch it, else a recorded event."""

from __future__ import annotations

from shapelint.interpret.domain.values import Removed, Unknown
from shapelint.interpret.free_conditions import MOST_DOUBTS, is_chosen, is_in_doubt
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.signals import Raised
from shapelint.ir import Event, EventKind, Requirement
from shapelint.syntax.source import Place

CATCH_ALL = frozenset({"", "Exception", "BaseException"})
PARENTS = {
    "KeyError": "LookupError",
    "IndexError": "LookupError",
    "ModuleNotFoundError": "ImportError",
    "UnboundLocalError": "NameError",
    "NotImplementedError": "RuntimeError",
    "ZeroDivisionError": "ArithmeticError",
    "FileNotFoundError": "OSError",
    "FrozenInstanceError": "AttributeError",
}
EVENTS: dict[str, EventKind] = {
    "TypeError": "type",
    "AttributeError": "attribute",
    "IndexError": "index",
    "KeyError": "key",
    "NameError": "name",
}


GOES_ON = "goes on"
"""Among the names that a `try` catches: none of its handlers ends the program, or raises again."""


def is_optional(m: Interpreter, name: str) -> bool:
    """Whether the innermost `try` that catches an exception of that name does without what raised it."""
    depth = catching(m, name)
    return depth > 0 and GOES_ON in m.handlers[depth - 1]


def is_caught(m: Interpreter, name: str) -> bool:
    """Whether an enclosing `try` (or a test's `raises`) would catch an exception of that name."""
    if not m.handlers:
        return False
    wanted = CATCH_ALL | {name, PARENTS.get(name, name)}
    return any(caught & wanted or "?" in caught for caught in m.handlers)


def is_raised(m: Interpreter, name: str) -> bool:
    """Whether what Python refuses by that exception ends the path that runs here, and not only the statement."""
    return is_caught(m, name) or m.doubts > MOST_DOUBTS


def catching(m: Interpreter, name: str) -> int:
    """How many handlers enclose the innermost body whose exceptions of that name are caught, itself included; 0 where
    none is."""
    wanted = CATCH_ALL | {name, PARENTS.get(name, name)}
    depths = (d for d in range(len(m.handlers), 0, -1) if m.handlers[d - 1] & wanted or "?" in m.handlers[d - 1])
    return next(depths, 0)


def python_error(m: Interpreter, name: str, message: str, place: Place | None) -> Unknown:
    """Raise an exception of the interpreted program if it would be caught, or where it proves that the side of an
    undecided condition that leads here is not the one that runs; else record it, and go on with an unknown."""
    if is_raised(m, name):
        raise Raised(make_exception(name, message), place)
    if place is not None:
        m.recorder.reject(event_here(m, EVENTS.get(name, "exception"), name, message, place))
    return m.unknown(f"{name}: {message}", place)


def event_here(
    m: Interpreter,
    kind: EventKind,
    callee: str,
    message: str,
    place: Place,
    expected: str = "",
    actual: str = "",
    requirement: Requirement | None = None,
    guarded: bool = False,
) -> Event:
    """What is refused where the program is now; in doubt, it is no proof."""
    in_doubt = guarded or is_in_doubt(m)
    chosen = is_chosen(m)
    dialect = m.dialect(callee.partition(".")[0])
    return Event(
        kind, callee, message, place, expected, actual, requirement, stack(m), in_doubt, chosen=chosen, dialect=dialect
    )


def missing_name(m: Interpreter, name: str, found: Removed, place: Place | None) -> object:
    """A name or module that is gone: the exception where it would be caught, else an event, and what it used to be."""
    if is_caught(m, name):
        raise Raised(make_exception(name, found.reason), place)
    if place is not None:
        m.recorder.reject(event_here(m, "removed", name, found.reason, place))
    return found.value


def stack(m: Interpreter) -> tuple[Place, ...]:
    """The places of the calls that led here, outermost first."""
    places: list[Place] = []
    for frame in m.frames:
        place = frame.call_place
        if place is not None and not (places and place == places[-1]):
            places.append(place)
    return tuple(places)


def hands_on_assumptions(m: Interpreter, site: Site) -> bool:
    """Whether a call hands on (`*`, `**`) what the program may well give otherwise: where the entry point's arguments
    are only assumed, and where an undecided branch may ask for just what is handed on."""
    return site.unfolds and (m.is_assumed or m.doubts > 0)
