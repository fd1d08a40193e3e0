from collections import OrderedDict, namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any, Callable, Generic, Sequence, TypeVar

T = TypeVar("T")
@dataclass
class Config:
    width: int = 4
class Box(Generic[T]):
    def __iter__(self): return iter([1])
    def __len__(self): return 1
class Bag(Box):
    def __contains__(self, item): return True
    def __call__(self): return 2
class Row(Sequence):
    def __getitem__(self, i): return i
    def __len__(self): return 3
Pair = namedtuple("Pair", "x y")
values = [Config(), Box(), Bag(), (1, 2), [1], "ab", {1: 2}, OrderedDict(), {1}, 3, 2.5, None, len, Config, iter([1])]
a = [isinstance(v, Iterable) for v in values]
b = [isinstance(v, Sized) for v in values]
c = [isinstance(v, Collection) for v in values]
d = [isinstance(v, Callable) for v in values]
e = [isinstance(v, Mapping) for v in values]
f = [isinstance(v, Sequence) for v in values]
g = [isinstance(v, Iterator) for v in values]
