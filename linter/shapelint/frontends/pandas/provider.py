"""pandas as the interpreter imports it. What its frames do stands in `stubs/`.

It is declared whether or not its source can be read: that does not say how many rows and columns there are.
"""

from __future__ import annotations

from pathlib import Path

from shapelint.frontends.external import read_stubs
from shapelint.frontends.pandas import columns, files, rows
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import UNLISTED, ClassValue, ModuleValue, present
from shapelint.interpret.interpreter import Interpreter

STUBS = [Path(__file__).with_name("stubs") / f"{name}.py" for name in ("series", "frames", "functions")]
STATE = "pandas.stub"
NAMES = {
    "DataFrame": "DataFrame", "Series": "Series", "read_csv": "read_csv", "concat": "concat", "merge": "merge",
    "get_dummies": "get_dummies", "to_numeric": "to_series", "to_datetime": "to_series",
    "date_range": "date_range", "bdate_range": "date_range",
}  # fmt: skip
"""The public names, and theirs in the stub."""


def pandas_external(m: Interpreter, name: str) -> ModuleValue | None:
    """pandas' own module; what is not declared in it is unknown."""
    if name != "pandas":
        return None
    return ModuleValue(name, {"__name__": name}, lookup=lambda child: of_stub(m, child))


def of_stub(m: Interpreter, name: str) -> object:
    return present(stub(m).variables, NAMES[name]) if name in NAMES else None


def stub(m: Interpreter) -> ModuleValue:
    """The stubs, read when the first of their names is asked for."""
    known = m.state.get(STATE)
    if isinstance(known, ModuleValue):
        return known
    bodies = {**columns.BODIES, **rows.BODIES, **files.BODIES}
    known = read_stubs(m, STUBS, {name: native(name, body) for name, body in bodies.items()})
    m.state[STATE] = known
    for name, value in known.variables.items():
        if isinstance(value, ClassValue):
            value.qualified_name = f"pandas.{name}"
            value.definition = None
            value.variables[UNLISTED] = True
    return known
