"""The header of a file of values that is in the project."""

from __future__ import annotations

import csv
import io
from itertools import islice

from shapelint.frontends.pandas.columns import UNIQUE
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import DictValue
from shapelint.interpret.interpreter import STUB, Interpreter, Site
from shapelint.syntax.imports import DataFiles
from shapelint.syntax.source import SourceFile

HARMLESS = frozenset(
    {
        "dtype", "na_values", "keep_default_na", "na_filter", "low_memory", "engine", "encoding", "nrows",
        "skipfooter", "thousands", "decimal", "float_precision", "memory_map", "true_values", "false_values",
        "date_format", "dayfirst", "encoding_errors", "verbose", "cache_dates",
    }
)  # fmt: skip
"""The arguments of `read_csv` that leave the columns as they are."""


def is_harmless_reading(m: Interpreter, site: Site, keywords: object) -> object:
    held = keywords.exactly() if isinstance(keywords, DictValue) else None
    return held is not None and all(key in HARMLESS for key in held)


def header_of(m: Interpreter, site: Site, path: object, separator: object) -> object:
    """The names in the first line of a file of the project; UNIQUE where it cannot be read, or where its first row has
    another number of values, so that some of them are the index."""
    program = next((f.module.file for f in reversed(m.frames) if is_program(f.module.file)), None)
    plain = isinstance(path, str) and path.endswith((".csv", ".tsv", ".txt", ".data"))
    if not plain or program is None or not isinstance(m.resolver, DataFiles) or separator not in (",", ";", "\t"):
        return UNIQUE
    data = m.resolver.data(str(path), program)
    try:
        text = "" if data is None else data.decode("utf-8-sig")
        rows = list(islice(filter(None, csv.reader(io.StringIO(text), delimiter=str(separator))), 2))
    except (UnicodeDecodeError, csv.Error):
        return UNIQUE
    names = [name or f"Unnamed: {place}" for place, name in enumerate(rows[0])] if rows else []
    settled = names and len(set(names)) == len(names) and all(len(row) == len(names) for row in rows)
    return tuple(names) if settled else UNIQUE


def is_program(file: SourceFile | None) -> bool:
    return file is not None and not file.path.startswith(STUB)


def numbered(m: Interpreter, site: Site, names: object) -> object:
    """The columns of a file without a header, by number."""
    return tuple(range(len(names))) if isinstance(names, tuple) else UNIQUE


BODIES: dict[str, Body] = {"header_of": header_of, "is_harmless_reading": is_harmless_reading, "numbered": numbered}
