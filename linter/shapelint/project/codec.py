"""Results as JSON and back: records of known classes, tuples, sets and tables, nothing that could run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shapelint.syntax.source import SourceFile

HOMES = {
    "FileResult": "shapelint.project.file_result",
    "StopFact": "shapelint.project.file_result",
    "Commented": "shapelint.project.file_result",
    "Diagnostic": "shapelint.diagnostics.diagnostic",
    "Location": "shapelint.diagnostics.diagnostic",
    "TrailStep": "shapelint.diagnostics.diagnostic",
    "Fix": "shapelint.diagnostics.fix",
    "Edit": "shapelint.diagnostics.fix",
}
TUPLE, SET, TABLE, FILE = "(", "{", ":", "@"

OpenFile = Callable[[str], "SourceFile"]


def encode(value: object) -> Any:
    """What `json.dumps` can write. A source file becomes its path: its text is read again."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return [TUPLE, *map(encode, value)]
    if isinstance(value, frozenset):
        return [SET, *sorted(map(encode, value), key=repr)]
    if isinstance(value, dict):
        return [TABLE, *([encode(key), encode(item)] for key, item in value.items())]
    name = type(value).__name__
    if name == "SourceFile":
        return [FILE, value.path, bool(value.text)]  # type: ignore[attr-defined]
    assert name in HOMES, f"{name} cannot be kept"
    return [name, *(encode(getattr(value, field)) for field in value.__match_args__)]  # type: ignore[attr-defined]


def decode(value: Any, open_file: OpenFile) -> Any:
    """The value that `encode` has made this of."""
    if not isinstance(value, list):
        return value
    tag = value[0]
    if tag == TUPLE:
        return tuple(decode(item, open_file) for item in value[1:])
    if tag == SET:
        return frozenset(decode(item, open_file) for item in value[1:])
    if tag == TABLE:
        return {decode(key, open_file): decode(item, open_file) for key, item in value[1:]}
    if tag == FILE:
        return open_file(value[1]) if value[2] else _empty(value[1])
    return _class(tag)(*(decode(item, open_file) for item in value[1:]))


def _empty(path: str) -> SourceFile:
    from shapelint.syntax.source import SourceFile

    return SourceFile(path, "")


@cache
def _class(name: str) -> Any:
    return getattr(import_module(HOMES[name]), name)
