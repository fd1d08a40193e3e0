"""What scripts use around a model: warnings, logging, the system, paths, time."""

from __future__ import annotations

import inspect
import os.path
from collections.abc import Callable

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ALWAYS, Instance, IteratorValue, Unknown
from shapelint.interpret.free_conditions import CHOICE
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.classes import class_of_run, native_class
from shapelint.symbolic import fresh


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


QUIET = native_class("a quiet object")
QUIET.variables["__getattr__"] = native("a quiet method", lambda m, s, v, name: quiet_member(v, name, s))
QUIET.variables["__enter__"] = native("__enter__", lambda m, s, v: v)
QUIET.variables["__exit__"] = native("__exit__", nothing)
SAYING_NOTHING = frozenset(
    {
        "addFilter", "addHandler", "critical", "debug", "error", "exception", "flush", "info", "log", "removeFilter",
        "removeHandler", "setLevel", "warn", "warning",
    }
)  # fmt: skip
"""The methods of loggers and streams that give None. What else such objects have is not known."""


def quiet_member(value: Instance, name: object, site: Site) -> object:
    if isinstance(name, str) and name in SAYING_NOTHING:
        return native(f"quiet.{name}", nothing)
    return Unknown(f"the attribute {name} of a logger, stream or context", site.place)


def quiet(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    """A new object without any meaning for shapes."""
    return Instance(QUIET, {}, place=site.place)


def get_logger(m: Interpreter, site: Site, name: object = None) -> object:
    """The logger of a name, which is the same one each time."""
    if not isinstance(name, (str, type(None))):
        return Unknown("a logger of a name that is not known", site.place)
    key = f"logger {name or ''}"
    return m.state.setdefault(key, Instance(QUIET, {}, place=site.place, born=ALWAYS))


def silent_name(m: Interpreter, name: str) -> object:
    """A function that does nothing that matters for a model."""
    if name == "catch_warnings":
        return native("warnings.catch_warnings", quiet)
    return native(f"warnings.{name}", nothing)


def logging_name(m: Interpreter, name: str) -> object:
    """Loggers accept everything; levels are numbers."""
    levels = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "WARN": 30, "ERROR": 40, "CRITICAL": 50, "NOTSET": 0}
    if name in levels:
        return levels[name]
    if name[0].isupper():
        return class_of_run(m, f"logging.{name}")
    return native(f"logging.{name}", get_logger if name == "getLogger" else quiet)


def binds(function: Callable[..., object], arguments: tuple[object, ...]) -> bool:
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    return True


def path_function(name: str) -> Callable[..., object]:
    """A function of os.path that only computes on text."""
    function = getattr(os.path, name)

    def run(m: Interpreter, site: Site, *parts: object) -> object:
        if all(isinstance(p, str) for p in parts) and binds(function, parts):
            return function(*parts)
        return Unknown(f"os.path.{name} of a text that is not known", site.place)

    return run


def machine_value(name: str) -> Callable[..., object]:
    def run(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
        m.may_raise()
        return Unknown(f"{name} depends on the machine", site.place, free=CHOICE)

    return run


def null_context(m: Interpreter, site: Site, value: object = None) -> object:
    return quiet(m, site) if value is None else IteratorValue([value])


def context_manager(m: Interpreter, site: Site, function: object) -> object:
    return function


PATH_FUNCTIONS = ("join", "basename", "dirname", "splitext", "normpath")
MACHINE = (
    "os.path.exists", "os.path.isfile", "os.path.isdir", "os.path.abspath", "os.path.expanduser",
    "os.getcwd", "os.listdir", "os.cpu_count", "time.time", "time.perf_counter",
)  # fmt: skip
NAMES: dict[str, object] = {
    **{f"os.path.{name}": native(f"os.path.{name}", path_function(name)) for name in PATH_FUNCTIONS},
    **{name: native(name, machine_value(name)) for name in MACHINE},
    "os.makedirs": native("os.makedirs", nothing),
    "os.mkdir": native("os.mkdir", nothing),
    "time.sleep": native("time.sleep", nothing),
    "sys.version_info": (3, fresh("minor version", low=0), fresh("micro version", low=0), "final", 0),
    "sys.maxsize": 2**63 - 1,
    "sys.platform": "linux",
    "sys.stdout": Instance(QUIET, {}, born=ALWAYS),
    "sys.stderr": Instance(QUIET, {}, born=ALWAYS),
    "contextlib.nullcontext": native("contextlib.nullcontext", null_context),
    "contextlib.contextmanager": native("contextlib.contextmanager", context_manager),
    "contextlib.suppress": native("contextlib.suppress", quiet),
    "contextlib.ExitStack": native("contextlib.ExitStack", quiet),
}  # fmt: skip
