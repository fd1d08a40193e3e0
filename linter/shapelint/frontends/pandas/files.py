"""The header of a file of values that is in the project."""

from __future__ import annotations

from shapelint.frontends.pandas.columns import UNIQUE
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import DictValue
from shapelint.interpret.interpreter import Interpreter, Site

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
    """The names in the first line of a file; UNIQUE where it cannot be read."""
    return UNIQUE


def numbered(m: Interpreter, site: Site, names: object) -> object:
    """The columns of a file without a header, by number."""
    return tuple(range(len(names))) if isinstance(names, tuple) else UNIQUE


BODIES: dict[str, Body] = {"header_of": header_of, "is_harmless_reading": is_harmless_reading, "numbered": numbered}
