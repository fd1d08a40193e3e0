"""The kinds of values that settings have: what each looks like in TOML, and how it is read."""

from __future__ import annotations

import os
from collections.abc import Callable

from shapelint.limits import LARGEST_COUNT, LARGEST_SIZE, is_countable
from shapelint.project.filesystem.glob_automata import LONGEST
from shapelint.project.filesystem.globs import Glob
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TOML_NAMES = {"str": "a string", "bool": "a boolean", "int": "an integer", "float": "a number", "list": "a list"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that a setting cannot have; `part` is what is below the key, such as `["tests/*"]`."""

    expected: str
    found: str
    part: str = ""


Reader = Callable[["Any", str], object]


@dataclass(frozen=True, slots=True)
class Kind:
    """`text` says in words what is expected; `read` makes the value of what stands in TOML and the directory that
    relative paths start from, or a Wrong."""

    text: str
    read: Reader
    is_table: bool = False


def toml_name(value: object) -> str:
    """What a value is, in TOML's words."""
    return TOML_NAMES.get(type(value).__name__, "a table" if isinstance(value, dict) else "a date")


def plain(wanted: type, text: str) -> Kind:
    def read(value: object, root: str) -> object:
        return value if type(value) is wanted else Wrong(text, toml_name(value))

    return Kind(text, read)


def one_of(*choices: str) -> Kind:
    text = "one of " + ", ".join(f'"{choice}"' for choice in choices)

    def read(value: object, root: str) -> object:
        return value if value in choices else Wrong(text, f'"{value}"' if isinstance(value, str) else toml_name(value))

    return Kind(text, read)


def read_path(value: object, root: str) -> object:
    """A path, made absolute; `~` is the home directory."""
    if not isinstance(value, str) or not value:
        return Wrong("a path", "an empty string" if value == "" else toml_name(value))
    return wrong_text(value, "a path") or os.path.normpath(os.path.join(root, os.path.expanduser(value)))


def wrong_text(value: str, expected: str) -> Wrong | None:
    """No name of anything has a null character in it."""
    return Wrong(expected, "a null character in it") if "\0" in value else None


def list_of(text: str, read_item: Reader) -> Kind:
    def read(value: object, root: str) -> object:
        if not isinstance(value, list):
            return Wrong(text, toml_name(value))
        items: list[object] = []
        for position, item in enumerate(value):
            found = read_item(item, root)
            if isinstance(found, Wrong):
                return Wrong(found.expected, found.found, f"[{position}]{found.part}")
            items.append(found)
        return tuple(items)

    return Kind(text, read)


def table_of(text: str, read_item: Reader) -> Kind:
    def read(value: object, root: str) -> object:
        if not isinstance(value, dict):
            return Wrong(text, toml_name(value))
        entries: list[tuple[str, object]] = []
        for key, item in value.items():
            found = read_item(item, root)
            if isinstance(found, Wrong):
                return Wrong(found.expected, found.found, f'."{key}"{found.part}')
            entries.append((key, found))
        return tuple(entries)

    return Kind(text, read, is_table=True)


def read_string(value: object, root: str) -> object:
    return (wrong_text(value, "a string") or value) if isinstance(value, str) else Wrong("a string", toml_name(value))


def read_glob(value: object, root: str) -> object:
    if not isinstance(value, str) or not value:
        return Wrong("a glob", toml_name(value))
    if len(value) > LONGEST:
        return Wrong(f"a glob of at most {LONGEST:,} characters", "a longer one")
    return wrong_text(value, "a glob") or Glob(value, root)


def read_input(value: object, root: str) -> object:
    """One input of a model: its sizes as a list, or a specification as `--input` has it."""
    from shapelint.analysis.inputs import InputSpec, parse_input
    from shapelint.problems import Problem

    if isinstance(value, str):
        spec = parse_input(value)
        return Wrong("an input such as [1, 3, 32, 32]", spec.text) if isinstance(spec, Problem) else spec
    if not isinstance(value, list) or not value:
        return Wrong("an input such as [1, 3, 32, 32]", "an empty list" if value == [] else toml_name(value))
    for size in value:
        if type(size) is int and size > LARGEST_SIZE:
            return Wrong(f"a size of at most {LARGEST_SIZE}", "a larger one")
        if not (type(size) is int and size > 0) and not (isinstance(size, str) and size.isidentifier()):
            found = repr(size) if isinstance(size, int) and is_countable(size) else toml_name(size)
            return Wrong("a positive whole number or a name", found)
    return InputSpec(None, tuple(value))


def read_count(value: object, root: str) -> object:
    if type(value) is int and 0 <= value <= LARGEST_COUNT:
        return value
    is_shown = type(value) is int and is_countable(value)
    return Wrong(f"a whole number up to {LARGEST_COUNT}", str(value) if is_shown else toml_name(value))


BOOLEAN = plain(bool, "a boolean")
COUNT = Kind("a whole number", read_count)
STRING = plain(str, "a string")
PATH = Kind("a path", read_path)
PATHS = list_of("a list of paths", read_path)
GLOBS = list_of("a list of globs", read_glob)
RULES = list_of("a list of rules", read_string)
RULES_BY_GLOB = table_of("a table of rules by glob", RULES.read)
SEVERITY = one_of("error", "warning")
SEVERITIES = table_of("a table of severities by rule", SEVERITY.read)
INPUTS_BY_MODEL = table_of(
    "a table of inputs by model", list_of("a list of inputs such as [[1, 3, 32, 32]]", read_input).read
)
LAYERS = table_of("a table of layers by name", read_string)
