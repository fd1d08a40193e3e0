"""numpy as the interpreter imports it."""

from __future__ import annotations

import math

from shapelint.frontends.contexts import context_class
from shapelint.frontends.external import Package
from shapelint.frontends.numpy.declarations import load
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.frontends.numpy.dtypes import CLASSES, DTYPE
from shapelint.frontends.numpy.element_types import typed
from shapelint.frontends.numpy.files import load as load_file
from shapelint.frontends.numpy.files import save
from shapelint.frontends.numpy.randomness import GENERATORS
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, DeclaredFunction, Instance, ListValue, ModuleValue, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.ir import UNKNOWN_TENSOR, Tensor

PACKAGE = "numpy.package"
NOTHING = (
    "numpy.random.seed", "numpy.random.set_state", "numpy.set_printoptions", "numpy.seterr", "numpy.savetxt",
    "numpy.copyto", "numpy.fill_diagonal", "numpy.put",
    *(
        f"numpy.testing.{name}"
        for name in (
            "assert_allclose", "assert_array_equal", "assert_almost_equal", "assert_array_almost_equal", "assert_equal",
            "assert_", "assert_array_less",
        )
    ),
)  # fmt: skip
CONSTANTS: dict[str, object] = {
    "pi": math.pi, "e": math.e, "inf": math.inf, "Inf": math.inf, "infty": math.inf, "nan": math.nan, "NaN": math.nan,
    "NAN": math.nan, "euler_gamma": 0.5772156649015329, "newaxis": None,
}  # fmt: skip


def numpy_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if numpy declares it; numpy's package is made at its first import."""
    if name.partition(".")[0] != "numpy":
        return None
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        package = make_package(m)
        m.state[PACKAGE] = package
    return package.module(name)


def make_package(m: Interpreter) -> Package:
    vocabulary = load()
    vocabulary.typed = typed
    m.vocabularies["numpy"] = vocabulary
    array, scalar = array_classes()
    m.tensor_classes["numpy"] = array
    m.tensor_classes["numpy:scalar"] = scalar
    names: dict[str, object] = {f"numpy.{name}": value for name, value in (*CLASSES.items(), *CONSTANTS.items())}
    names.update({"numpy.ndarray": array, "numpy.dtype": DTYPE, "numpy.errstate": context_class("numpy.errstate")})
    names["numpy.printoptions"] = context_class("numpy.printoptions")
    names["numpy.random.shuffle"] = native("numpy.random.shuffle", shuffle)
    names.update({name: native(name, nothing) for name in NOTHING})
    names.update({f"numpy.{name}": native(f"numpy.{name}", save) for name in ("save", "savez", "savez_compressed")})
    names["numpy.load"] = native("numpy.load", load_file)
    names.update(random_classes(vocabulary.entries, names))
    return Package(names, vocabulary.entries, DeclaredFunction)


def array_classes() -> tuple[ClassValue, ClassValue]:
    """np.ndarray, and the class of what may be one of numpy's numbers: what that is an instance of stays open."""
    array = native_class("numpy.ndarray")
    array.variables["__new__"] = native("numpy.ndarray", make_array)
    scalar = native_class("numpy.scalar")
    scalar.unknown_base = "a number or an array of numpy"
    return array, scalar


def make_array(m: Interpreter, site: Site, owner: ClassValue, *arguments: object, **options: object) -> object:
    return Tensor(UNKNOWN_TENSOR, "data", "np.ndarray(...)", site.place, dialect=NUMPY)


def nothing(m: Interpreter, site: Site, *arguments: object, **options: object) -> object:
    return None


def shuffle(m: Interpreter, site: Site, values: object = None, *rest: object, **options: object) -> object:
    """A list that is shuffled holds its elements in an order that is not known; an array keeps its shape."""
    if isinstance(values, ListValue) and (values.exactly() is None or values.fewest() > 1):
        m.journal.record_write(values)
        values.substitute(lambda value: Unknown("an element of a list that was shuffled", site.place))
    return None


def random_classes(entries: dict[str, Entry], names: dict[str, object]) -> dict[str, object]:
    """Generators, whose methods are the functions of numpy.random."""
    methods: dict[str, object] = {}
    for method, function in GENERATORS.items():
        full = f"numpy.random.{function}"
        methods[method] = names[full] if full in names else DeclaredFunction(entries[full])
    made: dict[str, object] = {}
    for name in ("Generator", "RandomState"):
        owner = native_class(f"numpy.random.{name}")
        owner.unknown_base = "a random generator"
        owner.variables["__new__"] = native(owner.qualified_name, make_generator)
        owner.variables["__init__"] = native(owner.qualified_name, nothing)
        made[owner.qualified_name] = owner
    generator = made["numpy.random.Generator"]
    for owner_value in made.values():
        assert isinstance(owner_value, ClassValue)
        owner_value.variables["__methods__"] = dict(methods)

    def default_rng(m: Interpreter, site: Site, *seed: object, **options: object) -> object:
        assert isinstance(generator, ClassValue)
        return make_generator(m, site, generator)

    made["numpy.random.default_rng"] = native("numpy.random.default_rng", default_rng)
    return made


def make_generator(m: Interpreter, site: Site, owner: ClassValue, *seed: object, **options: object) -> object:
    methods = owner.variables["__methods__"]
    assert isinstance(methods, dict)
    return Instance(owner, dict(methods), place=site.place)
