"""`os.environ`: whoever starts the program has set nothing for it, which is one way to run it."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ALWAYS, Instance, Unknown
from shapelint.interpret.free_conditions import CHOICE
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import native_class
from shapelint.interpret.raising.errors import is_caught
from shapelint.interpret.raising.exceptions import make_exception
from shapelint.interpret.signals import Raised
from shapelint.interpret.state.choices import UNSET_VARIABLE, choose

WRITTEN = "os.environ.written"
ALWAYS_SET = frozenset({"HOME", "PATH", "USER", "PWD", "SHELL", "LANG", "TMPDIR", "TEMP", "USERNAME"})
ENVIRON = native_class("os.environ")


def is_unset(m: Interpreter, name: object) -> bool:
    """Whether a variable is taken not to be there: none that the program may set itself, or every shell does."""
    if not isinstance(name, str) or name in ALWAYS_SET or WRITTEN in m.state:
        return False
    return choose(m, UNSET_VARIABLE)


def of_machine(m: Interpreter, site: Site) -> Unknown:
    m.may_raise()
    return Unknown("the environment depends on the machine", site.place, free=CHOICE)


def get(m: Interpreter, site: Site, name: object, default: object = None) -> object:
    """`os.environ.get` and `os.getenv`."""
    return default if is_unset(m, name) else of_machine(m, site)


def contains(m: Interpreter, site: Site, environ: object, name: object) -> object:
    return (
        False if is_unset(m, name) else Unknown("whether a variable of the environment is set", site.place, free=CHOICE)
    )


def item(m: Interpreter, site: Site, environ: object, name: object) -> object:
    if is_caught(m, "KeyError") and is_unset(m, name):
        raise Raised(make_exception("KeyError", repr(name)), site.place)
    return of_machine(m, site)


def written(m: Interpreter, site: Site, *values: object, **keywords: object) -> object:
    """Something may be set from now on, whatever branch this stands in."""
    m.state[WRITTEN] = True
    return None


ENVIRON.variables.update(
    {
        "get": native("os.environ.get", lambda m, s, environ, *rest: get(m, s, *rest)),
        "__contains__": native("os.environ.__contains__", contains),
        "__getitem__": native("os.environ.__getitem__", item),
        **{name: native(f"os.environ.{name}", written) for name in ("__setitem__", "__delitem__", "update")},
        "__getattr__": native(
            "os.environ.__getattr__", lambda m, s, v, name: Unknown(f"os.environ.{name}", s.place, free=CHOICE)
        ),
    }
)
NAMES: dict[str, object] = {
    "os.environ": Instance(ENVIRON, {}, born=ALWAYS),
    "os.getenv": native("os.getenv", get),
}
