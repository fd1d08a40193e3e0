"""What remains to be done of a body that is suspended, innermost last: positions in the source, and no values."""

from __future__ import annotations

from typing import Union

from shapelint.interpret.signals import Completion, Raised
from shapelint.records import dataclass
from shapelint.syntax import nodes


@dataclass(frozen=True, slots=True)
class Rest:
    """A block, from a statement on."""

    block: nodes.Block
    position: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The head of a `for` loop; whether a turn has been made."""

    node: nodes.For
    begun: bool


@dataclass(frozen=True, slots=True)
class Again:
    """The head of a `while` loop."""

    node: nodes.While


@dataclass(frozen=True, slots=True)
class Guard:
    """The handlers of a `try` whose body is being run, and the names of the exceptions that they catch."""

    node: nodes.Try
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Final:
    """The `finally` block of a `try` that is being run."""

    node: nodes.Try


@dataclass(frozen=True, slots=True)
class Ending:
    """What goes on behind a `finally` block: a return, break or continue, or an exception."""

    completion: Completion | None = None
    raised: Raised | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """The end of a handler: the exception that was being handled before."""

    before: object


@dataclass(frozen=True, slots=True)
class Entering:
    """A `with` statement, from one of its contexts on."""

    node: nodes.With
    position: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """A context that has been entered."""

    item: nodes.WithItem


@dataclass(frozen=True, slots=True)
class Receiving:
    """A statement whose value is what is sent in."""

    statement: nodes.Statement


@dataclass(frozen=True, slots=True)
class Delegating:
    """A `yield from` that is under way."""

    statement: nodes.Statement
    at: int


@dataclass(frozen=True, slots=True)
class Cases:
    """A `match` statement, from one of its cases on."""

    node: nodes.Match
    position: int


Todo = Union[Rest, Turn, Again, Guard, Final, Ending, Handling, Entering, Leaving, Receiving, Delegating, Cases]
Stack = tuple[Todo, ...]


def slot(kind: str, at: int) -> str:
    """The name under which a body's scope keeps an iterator or a context: none that a program can write."""
    return f".{kind} {at}"
