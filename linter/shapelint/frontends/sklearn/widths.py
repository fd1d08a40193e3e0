"""How many columns transforms give, and how many rows there are in a fold."""

from __future__ import annotations

from math import comb

from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.pandas.columns import is_name, listed
from shapelint.frontends.pandas.rows import shape_of
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import ElementType, Tensor, TensorType
from shapelint.symbolic import Expression, Size, fresh


def products(m: Interpreter, site: Site, columns: object, degree: object, alone: object, bias: object) -> object:
    """The number of products of so many columns; `alone` without powers of one.

    https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.PolynomialFeatures.html
    """
    if not isinstance(columns, int) or not isinstance(alone, bool) or not isinstance(bias, bool):
        return None
    least, most = (0, degree) if isinstance(degree, int) else degree if isinstance(degree, tuple) else (None, None)
    if not isinstance(least, int) or not isinstance(most, int) or not 0 <= least <= most < 20:
        return None
    orders = range(max(least, 1), most + 1)
    total = sum(comb(columns, k) if alone else comb(columns + k - 1, k) for k in orders)
    return total + bias


def categories_of(m: Interpreter, site: Site, data: object, given: object, drop: object) -> object:
    """How many columns there are for the categories: those that are written out, or the levels of a frame."""
    if not (drop is None or drop in ("first", "if_binary")):
        return None
    counts = listed_categories(given) if given != "auto" else levels_of(data)
    if counts is None:
        return None
    less = [count > 0 and (drop == "first" or (drop == "if_binary" and count == 2)) for count in counts]
    return sum(count - one for count, one in zip(counts, less, strict=True))


def listed_categories(given: object) -> list[int] | None:
    """The numbers of categories of each column, where they are written out."""
    lists = elements(given) if isinstance(given, (ListValue, tuple)) else None
    if not lists:
        return None
    found = [elements(one) if isinstance(one, (ListValue, tuple)) else None for one in lists]
    counts = [len(one) for one in found if one is not None]
    return counts if len(counts) == len(lists) else None


def levels_of(data: object) -> list[int] | None:
    """The numbers of levels of a frame's columns, which all hold texts that are written out."""
    if not isinstance(data, Instance) or data.type.name != "DataFrame" or data.open is not None:
        return None
    names, levels = data.attributes.get("_names"), data.attributes.get("_levels")
    if not isinstance(names, tuple) or not isinstance(levels, tuple):
        return None
    known: dict[object, object] = dict(levels)
    found = [known.get(name) for name in names]
    counts = [len(one) for one in found if isinstance(one, tuple)]
    return counts if len(counts) == len(names) else None


def chosen(m: Interpreter, site: Site, data: object, columns: object) -> object:
    """The columns of a frame, or of an array, that one transform is for."""
    names = (columns,) if is_name(columns) else listed(columns)
    if names is None:
        return Unknown("columns that are not named", site.place)
    if isinstance(data, Tensor) and data.shape is not None and len(data.shape) == 2:
        count = len(names) if all(isinstance(name, int) for name in names) and not is_name(columns) else None
        shape = None if count is None else (data.shape[0], count)
        return Tensor(TensorType(shape, None), "data", "columns of an array", site.place, dialect=NUMPY)
    if isinstance(data, Instance) and data.type.name == "DataFrame":
        return m.get_item(data, columns, site.place)
    return Unknown("columns of what is not known", site.place)


def width_of_all(m: Interpreter, site: Site, shapes: object) -> object:
    """The columns of arrays side by side."""
    total: Size = 0
    listed = elements(shapes)
    if listed is None:
        return None
    for shape in listed:
        sizes = elements(shape) if isinstance(shape, (tuple, ListValue)) else None
        width = sizes[1] if sizes is not None and len(sizes) == 2 else None
        if not isinstance(width, (int, Expression)) or isinstance(width, bool):
            return None
        total = total + width
    return total


def fold(m: Interpreter, site: Site, rows: object, count: object, turn: object) -> object:
    """How many rows a fold has for training and for testing: the first ones have one more where that does not go up."""
    if not isinstance(rows, int) or not isinstance(count, int) or not isinstance(turn, int) or not 1 < count <= rows:
        return fresh("rows"), fresh("rows")
    tested = rows // count + (turn < rows % count)
    return rows - tested, tested


def numbers(m: Interpreter, site: Site, count: object) -> object:
    """An array of so many numbers of rows."""
    size: Size = count if isinstance(count, (int, Expression)) else fresh("rows")
    element = ElementType("int64", "the rows of a split", site.place)
    kind = TensorType((size,), "int64")
    return Tensor(kind, "data", "the rows of a split", site.place, dialect=NUMPY, element=element)


def samples_in(m: Interpreter, site: Site, data: object) -> object:
    """How many samples there are: the length of a list, or the rows of an array."""
    items = elements(data) if isinstance(data, (ListValue, tuple)) else None
    if items is not None:
        return len(items)
    shape = shape_of(data)
    return shape[0] if shape else fresh("rows", low=0)


def distinct(m: Interpreter, site: Site, data: object, given: object) -> object:
    """How many different labels the samples have, or are said to have; None where they are not all known."""
    held = [given] if given is not None else elements(data) if isinstance(data, (ListValue, tuple)) else None
    if not held:
        return None
    lists = [elements(one) if isinstance(one, (ListValue, tuple)) else None for one in held]
    if any(one is None for one in lists):
        return None
    labels = [label for one in lists if one is not None for label in one]
    return len(set(labels)) if all(isinstance(label, (str, int)) for label in labels) else None


BODIES: dict[str, Body] = {
    "products": products, "categories_of": categories_of, "chosen": chosen, "width_of_all": width_of_all,
    "fold": fold, "numbers": numbers, "samples_in": samples_in, "distinct": distinct,
    "some_words": lambda m, site: fresh("words", low=0),
}  # fmt: skip
"""What the stub is given."""
