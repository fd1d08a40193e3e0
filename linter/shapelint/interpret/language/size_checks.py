"""The conditions on sizes that a program checks itself: `assert h % 16 == 0`, `if h < 8: raise ...`."""

from __future__ import annotations

from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.truth import truth
from shapelint.interpret.raising.errors import catching
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.signals import Raised
from shapelint.ir import Kind, Relation, Requirement
from shapelint.symbolic import Expression, Verdict
from shapelint.syntax.source import Place

OPPOSITE: dict[Relation, Relation] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def must_hold(m: Interpreter, test: object, message: str, place: Place | None) -> None:
    """Go on only if an assertion may hold, and then as if it did."""
    known = truth(m, test)
    if known is False:
        raise Raised(make_exception("AssertionError", message), place)
    if known is None:
        m.escapable = max(m.escapable, catching(m, "AssertionError"))
        note_check(m, test, True)
        if isinstance(test, Unknown):
            m.assumptions = {**m.assumptions, m.identity(test): True}


def note_check(m: Interpreter, test: object, decision: bool) -> None:
    """Record that the program goes on only if the test comes out as `decision`. What may not be asked at all is no
    condition, nor is what a handler may make up for."""
    if m.branching or m.handlers:
        return
    requirement = checked(test, decision)
    if requirement is not None:
        m.recorder.check(requirement)


def checked(test: object, decision: bool) -> Requirement | None:
    """The undecided test as a requirement; None when it is no comparison of sizes."""
    if isinstance(test, Expression):
        return Requirement(Kind.CHECK, Verdict.UNDECIDED, 0, test, "!=" if decision else "==", operand=None)
    key = test.key if isinstance(test, Unknown) else None
    if not isinstance(key, tuple):
        return None
    if len(key) == 2 and key[0] == "not":
        return checked(key[1], not decision)
    if len(key) != 3 or key[0] not in OPPOSITE:
        return None
    relation, left, right = key
    if not isinstance(left, (int, Expression)) or not isinstance(right, (int, Expression)):
        return None
    relation = relation if decision else OPPOSITE[relation]
    return Requirement(Kind.CHECK, Verdict.UNDECIDED, right, left, relation, operand=None)
