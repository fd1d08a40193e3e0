"""A path that runs is never dropped. Where an undecided condition leads, what Python refuses proves that the path is
not taken; so what is wrongly thought to be refused would silently hide all that follows."""

from __future__ import annotations

import builtins
from pathlib import Path
from textwrap import indent

import pytest

import shapelint

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parents[1] / "fixtures"
SNIPPETS = sorted((HERE.parent / "interpret" / "snippets").glob("*.py"))
UNDER_DOUBT = """\
import torch
from torch import nn
from a_module_that_is_not_here import undecided

width = 4
if undecided():
{body}
    width = 5
nn.Linear(width, 2)(torch.zeros(1, 5))  # refused where the path above was dropped
"""
STEPS = """\
import numpy, collections, enum, abc, argparse, dataclasses, typing, types
import logging, functools, itertools, math, random, operator
Color = enum.Enum("Color", "RED GREEN")
class Level(enum.Enum):
    LOW = 1
    @classmethod
    def _missing_(cls, value): return cls.LOW
Level(7)
collections.deque([1], 2) + collections.deque([2])
collections.Counter("aab") + collections.Counter("b")
collections.Counter("aab") - collections.Counter("b")
{}.keys() - [1]
{}.keys() & {1}
{}.items() | set()
collections.OrderedDict() | {}
(1).__add__(2)
[1].__len__()
"".join(map(str, range(3)))
b"" + bytearray(b"")
bytearray(3)[0]
memoryview(b"abc")[0]
class Slotted:
    __slots__ = ("a", "__dict__")
s = Slotted()
s.b = 3
class Callable:
    def __call__(self): return 3
Callable()()
class Indexed:
    def __index__(self): return 0
[1][Indexed()]
"abc"[True]
[1, 2][numpy.int64(0)]
[1, 2][numpy.array(0)]
try:
    raise BlockingIOError
except OSError:
    pass
try:
    open("/nothing/of/that/name")
except (IOError, EnvironmentError, FileNotFoundError):
    pass
hash(object()), id(3), repr(3), ascii(3), chr(3), ord("a"), bin(3), hex(3), oct(3), callable(3)
functools.partial(max, 1)(2)
operator.itemgetter(0)([1])
types.SimpleNamespace(a=1).a
typing.NamedTuple("Point", [("x", int)])(1) + (2,)
print(3, end="")
logging.getLogger("a").handlers
argparse.Namespace(a=3).a
frozenset({1}) | {2}
set() - frozenset()
(1, 2) * True
[0] * numpy.int64(3)
divmod(7, 2)[0]
round(2.5), abs(-3), pow(2, 3, 5), sum([1], start=2)
"%s %d" % ("a", 3)
"{}".format(3)
f"{3:>5}"
int("3") + float("2.5") + complex(1, 2)
not None
... is Ellipsis
"""
BASES = (
    "object", "Exception", "dict", "list", "tuple", "int", "str", "enum.Enum", "abc.ABC", "threading.Thread",
    "logging.Handler", "argparse.ArgumentParser", "argparse.Action", "collections.OrderedDict", "collections.UserDict",
    "json.JSONEncoder",
)  # fmt: skip
REFUSED = (
    "[] + ()",
    "{} - {}",
    "None + 1",
    "{} + {}",
    "[] - []",
    "object()()",
    "undefined_name",
    "[1]['a']",
    "3 .missing",
)


CASES = sorted((HERE / "cases").glob("*.py"))
LIFTED = ("from __future__", "nonlocal ")


def is_dropped(body: str) -> bool:
    """Whether the side of an undecided condition that runs some lines is taken for one that raises."""
    text = UNDER_DOUBT.format(body=indent(body, "    "))
    return bool(shapelint.check_source(text, select=["SHP102"]))


def test_a_path_is_dropped_where_python_surely_refuses() -> None:
    assert not is_dropped("pass")
    for line in REFUSED:
        assert is_dropped(line), line


def test_no_step_drops_the_path() -> None:
    assert is_dropped(STEPS + "nothing_of_that_name")
    assert not is_dropped(STEPS)


@pytest.mark.parametrize(
    "name", [name for name in dir(builtins) if name.isidentifier() and not name.startswith("__pybind") and name != "_"]
)
def test_every_built_in_name_is_there(name: str) -> None:
    assert not is_dropped(f"del_me = {name}" if name not in ("None", "True", "False", "__debug__") else name)


@pytest.mark.parametrize("name", [n for n in dir(builtins) if isinstance(getattr(builtins, n), type)])
def test_every_exception_is_caught_by_its_bases(name: str) -> None:
    kind = getattr(builtins, name)
    if not issubclass(kind, BaseException) or name in ("BaseExceptionGroup", "ExceptionGroup"):
        return
    for base in kind.__mro__[:-1]:
        body = f"try:\n    raise {name}.__new__({name})\nexcept {base.__name__}:\n    pass"
        assert not is_dropped(body), base


@pytest.mark.parametrize("base", BASES)
def test_what_a_base_class_has_is_there_for_super(base: str) -> None:
    module = base.rpartition(".")[0]
    kind = eval(base, {"__builtins__": builtins, module.partition(".")[0]: __import__(module or "builtins")})
    for name in dir(kind):
        body = f"import {module or 'builtins'}\nclass Own({base}):\n    def get(self):\n        return super().{name}\n"
        lines = body + "    found = get\nOwn.found(Own.__new__(Own))" if base != "enum.Enum" else body
        assert not is_dropped(lines), name


@pytest.mark.parametrize("path", [*SNIPPETS, *CASES], ids=lambda path: path.stem)
def test_a_program_that_runs_is_not_dropped(path: Path) -> None:
    text = path.read_text()
    if any(line.startswith(LIFTED) for line in text.splitlines()) or "import *" in text:
        pytest.skip("what stands at the top of a module only")
    if "'''" in text or '"""\n' in text[3:]:
        text = text.replace("\n\n", "\n")
    assert not is_dropped(text)
