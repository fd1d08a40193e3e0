from typing import Any, Optional, List, Dict, TypeVar, Generic, Union, Callable, TYPE_CHECKING, cast, Protocol
from abc import ABC, abstractmethod
import collections.abc
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
class Abs(ABC):
    @abstractmethod
    def f(self) -> int: ...
    @property
    @abstractmethod
    def p(self): ...
class Con(Abs):
    def f(self): return 3
    @property
    def p(self): return 4
r = Box[int](5).v, Con().f(), Con().p, cast(int, "s"), TYPE_CHECKING
s = isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance((x for x in []), collections.abc.Iterable), isinstance(3, collections.abc.Iterable)
try:
    Abs()
    t = "made"
except TypeError:
    t = "abstract"
x: int = 5
y: Optional[List[int]] = None
u = x, y
