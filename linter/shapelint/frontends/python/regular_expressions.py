"""`re`: what it finds in texts that are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import DictValue, Instance, IteratorValue, ListValue, as_mixed
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.raising.errors import python_error

LONGEST_PATTERN = 200
MOST_WAYS = 10**6
MOST_TEXT = 10**5
FUNCTIONS = ("match", "search", "fullmatch", "split", "findall", "finditer", "sub", "subn", "escape")
FLAGS = ("IGNORECASE", "I", "MULTILINE", "M", "DOTALL", "S", "VERBOSE", "X", "ASCII", "A", "UNICODE", "U")
REPEAT = re.compile(r"[*+}]")
CHOICE = re.compile(r"[|?]")
REPEATED_GROUP = re.compile(r"\)\s*[*+{]")
OF_MATCH = ("group", "groups", "groupdict", "start", "end", "span", "expand")
OF_PATTERN = ("match", "search", "fullmatch", "split", "findall", "finditer", "sub", "subn")

PATTERN = native_class("re.Pattern")
MATCH = native_class("re.Match")


def is_manageable(pattern: str, texts: tuple[object, ...]) -> bool:
    """Whether a search is sure to end soon, and what it gives to be short: each repetition of a character may end at
    any place of the text, each choice has two ways, and there are no repetitions of more than that."""
    if len(pattern) > LONGEST_PATTERN or REPEATED_GROUP.search(pattern):
        return False
    lengths = [len(text) + 1 for text in texts if isinstance(text, str)]
    ways = max(lengths, default=1) ** (len(REPEAT.findall(pattern)) + 1) * 2 ** len(CHOICE.findall(pattern))
    return bool(ways <= MOST_WAYS and prod(lengths) <= MOST_TEXT)


def searched(name: str) -> Callable[..., object]:
    """A function of re, computed where the pattern, the texts and the flags are known."""

    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        given = [as_mixed(value) for value in arguments]
        pattern = given[0].payload if given and isinstance(given[0], Instance) else given[0] if given else None
        text = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
        others = (*given[1:], *keywords.values())
        if not isinstance(text, str) or not all(isinstance(value, (str, int)) for value in others):
            return m.unknown(f"re.{name} of what is not known", site.place)
        if not is_manageable(text, others):
            return m.unknown(f"re.{name} with a long pattern or text", site.place)
        try:
            compiled = pattern if isinstance(pattern, re.Pattern) else text
            return as_value(getattr(re, name)(compiled, *given[1:], **keywords), site)
        except re.error as error:
            return refused(m, error, site)
        except (TypeError, ValueError, IndexError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)

    return run


def refused(m: Interpreter, error: re.error, site: Site) -> object:
    """A pattern that re refuses, by an exception of its own, which is none of the built-in ones."""
    m.may_raise()
    return m.unknown(f"re.error: {error}", site.place)


def as_value(found: object, site: Site) -> object:
    """What re gives, as the interpreter holds it."""
    if isinstance(found, re.Match):
        return Instance(MATCH, {"string": found.string, "re": as_value(found.re, site)}, found, site.place)
    if isinstance(found, re.Pattern):
        return Instance(PATTERN, {"pattern": found.pattern}, found, site.place)
    if isinstance(found, list):
        return ListValue(found)
    if found is None or isinstance(found, (str, tuple)):
        return found
    return IteratorValue([as_value(one, site) for one in found])  # type: ignore[attr-defined]


def compiled(m: Interpreter, site: Site, pattern: object, flags: object = 0) -> object:
    if isinstance(pattern, Instance) and isinstance(pattern.payload, re.Pattern):
        return pattern
    pattern = as_mixed(pattern)
    if not isinstance(pattern, str) or not isinstance(flags, int):
        return m.unknown("a pattern that is not known", site.place)
    if len(pattern) > LONGEST_PATTERN:
        return m.unknown("a long pattern", site.place)
    try:
        return as_value(re.compile(pattern, flags), site)
    except re.error as error:
        return refused(m, error, site)


def of_match(name: str) -> Callable[..., object]:
    """A method of a match, on the match that was found."""

    def run(m: Interpreter, site: Site, match: object, *arguments: object, **keywords: object) -> object:
        found = match.payload if isinstance(match, Instance) else None
        if not isinstance(found, re.Match) or not all(isinstance(a, (str, int, type(None))) for a in arguments):
            return m.unknown(f"the {name} of a match that is not known", site.place)
        try:
            result = getattr(found, name)(*arguments, **keywords)
        except (IndexError, TypeError) as error:
            return python_error(m, type(error).__name__, str(error), site.place)
        return DictValue(dict(result)) if isinstance(result, dict) else result

    return run


PATTERN.variables.update({name: native(f"re.Pattern.{name}", searched(name)) for name in OF_PATTERN})
MATCH.variables.update({name: native(f"re.Match.{name}", of_match(name)) for name in OF_MATCH})
MATCH.variables["__getitem__"] = native("re.Match.__getitem__", of_match("group"))
NAMES: dict[str, object] = {
    **{f"re.{name}": native(f"re.{name}", searched(name)) for name in FUNCTIONS},
    **{f"re.{name}": int(getattr(re, name)) for name in FLAGS},
    "re.compile": native("re.compile", compiled),
    "re.Pattern": PATTERN,
    "re.Match": MATCH,
}
