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
    "FileResult": "shapelint.project.results.file_result",
    "StopFact": "shapelint.project.results.file_result",
    "FileDirectives": "shapelint.project.results.file_result",
    "Diagnostic": "shapelint.diagnostics.diagnostic",
    "Location": "shapelint.diagnostics.diagnostic",
    "TrailStep": "shapelint.diagnostics.diagnostic",
    "Fix": "shapelint.diagnostics.fix",
    "Edit": "shapelint.diagnostics.fix",
}
TUPLE, SET, TABLE, FILE = "(", "{", ":", "@"

OpenFile = Callable[[str], "SourceFile"]


class NotPlainError(TypeError):
    """A result holds something that is no plain data."""


class WrongShapeError(ValueError):
    """What was kept is no result."""


def encode(value: object) -> Any:
    """What `json.dumps` can write. A source file becomes its path: its text is read again.

    Raises NotPlainError for anything but records of known classes, tuples, sets, tables, texts and whole numbers."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, tuple):
        return [TUPLE, *map(encode, value)]
    if isinstance(value, frozenset):
        return [SET, *sorted(map(encode, value), key=repr)]
    if isinstance(value, dict):
        return [TABLE, *([encode(key), encode(item)] for key, item in value.items())]
    if isinstance(value, str):
        return str.__str__(value)
    name = type(value).__name__
    if name == "SourceFile":
        return [FILE, value.path, bool(value.text)]  # type: ignore[attr-defined]
    if name not in HOMES:
        raise NotPlainError(f"{name} cannot be kept")
    return [name, *(encode(getattr(value, field)) for field in value.__match_args__)]  # type: ignore[attr-defined]


def decode(value: Any, open_file: OpenFile) -> Any:
    """The value that `encode` has made this of. Raises WrongShapeError if it has made it of nothing."""
    try:
        return _decoded(value, open_file)
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise WrongShapeError(str(error)) from error


def _decoded(value: Any, open_file: OpenFile) -> Any:
    if not isinstance(value, list):
        return value
    tag, *items = value
    if tag == TUPLE:
        return tuple(_decoded(item, open_file) for item in items)
    if tag == SET:
        return frozenset(_decoded(item, open_file) for item in items)
    if tag == TABLE:
        return {_decoded(key, open_file): _decoded(item, open_file) for key, item in items}
    if tag == FILE:
        path, has_text = items
        if type(path) is not str:
            raise WrongShapeError("a file has no path")
        return open_file(path) if has_text else _empty(path)
    return _record(tag, [_decoded(item, open_file) for item in items])


def _record(name: str, values: list[Any]) -> Any:
    from shapelint.project.cache.field_types import fits

    kind = _class(name)
    fields = kind.__match_args__
    if len(values) != len(fields):
        raise WrongShapeError(f"{name} has {len(fields)} fields")
    for field, value in zip(fields, values, strict=True):
        if not fits(value, kind.__annotations__[field]):
            raise WrongShapeError(f"{name}.{field} is no {kind.__annotations__[field]}")
    if name == "Location" and min(values) < 1:
        raise WrongShapeError("rows and columns begin at 1")
    return kind(*values)


def _empty(path: str) -> SourceFile:
    from shapelint.syntax.source import SourceFile

    return SourceFile(path, "")


@cache
def _class(name: str) -> Any:
    if name not in HOMES:
        raise WrongShapeError(f"there is no {name}")
    return getattr(import_module(HOMES[name]), name)
