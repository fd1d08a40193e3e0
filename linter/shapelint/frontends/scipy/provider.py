"""scipy.sparse as the interpreter imports it. What it does to sizes stands in `stubs/sparse.py`; the rest of scipy is
read where its source can be."""

from __future__ import annotations

from shapelint.frontends.pandas.rows import array, shape_of, some, unknown
from shapelint.frontends.stubs import Stub, module_of, paths_beside
from shapelint.interpret.builtins.native import Body
from shapelint.interpret.domain.values import ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.modules import import_module
from shapelint.ir import Tensor
from shapelint.symbolic import Expression
from shapelint.syntax.source import SourceFile

PACKAGE = "scipy.package"
FORMATS = ("csr", "csc", "coo", "lil", "dok", "dia", "bsr")
FUNCTIONS = (
    "random", "rand", "eye", "identity", "diags", "hstack", "vstack", "issparse", "isspmatrix", "random_array",
    "eye_array",
)  # fmt: skip


def scipy_external(m: Interpreter, name: str) -> ModuleValue | None:
    """`scipy.sparse`, and `scipy` as the package that it is in."""
    if name == "scipy":
        return ModuleValue(name, {"__name__": name}, lookup=lambda child: submodule(m, f"{name}.{child}"))
    return module_of(m, PACKAGE, names, name) if name == "scipy.sparse" else None


def submodule(m: Interpreter, name: str) -> object:
    """A module of scipy: declared, or read; unknown where it is neither."""
    importing = m.current_file() or SourceFile("<none>", "")
    found = import_module(m, name, importing, 0, None)
    return found if isinstance(found, ModuleValue) else Unknown(f"{name} is not modelled")


def names(m: Interpreter) -> dict[str, object]:
    found: dict[str, object] = {f"scipy.sparse.{name}": STUB.later(m, name) for name in FUNCTIONS}
    for name in FORMATS:
        for suffix in ("matrix", "array"):
            found[f"scipy.sparse.{name}_{suffix}"] = STUB.later(m, f"{name}_{suffix}")
    return found


def is_count(m: Interpreter, site: Site, value: object) -> object:
    return isinstance(value, (int, Expression)) and not isinstance(value, bool)


def sliced(m: Interpreter, site: Site, shape: object, key: object) -> object:
    """The shape of what numpy's indexing takes of an array of that shape, two axes; None where it is another."""
    whole = array(m, site, shape)
    found = m.get_item(whole, key, site.place)
    sizes = found.shape if isinstance(found, Tensor) else None
    return sizes if sizes is not None and len(sizes) == 2 else None


BODIES: dict[str, Body] = {
    "some": some,
    "unknown": unknown,
    "array": array,
    "shape_of": lambda m, site, value: shape_of(value),
    "is_count": is_count,
    "sliced": sliced,
}
STUB = Stub("scipy.sparse", paths_beside(__file__, "sparse"), BODIES)
