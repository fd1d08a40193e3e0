"""The rules in force: loaded from the rule pack, chosen by the user's selectors."""

from __future__ import annotations

from functools import cache

from shapelint.diagnostics.rule import Rule
from shapelint.records import dataclass

PREFIX = "SHP"


@dataclass(frozen=True, slots=True)
class UnknownSelector:
    """A selector that fits no rule, with the nearest thing that does ("" when there is none)."""

    selector: str
    nearest: str

    @property
    def text(self) -> str:
        hint = f" (did you mean {self.nearest}?)" if self.nearest else ""
        return f"no rule {self.selector!r}{hint}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Selectors as given: a code, the beginning of one (`SHP1`), a rule's name, or ALL. None for `select` means the
    rules that are on by default."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@cache
def all_rules() -> tuple[Rule, ...]:
    import shapelint_rules

    return shapelint_rules.load()


def find_rule(selector: str) -> Rule | UnknownSelector:
    """The rule of that code or name."""
    for rule in all_rules():
        if selector.upper() == rule.code or selector.lower() == rule.name:
            return rule
    return UnknownSelector(selector, _nearest(selector))


def choose(selection: Selection) -> frozenset[str] | UnknownSelector:
    """The codes of the rules in force. The longer selector wins over the shorter, as in ruff, so that `--select SHP1
    --ignore SHP105` and `--ignore SHP1 --select SHP105` both do what they say."""
    given = (*(selection.select or ()), *selection.extend_select, *selection.ignore)
    for selector in given:
        if not any(_matches(selector, rule) for rule in all_rules()):
            return UnknownSelector(selector, _nearest(selector))
    on = (*(("ALL",) if selection.select is None else selection.select), *selection.extend_select)
    return frozenset(rule.code for rule in all_rules() if _strength(on, rule) > _strength(selection.ignore, rule))


def _matches(selector: str, rule: Rule) -> bool:
    word = selector.upper()
    return word == "ALL" or (word.startswith(PREFIX) and rule.code.startswith(word)) or selector.lower() == rule.name


def _strength(selectors: tuple[str, ...], rule: Rule) -> int:
    """How precisely the rule is named: 0 not at all, 1 by ALL, more by a longer beginning of its code."""
    strength = 0
    for selector in selectors:
        if _matches(selector, rule):
            exact = selector.lower() == rule.name
            strength = max(strength, len(rule.code) if exact else 1 if selector.upper() == "ALL" else len(selector))
    return strength


def _nearest(selector: str) -> str:
    from difflib import get_close_matches

    known = [rule.code for rule in all_rules()] + [rule.name for rule in all_rules()]
    fitting = selector.upper() if selector.upper().startswith(PREFIX) else selector.lower()
    return next(iter(get_close_matches(fitting, known, 1)), "")
