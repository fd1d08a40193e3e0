"""The rules in force: loaded from the rule pack, chosen by the user's selectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shapelint.diagnostics.rule import Rule, Severity
from shapelint.problems import Problem, WrongUseError
from shapelint.project.config.plugins import plugin_rules
from shapelint.project.config.selection import Selection, unknown_name
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.project.config.settings import Settings

__all__ = ["Selection", "all_rules", "choose", "find_rule", "rules_in_force"]


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The codes of the rules that are looked at, and what each counts as where that is not its own severity."""

    codes: frozenset[str]
    severities: dict[str, Severity]


@asked_once
def all_rules() -> tuple[Rule, ...]:
    """The built-in rules and those of plug-ins, in the order of their codes.

    Raises WrongUseError for a plug-in whose rules cannot be used."""
    import shapelint_rules

    rules = shapelint_rules.load()
    known = {word: rule for rule in rules for word in (rule.code, rule.name)}
    for rule in plugin_rules():
        for word in (rule.code, rule.name):
            if word in known:
                raise WrongUseError(f"plug-in: rule {rule.code} {rule.name}: there is a rule {word} already")
            known[word] = rule
    return tuple(sorted((*rules, *plugin_rules()), key=lambda rule: rule.code)) if plugin_rules() else rules


def find_rule(selector: str) -> Rule | Problem:
    """The rule of that code or name."""
    for rule in all_rules():
        if names_exactly(selector, rule):
            return rule
    return unknown_name(selector, _nearest(selector))


def rules_in_force(settings: Settings) -> RulesInForce | Problem:
    """The rules that settings choose, or the first selector in them that fits no rule."""
    codes = choose(settings.selection)
    if isinstance(codes, Problem):
        return codes
    for origin, selector in _other_selectors(settings):
        if not _is_known(selector):
            return unknown_name(selector, _nearest(selector), origin)
    return RulesInForce(codes, {rule.code: severity for rule in all_rules() if (severity := _severity(rule, settings))})


def _severity(rule: Rule, settings: Settings) -> Severity | None:
    """What the settings say that a rule counts as: the most precise selector decides."""
    fitting = [entry for entry in settings.severity if _matches(entry[0], rule)]
    if not fitting:
        return None
    return "error" if max(fitting, key=lambda entry: _precision(entry[0], rule))[1] == "error" else "warning"


def _other_selectors(settings: Settings) -> Iterator[tuple[str, str]]:
    for glob, selectors in settings.per_file_ignores:
        for selector in selectors:
            yield f"per-file-ignores: {glob.pattern}", selector
    for selector, _ in settings.severity:
        yield "severity", selector


def choose(selection: Selection) -> frozenset[str] | Problem:
    """The codes of the rules in force. The longer selector wins over the shorter, as in ruff, so that `--select SHP1
    --ignore SHP105` and `--ignore SHP1 --select SHP105` both do what they say. A layer that says `select` starts anew;
    what a layer only ignores stays ignored then."""
    on = {rule.code for rule in all_rules() if rule.is_on_by_default}
    carried: tuple[str, ...] = ()
    for layer in selection.layers():
        wanted = (*(layer.select or ()), *layer.extend_select)
        for selector in (*wanted, *layer.ignore):
            if not _is_known(selector):
                return unknown_name(selector, _nearest(selector), layer.origin)
        unwanted = (*layer.ignore, *(carried if layer.select is not None else ()))
        changes = {
            rule.code: _strength(_fitting(wanted, rule), rule) > _strength(unwanted, rule)
            for rule in all_rules()
            if _strength(_fitting(wanted, rule), rule) or _strength(unwanted, rule)
        }
        kept = set() if layer.select is not None else {code for code in on if code not in changes}
        on = kept | {code for code, wanted_now in changes.items() if wanted_now}
        carried = layer.ignore if not wanted else ()
    return frozenset(on)


def _fitting(selectors: tuple[str, ...], rule: Rule) -> tuple[str, ...]:
    """The selectors that can turn a rule on: one that is off by default has to be named."""
    if rule.is_on_by_default:
        return selectors
    return tuple(selector for selector in selectors if names_exactly(selector, rule))


def names_exactly(selector: str, rule: Rule) -> bool:
    return selector.upper() == rule.code or selector.lower() == rule.name


def matching(selector: str) -> Iterator[Rule]:
    """The rules that a selector stands for."""
    return (rule for rule in all_rules() if _matches(selector, rule))


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """The codes of all rules that any of the selectors stands for."""
    return frozenset(rule.code for selector in selectors for rule in matching(selector))


def _is_known(selector: str) -> bool:
    return any(True for _ in matching(selector))


def _matches(selector: str, rule: Rule) -> bool:
    word = selector.upper()
    is_beginning = rule.code.startswith(word) and len(word) >= len(rule.code.rstrip("0123456789"))
    return word == "ALL" or is_beginning or selector.lower() == rule.name


def _precision(selector: str, rule: Rule) -> int:
    """How precisely a selector names a rule that it fits: least by ALL, more by a longer beginning of its code."""
    if names_exactly(selector, rule):
        return 1 + len(rule.code)
    return 1 if selector.upper() == "ALL" else 1 + len(selector)


def _strength(selectors: tuple[str, ...], rule: Rule) -> int:
    """How precisely the rule is named by the most precise of the selectors; 0 if none names it."""
    return max((_precision(selector, rule) for selector in selectors if _matches(selector, rule)), default=0)


LOOKALIKES = str.maketrans("OIL", "011")  # letters that are taken for figures


def _nearest(selector: str) -> str:
    from difflib import get_close_matches

    as_code = selector.upper().translate(LOOKALIKES)
    if any(rule.code == as_code for rule in all_rules()):
        return as_code
    known = [rule.code for rule in all_rules()] + [rule.name for rule in all_rules()]
    near = get_close_matches(selector.upper(), known, 1) or get_close_matches(selector.lower(), known, 1)
    return (near or [rule.name for rule in all_rules() if selector and selector.lower() in rule.name] or [""])[0]
