"""What classes say about themselves in Python's own ways."""

from abc import ABC
from collections import deque
from collections.abc import KeysView, Reversible, Sequence
from functools import singledispatch
from typing import Protocol, SupportsFloat, SupportsInt, runtime_checkable

import torch
from torch import nn


class Anything(type):
    def __instancecheck__(cls, value):
        return True


class Value(metaclass=Anything):
    pass


class Even(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return True


@runtime_checkable
class Sized(Protocol):
    def width(self): ...


class Narrow:
    def width(self):
        return 4


class Field:
    name = ""

    def __set_name__(self, owner, name):
        self.name = name


class Config:
    width = Field()

    def __class_getitem__(cls, size):
        return size


class Eight:
    width = 4

    def __getattribute__(self, name):
        return 8 if name == "width" else super().__getattribute__(name)

    def half(self):
        return 4


@singledispatch
def size_of(value):
    return 8


@size_of.register
def _(value: int):
    return 4


@size_of.register(list)
def _(value):
    return 4


def check(size):
    nn.Linear(size, 2)(torch.zeros(1, 4))


check(4 if isinstance(3, Value) else 8)
check(4 if isinstance(3, Even) else 8)
check(4 if issubclass(int, Even) else 8)
check(4 if isinstance(Narrow(), Sized) else 8)
check(4 if Config.width.name == "width" else 8)
check(Config[4])
check(Eight().width // 2)
check(Eight().half())
check(size_of(3))
check(size_of([3]))
check(4 if isinstance([1], Reversible) else 8)
check(4 if isinstance({}.keys(), KeysView) else 8)
check(4 if isinstance(3, SupportsInt) and isinstance(3, SupportsFloat) else 8)
check(8 if isinstance(deque(), list) else 4)
check(8 if isinstance({}.values(), (list, Sequence)) else 4)
