"""The columns of data frames by name. What is known of them is a tuple of names that differ; or UNIQUE, where only that
is known; or None."""

from __future__ import annotations

from shapelint.frontends.numpy.arraylike import size_of
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import DictValue, Instance, ListValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor, TensorType
from shapelint.symbolic import Expression, Size, fresh

UNIQUE = "unique"
Names = tuple[object, ...]


def is_name(value: object) -> bool:
    """Whether a value can only be the name of one column."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def listed(value: object) -> Names | None:
    """The names in a list, or those of the columns of a frame; None where they are not all known, or are not names."""
    if isinstance(value, Instance):
        held = value.attributes.get("_names")
        return held if value.type.name == "Columns" and isinstance(held, tuple) and value.open is None else None
    found = elements(value) if isinstance(value, (ListValue, tuple)) else None
    if found is None or not all(is_name(item) for item in found):
        return None
    return tuple(found)


def names_of(m: Interpreter, site: Site, value: object) -> object:
    """The names that columns are given."""
    names = listed(value)
    return names if names is not None and len(set(names)) == len(names) else None


def width_of(m: Interpreter, site: Site, names: object) -> object:
    """How many columns there are."""
    return len(names) if isinstance(names, tuple) else fresh("columns", low=0)


def picked(m: Interpreter, site: Site, names: object, key: object) -> object:
    """What a key selects: ("column" | "columns" | "frame" | "unknown", names, width). A list of truth values selects
    rows."""
    nothing = ("unknown", None, None)
    if is_name(key):
        found = key in names if isinstance(names, tuple) else names == UNIQUE
        return ("column", None, 1) if found else nothing
    chosen = listed(key)
    if chosen is not None and len(set(chosen)) == len(chosen):
        found = all(name in names for name in chosen) if isinstance(names, tuple) else names == UNIQUE
        return ("columns", chosen, len(chosen)) if found else ("frame", None, None)
    return ("frame", None, None) if isinstance(key, (ListValue, Tensor)) else nothing


def added(m: Interpreter, site: Site, names: object, key: object) -> object:
    """The columns after one or several are set by name."""
    chosen = (key,) if is_name(key) else listed(key) if isinstance(key, ListValue) else None
    if chosen is None or names is None:
        return None
    if not isinstance(names, tuple):
        return names
    return (*names, *(name for name in dict.fromkeys(chosen) if name not in names))


def inserted(m: Interpreter, site: Site, names: object, name: object, position: object) -> object:
    """The columns after a new one is put in."""
    if not is_name(name) or names is None:
        return None
    if not isinstance(names, tuple) or name in names:
        return UNIQUE
    if not isinstance(position, int) or position < 0:
        return UNIQUE
    return (*names[:position], name, *names[position:])


def dropped(m: Interpreter, site: Site, names: object, labels: object) -> object:
    """The columns without some; where one of these is not there, pandas raises."""
    chosen = (labels,) if is_name(labels) else listed(labels)
    if not isinstance(names, tuple):
        return names
    if chosen is None:
        return UNIQUE
    return tuple(n for n in names if n not in chosen) if all(label in names for label in chosen) else UNIQUE


def kept(m: Interpreter, site: Site, names: object, chosen: object) -> object:
    """The columns that `usecols` names or counts, in the order of the file."""
    wanted = listed(chosen)
    if not isinstance(names, tuple) or wanted is None:
        return UNIQUE
    if all(isinstance(one, int) for one in wanted):
        return tuple(name for place, name in enumerate(names) if place in wanted)
    return tuple(name for name in names if name in wanted)


def without_index(m: Interpreter, site: Site, names: object, column: object) -> object:
    """The columns without the one that becomes the index."""
    if not isinstance(names, tuple) or isinstance(column, bool):
        return UNIQUE
    if isinstance(column, str) and column in names:
        return tuple(name for name in names if name != column)
    if isinstance(column, int) and 0 <= column < len(names):
        return names[:column] + names[column + 1 :]
    return UNIQUE


def taken(m: Interpreter, site: Site, names: object, key: object) -> object:
    """An element or a slice of the names."""
    if isinstance(names, tuple) and isinstance(key, int) and -len(names) <= key < len(names):
        return names[key]
    if isinstance(names, tuple) and isinstance(key, slice) and is_exact(key):
        return ListValue(list(names[key]))
    return Unknown("the names of columns", site.place)


# ------------------------------------------------------------------------------------------------------ by position


def is_exact(key: slice) -> bool:
    return all(part is None or (isinstance(part, int)) for part in (key.start, key.stop, key.step)) and key.step != 0


def cut(m: Interpreter, size: object, key: slice, site: Site) -> Size:
    """How many of so many a slice keeps."""
    line = Tensor(TensorType((size_of(size),), None), "data", "a column", dialect=NUMPY)
    found = m.get_item(line, key, None)
    return found.shape[0] if isinstance(found, Tensor) and found.shape else fresh("size", low=0)


def along(m: Interpreter, site: Site, size: object, key: object) -> tuple[str, Size | None]:
    """What a key keeps of an axis: ("one", None), ("some", how many), or ("unknown", None)."""
    if isinstance(key, (int, Expression)) and not isinstance(key, bool):
        return "one", None
    if isinstance(key, slice):
        return "some", cut(m, size, key, site)
    if isinstance(key, (ListValue, Tensor)):
        places = elements(key) if isinstance(key, ListValue) else None
        if places is not None and all(isinstance(p, int) and not isinstance(p, bool) for p in places):
            return "some", len(places)
        return "some", fresh("size", low=0)
    return "unknown", None


def across(m: Interpreter, site: Site, names: object, width: object, key: object) -> object:
    """The same along the columns, with the names that are kept: (kind, how many, names)."""
    kind, count = along(m, site, width, key)
    kept_names: object = UNIQUE if names is not None and isinstance(key, slice) else None
    if isinstance(names, tuple) and isinstance(key, slice) and is_exact(key):
        kept_names = names[key]
        count = len(names[key])
    return kind, count, kept_names


def is_whole(m: Interpreter, site: Site, key: object) -> object:
    return isinstance(key, slice) and key.start is None and key.stop is None and key.step is None


def are_among(m: Interpreter, site: Site, labels: object, names: object) -> object:
    """Whether all labels are surely names of columns."""
    return isinstance(labels, tuple) and isinstance(names, tuple) and set(labels) <= set(names)


# ---------------------------------------------------------------------------------------------------------- levels

Levels = tuple[tuple[object, tuple[str, ...] | None], ...]
"""Columns that are written out, each with the values that differ, sorted; None for numbers."""


def levels_of(m: Interpreter, site: Site, data: object, columns: object) -> object:
    """The levels of a frame that is made of a dict of columns."""
    held = data.exactly() if isinstance(data, DictValue) and columns is None else None
    found = [] if held is None else [(name, levels_in(value)) for name, value in held.items() if is_name(name)]
    return tuple((name, None if levels == () else levels) for name, levels in found if levels is not None)


def levels_in(column: object) -> tuple[str, ...] | None:
    """The texts of a column, without repetitions; none of numbers, None where they are not known."""
    if isinstance(column, Tensor):
        name = None if column.element is None else column.element.name
        return () if name is not None and name.startswith(("float", "int", "uint")) else None
    items = elements(column) if isinstance(column, (ListValue, tuple)) else None
    if not items:
        return None
    if all(isinstance(item, str) for item in items):
        return tuple(sorted({item for item in items if isinstance(item, str)}))
    numbers = all(isinstance(item, (int, float)) and not isinstance(item, bool) for item in items)
    return () if numbers else None


def without_levels(m: Interpreter, site: Site, levels: object, key: object) -> object:
    """The levels without those of columns that may change."""
    chosen = (key,) if is_name(key) else listed(key)
    if not isinstance(levels, tuple) or chosen is None:
        return None
    return tuple(pair for pair in levels if isinstance(pair, tuple) and pair[0] not in chosen)


def indicators(
    m: Interpreter,
    site: Site,
    names: object,
    levels: object,
    columns: object,
    with_missing: object,
    drop_first: object,
    prefix: object,
    separator: object,
) -> object:
    """(width, names) of a frame in which some columns, or all of texts, have become one for each level.

    https://pandas.pydata.org/docs/reference/api/pandas.get_dummies.html
    """
    if not isinstance(names, tuple) or not isinstance(levels, tuple) or not isinstance(drop_first, bool):
        return None, None
    known: dict[object, object] = dict(levels)
    texts = [name for name in names if known.get(name) is not None]
    chosen = listed(columns) if columns is not None else tuple(texts) if all(n in known for n in names) else None
    if chosen is None or with_missing is not False or not all(known.get(name) for name in chosen):
        return None, None
    made: list[object] = [name for name in names if name not in chosen]
    for name in chosen:
        own = known[name]
        assert isinstance(own, tuple)
        made += [f"{name}{separator}{level}" for level in own[drop_first:]]
    is_plain = prefix is None and isinstance(separator, str) and len(set(made)) == len(made)
    return len(made), tuple(made) if is_plain else UNIQUE


def merged(m: Interpreter, site: Site, left: object, right: object, on: object) -> object:
    """(width, names) of two frames put side by side by the columns that they share.

    https://pandas.pydata.org/docs/reference/api/pandas.merge.html
    """
    if not isinstance(left, tuple) or not isinstance(right, tuple):
        return None, None
    shared = tuple(name for name in left if name in right)
    keys = shared if on is None else (on,) if is_name(on) else listed(on)
    if not keys or not all(key in shared for key in keys):
        return None, None
    width = len(left) + len(right) - len(keys)
    is_plain = len(shared) == len(keys)
    return width, (*left, *(name for name in right if name not in keys)) if is_plain else UNIQUE


BODIES: dict[str, Body] = {
    "levels_of": levels_of, "without_levels": without_levels, "indicators": indicators, "merged": merged,
    "names_of": names_of, "width_of": width_of, "picked": picked, "added": added, "inserted": inserted,
    "dropped": dropped, "kept": kept, "without_index": without_index, "taken": taken, "along": along,
    "across": across, "are_among": are_among, "is_whole": is_whole,
    "cut": lambda m, site, size, key: cut(m, size, key, site),
}  # fmt: skip
