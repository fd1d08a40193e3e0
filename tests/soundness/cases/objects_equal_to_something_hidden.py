"""Something hidden may be the member of an enumeration, the named tuple or the data object that it is compared with."""

import hidden
import torch

from collections import namedtuple
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple


class Kind(Enum):
    TOKEN = "token"
    FLOAT = "float"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


Size = namedtuple("Size", "height width")


class Pair(NamedTuple):
    first: int
    second: int


@dataclass(frozen=True)
class Setting:
    width: int
    depth: int = 2


def parts_of(known, same):
    """As many parts as were equal."""
    count = 0
    for given in (hidden.same(known), same):
        if given == known:
            count += 1
    return torch.zeros(count, 3)


def counted(kinds):
    count = 0
    for name in hidden.same(["a", "b"]):
        if kinds[name] == Kind.TOKEN:
            pass
        elif kinds[name] == Kind.FLOAT and name in hidden.same({"b"}):
            pass
        else:
            continue
        count += 1
    return count


torch.stack([torch.zeros(2) for _ in range(counted(hidden.same({"a": Kind.TOKEN, "b": Kind.FLOAT})))]).reshape(4)
for member in (Kind.TOKEN, Level.LOW, Size(2, 3), Pair(2, 3), Setting(3)):
    parts_of(member, member).reshape(6)

if hidden.same(Kind.FLOAT) != Kind.FLOAT:
    torch.zeros(3).reshape(2)
if [Kind.FLOAT, Size(2, 3)] != hidden.same([Kind.FLOAT, Size(2, 3)]):
    torch.zeros(3).reshape(2)
if (Setting(3), 1) != (hidden.same(Setting(3)), 1):
    torch.zeros(3).reshape(2)
assert [Kind.TOKEN, Kind.FLOAT].count(hidden.same(Kind.TOKEN)) == 1
width = 3 if hidden.same(Setting(3)) in (Setting(1), Setting(3)) else 5
torch.zeros(width).reshape(3)
