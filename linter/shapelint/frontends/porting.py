"""How a script reads the weights of a framework's models, and writes them: the text of two functions."""

from __future__ import annotations

from shapelint.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Porting:
    """`read` defines `read_NAME(model, shapes)`, which gives the arrays by the names that files of weights have for
    them, `write` defines `write_NAME(model, arrays, shapes)`; `shapes` are those of the inputs, for models that are
    built when they are first called. `imports` are what both need; NAME is `name`."""

    name: str = ""
    imports: tuple[str, ...] = ()
    read: str = ""
    write: str = ""
