"""pandas as the interpreter imports it. What its frames do stands in `stubs/`.

It is declared whether or not its source can be read: that does not say how many rows and columns there are.
"""

from __future__ import annotations

from shapelint.frontends.pandas import columns, files, rows
from shapelint.frontends.stubs import Stub, paths_beside
from shapelint.interpret.domain.values import ModuleValue
from shapelint.interpret.interpreter import Interpreter

STUB = Stub(
    "pandas",
    paths_beside(__file__, "series", "frames", "functions"),
    {**columns.BODIES, **rows.BODIES, **files.BODIES},
)
NAMES = {
    "DataFrame": "DataFrame", "Series": "Series", "read_csv": "read_csv", "concat": "concat", "merge": "merge",
    "get_dummies": "get_dummies", "to_numeric": "to_series", "to_datetime": "to_series",
    "date_range": "date_range", "bdate_range": "date_range",
}  # fmt: skip
"""The public names, and theirs in the stub."""


def pandas_external(m: Interpreter, name: str) -> ModuleValue | None:
    """pandas' own module; what is not declared in it is unknown."""
    return STUB.module(m, name, NAMES) if name == "pandas" else None
