"""shapelint's records do what the standard library's dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from shapelint import records


def make(module: ModuleType) -> SimpleNamespace:
    """The same classes by either decorator."""
    dataclass, field = module.dataclass, module.field

    @dataclass(frozen=True, slots=True)
    class Base:
        at: int
        name: str = "x"

    @dataclass(frozen=True, slots=True)
    class Derived(Base):
        name: str = "y"
        items: list = field(default_factory=list)
        text: str = field(default="", repr=False, compare=False)
        count: ClassVar[int] = 3

        @property
        def double(self) -> int:
            return self.at * 2

    @dataclass(slots=True)
    class Mutable:
        a: int
        b: object = None

    @dataclass(slots=True, eq=False)
    class Identity:
        a: int

    @dataclass(frozen=True)
    class Plain:
        a: int = 1

        def __repr__(self) -> str:
            return "plain"

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return SimpleNamespace(**{k: v for k, v in locals().items() if isinstance(v, type)})


OWN, STANDARD = make(records), make(dataclasses)


def outcome(classes: SimpleNamespace, expression: str) -> Any:
    names = vars(classes)
    try:
        return eval(expression, {**names, "hash": hash, "replace": REPLACE[id(classes)], "copy": copy.copy})
    except (TypeError, AttributeError) as error:
        return "AttributeError" if isinstance(error, AttributeError) else "TypeError"


REPLACE = {id(OWN): records.replace, id(STANDARD): dataclasses.replace}

EXPRESSIONS = [
    "repr(Base(1)).split('.')[-1]",
    "repr(Derived(1, items=[2], text='t')).split('.')[-1]",
    "repr(Plain())",
    "repr(Empty()).split('.')[-1]",
    "Base(1) == Base(1)",
    "Base(1) == Base(2)",
    "Base(1) == Derived(1, 'x')",
    "Derived(1, text='a') == Derived(1, text='b')",
    "Empty() == Empty()",
    "Mutable(1) == Mutable(1)",
    "Identity(1) == Identity(1)",
    "hash(Base(1)) == hash(Base(1))",
    "hash(Base(1, 'q'))",
    "hash(Empty())",
    "hash(Mutable(1))",
    "hash(Derived(1))",
    "Derived(1).items is Derived(1).items",
    "Derived(4).double",
    "Derived.count",
    "Derived(at=1).name",
    "Derived.__match_args__",
    "Derived.__slots__",
    "hasattr(Derived(1), '__dict__')",
    "hasattr(Plain(), '__dict__')",
    "replace(Derived(1, text='t'), at=5).text",
    "replace(Base(1), nothing=5)",
    "Base()",
    "Base(1, 'a', 2)",
    "Base(1, at=2)",
    "Base(1).__setattr__('at', 2)",
    "Base(1).__delattr__('at')",
    "Mutable(1).__setattr__('a', 2)",
    "Mutable(1).__setattr__('c', 2)",
    "copy(Derived(1, items=[3])).items",
    "len({Base(1), Base(1), Base(2)})",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_both_do_the_same(expression: str) -> None:
    assert outcome(OWN, expression) == outcome(STANDARD, expression)


@records.dataclass(frozen=True, slots=True)
class Pickled:
    a: int
    b: tuple[int, ...] = ()


def test_records_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Pickled(1, (2,)))) == Pickled(1, (2,))


def test_a_method_is_compiled_once() -> None:
    first = OWN.Base(1)
    compiled = OWN.Base.__init__
    assert OWN.Base(2).at - first.at == 1
    assert OWN.Base.__init__ is compiled
