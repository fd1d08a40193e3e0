"""Configuration files: which one holds for a directory, and what it says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from shapelint.files import read_regular
from shapelint.problems import Problem
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LARGE = 20_000
"""Characters of a configuration file."""
FILE_NAMES = (".shapelint.toml", "shapelint.toml", "pyproject.toml")
TABLE = "tool.shapelint"


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says: values by key, as their kinds have read them. `origin` names the place; `root` is the
    directory that its paths start from."""

    values: Mapping[str, Any]
    origin: str
    root: str


Layers = tuple[Layer, ...]
"""From the file that the others build on to the most specific one."""


def find_configuration(directory: str) -> str | None:
    """The configuration file that holds for a directory: the nearest one up. A pyproject.toml counts if it has a table
    for shapelint."""
    while True:
        for name in FILE_NAMES:
            path = os.path.join(directory, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
                return path
        above = os.path.dirname(directory)
        if above == directory:
            return None
        directory = above


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml has a table for shapelint. One that never says the word is not parsed."""
    text = _text(path)
    if isinstance(text, Problem) or "shapelint" not in text:
        return False
    document = _document(path)
    return isinstance(document, Problem) or _table(document) is not None


@asked_once
def read_configuration(path: str) -> Layers | Problem:
    """What a file says, with the files that it extends."""
    layers: list[Layer] = []
    seen: list[str] = []
    following: str | None = path
    while following is not None:
        if following in seen:
            return Problem(f"{shown(path)}: extend leads back to {shown(following)}")
        seen.append(following)
        layer = _layer(following)
        if isinstance(layer, Problem):
            return layer
        layers.insert(0, layer)
        following = layer.values.get("extend")
        if following is not None and not os.path.isfile(following):
            return Problem(f"{layer.origin}: extend: {shown(following)}: no such file")
        if following is not None and not is_within_reach(following, os.path.dirname(path)):
            return Problem(
                f"{layer.origin}: extend: {shown(following)} lies outside of the project; --config can name it"
            )
    return tuple(layers)


def _layer(path: str) -> Layer | Problem:
    document = _document(path)
    if isinstance(document, Problem):
        return document
    is_project = os.path.basename(path) == "pyproject.toml"
    table = _table(document) if is_project else document
    if not isinstance(table, dict):
        if table is None:
            return Problem(f"{shown(path)}: there is no table [{TABLE}] in it")
        return Problem(f"{shown(path)}: {TABLE}: expected a table")
    return read_table(table, shown(path), os.path.dirname(path), f" in [{TABLE}]" if is_project else "")


def read_table(table: Mapping[str, Any], origin: str, root: str, where: str = "") -> Layer | Problem:
    """The values of a table, or the first that is wrong. `where` says which part of the place it stands in."""
    if not table:
        return Layer({}, origin, root)
    from shapelint.project.config.setting_kinds import Wrong
    from shapelint.project.config.setting_table import BY_KEY

    values: dict[str, object] = {}
    for key, value in table.items():
        setting = BY_KEY.get(key)
        if setting is None:
            return Problem(f"{origin}: unknown key {key!r}{where}{hint(key, BY_KEY)}")
        read = setting.kind.read(value, root)
        if isinstance(read, Wrong):
            example = f" (for example, {setting.example})" if setting.example else ""
            return Problem(f"{origin}: {key}{read.part}{where}: expected {read.expected}, found {read.found}{example}")
        values[key] = read
    return Layer(values, origin, root)


def read_inline(text: str, root: str) -> Layer | Problem:
    """The settings of `--config "key = value"`."""
    document = _parsed(text, f"--config {text!r}")
    return document if isinstance(document, Problem) else read_table(document, "--config", root)


def hint(word: str, known: Mapping[str, object]) -> str:
    """The nearest of the known words, as a remark; "" when nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word.replace("_", "-").lower(), known, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _table(document: Mapping[str, Any]) -> object:
    tool = document.get("tool")
    return tool.get("shapelint") if isinstance(tool, dict) else None


@asked_once
def _text(path: str) -> str | Problem:
    found = read_regular(path)
    if isinstance(found, str):
        return Problem(f"{shown(path)}: {found}")
    try:
        return found.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Problem(f"{shown(path)}: it is not UTF-8 text")


@asked_once
def _document(path: str) -> dict[str, Any] | Problem:
    text = _text(path)
    return text if isinstance(text, Problem) else _parsed(text, shown(path))


def _parsed(text: str, origin: str) -> dict[str, Any] | Problem:
    import sys

    if sys.version_info >= (3, 11):
        from tomllib import TOMLDecodeError, loads
    else:
        from tomli import TOMLDecodeError, loads
    if len(text) > LARGE:  # a key of many parts takes the square of their number
        return _parsed_within(text, origin, loads)
    try:
        document: dict[str, Any] = loads(text)
        return document
    except TOMLDecodeError as error:
        return Problem(f"{origin}: it is not valid TOML: {error}")
    except RecursionError:
        return Problem(f"{origin}: it is nested too deeply")
    except ValueError as error:  # of a number with too many digits
        return Problem(f"{origin}: it is not valid TOML: {str(error).partition(';')[0]}")


def _parsed_within(text: str, origin: str, loads: Callable[[str], dict[str, Any]]) -> dict[str, Any] | Problem:
    """The same for a large document, which may take its time, but not for ever."""
    from shapelint.project.execution.file_limits import Limits
    from shapelint.project.execution.resource_limits import OutOfTime, bounded

    limits = Limits()
    try:
        with bounded(limits):
            return loads(text)
    except OutOfTime:
        return Problem(f"{origin}: it takes more than {limits.seconds} seconds to read")
    except MemoryError:
        return Problem(f"{origin}: it takes more than {limits.memory} MiB to read")
    except RecursionError:
        return Problem(f"{origin}: it is nested too deeply")
    except ValueError as error:
        return Problem(f"{origin}: it is not valid TOML: {str(error).partition(';')[0]}")


def is_within_reach(path: str, directory: str) -> bool:
    """Whether the configuration of a directory may build on a file: one of its repository, or one that stands in a
    directory above it, where configuration is looked for anyway."""
    from shapelint.project.filesystem.gitignore import repository

    real, top = os.path.realpath(path), os.path.realpath(repository(directory) or directory)
    return is_below(real, top) or is_below(os.path.realpath(directory), os.path.dirname(real))


def is_below(path: str, directory: str) -> bool:
    """Whether a path is a directory or something in it."""
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)


def shown(path: str) -> str:
    """A path relative to the current directory where it lies below it, else as it is."""
    relative = os.path.relpath(path)
    return path if relative == os.pardir or relative.startswith(os.pardir + os.sep) else relative


def merged(layers: Layers) -> dict[str, Any]:
    """What all layers say together, but for the selection of rules, whose layers stay apart."""
    values: dict[str, Any] = {}
    if not any(layer.values for layer in layers):
        return values
    from shapelint.project.config.setting_table import BY_KEY

    for layer in layers:
        for key, value in layer.values.items():
            way = BY_KEY[key].merging
            if way == "add":
                values[key] = (*values.get(key, ()), *value)
            elif way == "update":
                values[key] = tuple({**dict(values.get(key, ())), **dict(value)}.items())
            elif way == "replace":
                values[key] = value
    return values


def defaults(root: str) -> Iterator[tuple[str, Any]]:
    """The defaults of all settings that have one, as if a file in that directory said them."""
    from shapelint.project.config.setting_table import BY_KEY

    for setting in BY_KEY.values():
        if setting.default:
            document = _parsed(f"value = {setting.default}", setting.key)
            assert isinstance(document, dict)
            yield setting.key, setting.kind.read(document["value"], root)
