"""scikit-learn as the interpreter imports it. What its transforms do to sizes stands in `stubs/sklearn.py`.

It is declared whether or not its source can be read, which checks data for many steps and says little of sizes.
"""

from __future__ import annotations

import math

from shapelint.frontends.numpy.arraylike import MARK, numpy_array
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.pandas.rows import array, some, unknown
from shapelint.frontends.pandas.rows import shape_of as sizes
from shapelint.frontends.scipy.provider import STUB as SPARSE
from shapelint.frontends.sklearn import widths
from shapelint.frontends.sklearn.names import KINDS, OWN
from shapelint.frontends.stubs import Stub, module_of, paths_beside
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import (
    Instance,
    ListValue,
    ModuleValue,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.symbolic import Expression, Size, fresh

PACKAGE = "sklearn.package"


def sklearn_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name; all of scikit-learn that is not declared is unknown."""
    return module_of(m, PACKAGE, names, name)


def names(m: Interpreter) -> dict[str, object]:
    found: dict[str, object] = {f"sklearn.{full}": STUB.later(m, own) for full, own in OWN.items()}
    for kind, listed in KINDS.items():
        found.update({full: STUB.kind_later(m, kind, full) for full in (f"sklearn.{name}" for name in listed)})
    return found


def is_count(m: Interpreter, site: Site, value: object) -> object:
    return isinstance(value, (int, Expression)) and not isinstance(value, bool)


# ---------------------------------------------------------------------------------------------------------- splits


def parts(m: Interpreter, site: Site, arrays: object, test_size: object, train_size: object) -> object:
    """The two parts of each array, one array after the other.

    sklearn.model_selection._split._validate_shuffle_split says how large they are.
    """
    given = elements(arrays)
    if given is None:
        return Unknown("the parts of a split", site.place)
    counts = [length(value) for value in given]
    known = [count for count in counts if count is not None]
    whole = next((count for count in known if isinstance(count, int)), known[0] if known else None)
    train, test = shares(whole, test_size, train_size)
    return ListValue([part(m, site, value, size) for value in given for size in (train, test)])


def length(value: object) -> Size | None:
    shape = sizes(value)
    return shape[0] if shape else None


def shares(whole: Size | None, test: object, train: object) -> tuple[Size, Size]:
    """How many rows are for training and how many for testing; sizes that nobody knows where that is not settled."""
    nobody = (fresh("rows"), fresh("rows"))
    if not isinstance(whole, int) or not all(v is None or is_share(v) for v in (test, train)):
        return nobody
    test = 0.25 if test is None and train is None else test
    tested = None if test is None else math.ceil(test * whole) if isinstance(test, float) else test
    trained = None if train is None else math.floor(train * whole) if isinstance(train, float) else train
    if tested is None and isinstance(trained, int):
        tested = whole - trained
    if trained is None and isinstance(tested, int):
        trained = whole - tested
    if not isinstance(trained, int) or not isinstance(tested, int) or min(trained, tested) < 0:
        return nobody
    return (trained, tested) if trained + tested <= whole and trained > 0 else nobody


def is_share(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def part(m: Interpreter, site: Site, value: object, rows: Size) -> object:
    """So many rows of an array or of a frame."""
    if isinstance(value, Tensor) and value.shape and value.dialect is NUMPY:
        made = numpy_array((rows, *value.shape[1:]), "train_test_split")
        kind, origin = made.type.with_dtype(value.type.dtype), "train_test_split"
        return Tensor(kind, "data", origin, site.place, dialect=NUMPY, element=value.element)
    if isinstance(value, Instance) and class_attribute(value.type, MARK) and value.open is None:
        return Instance(value.type, {**value.attributes, "_rows": rows, "_levels": None}, place=site.place)
    whole = value.attributes.get("_sizes") if isinstance(value, Instance) and value.open is None else None
    if isinstance(value, Instance) and value.type is SPARSE.class_of(m, "Sparse") and isinstance(whole, tuple):
        return Instance(value.type, {"_sizes": (rows, whole[1])}, place=site.place)
    return Unknown("a part of what is split", site.place)


BODIES: dict[str, Body] = {
    "some": some,
    "unknown": unknown,
    "array": array,
    "parts": parts,
    "size_of": lambda m, site, value: sizes(value),
    "is_count": is_count,
    **widths.BODIES,
}
STUB = Stub("sklearn", paths_beside(__file__, "sklearn"), BODIES, lambda m: {"Sparse": SPARSE.class_of(m, "Sparse")})
