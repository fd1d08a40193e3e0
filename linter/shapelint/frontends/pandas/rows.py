"""How many rows there are in what tables are made of."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.frontends.numpy.arraylike import as_array, numpy_array, size_of
from shapelint.frontends.numpy.arrays import NUMBERS, nested
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Shape, Tensor
from shapelint.symbolic import Size, Verdict, equal, fresh


def shape_of(value: object) -> Shape | None:
    """The shape of anything that numpy makes an array of; None where it is not known."""
    given = as_array(value)
    return given.shape if isinstance(given, Tensor) else nested(given).shape


def is_scalar(value: object) -> bool:
    return (
        value is None or isinstance(value, (*NUMBERS, str, bytes)) or (isinstance(value, Tensor) and value.shape == ())
    )


def some(m: Interpreter, site: Site) -> object:
    return fresh("rows", low=0)


def unknown(m: Interpreter, site: Site, reason: object) -> object:
    return Unknown(str(reason), site.place)


def array(m: Interpreter, site: Site, sizes: object) -> object:
    """An array of these sizes, each known or not."""
    found = elements(sizes)
    return numpy_array(None if found is None else tuple(size_of(size) for size in found), "an array")


def table_of(m: Interpreter, site: Site, data: object) -> object:
    """(rows, columns) of what a table is made of; no columns where that is one-dimensional."""
    if data is None:
        return 0, 0
    shape = shape_of(data)
    if shape is not None and len(shape) in (1, 2):
        return (shape[0], shape[1] if len(shape) == 2 else None)
    items = elements(data) if isinstance(data, (ListValue, tuple)) else None
    if items and all(is_scalar(item) for item in items):
        return len(items), None
    return (fresh("rows", low=0) if items is None else len(items)), fresh("columns", low=0)


def rows_of_columns(m: Interpreter, site: Site, data: object) -> object:
    """The rows of a dict of columns; what has an index of its own is aligned by it."""
    held = data.exactly() if isinstance(data, DictValue) else None
    values: Sequence[object] = [] if held is None else list(held.values())
    counts: list[Size] = []
    for value in values:
        if is_scalar(value):
            continue
        items = elements(value) if isinstance(value, (ListValue, tuple)) else None
        is_index = isinstance(value, Instance) and value.type.qualified_name == "pandas.Dates"
        shape: Shape | None = (len(items),) if items is not None else None
        if isinstance(value, Tensor) or is_index:
            shape = shape_of(value)
        if shape is None or len(shape) != 1:
            return fresh("rows", low=0)
        counts.append(shape[0])
    return counts[0] if counts else fresh("rows", low=0)


def rows_after(m: Interpreter, site: Site, rows: object, value: object) -> object:
    """The rows after a column is set: as many as before, unless there may have been none."""
    if (isinstance(rows, int) and rows > 0) or (is_scalar(value) and rows != 0):
        return rows
    shape = shape_of(value)
    same = shape and not isinstance(value, Instance) and equal(size_of(rows), shape[0]) is Verdict.HOLDS
    return rows if same else fresh("rows", low=0)


def joined(m: Interpreter, site: Site, frames: object) -> object:
    """(rows, width, names) of frames one below the other, and beside each other; no width unless all are frames."""
    parts = elements(frames)
    if not parts or not all(isinstance(p, Instance) and p.type.name == "DataFrame" and p.open is None for p in parts):
        return None, None, None
    held = [part.attributes for part in parts if isinstance(part, Instance)]
    rows, width = (total([h.get(name) for h in held]) for name in ("_rows", "_width"))
    names = held[0].get("_names")
    same = isinstance(names, tuple) and all(h.get("_names") == names for h in held)
    return rows, width, names if same else None


def total(sizes: Sequence[object]) -> Size:
    result: Size = 0
    for size in sizes:
        result = result + size_of(size)
    return result


def sizes_of(m: Interpreter, site: Site, value: object, axis: int) -> object:
    """The size of an axis of anything; None where it is not known."""
    shape = shape_of(value)
    return shape[axis] if shape else None


BODIES: dict[str, Body] = {
    "some": some,
    "unknown": unknown,
    "array": array,
    "table_of": table_of,
    "rows_of_columns": rows_of_columns,
    "rows_after": rows_after,
    "joined": joined,
    "sizes_of": sizes_of,
    "is_plain": lambda m, site, value: is_scalar(value),
    "is_array": lambda m, site, value: isinstance(value, Tensor),
    "same_size": lambda m, site, a, b: equal(size_of(a), size_of(b)) is Verdict.HOLDS if None not in (a, b) else False,
}
