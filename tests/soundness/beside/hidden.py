"""What the module that the programs of `cases/` import does, when it is there. The linter never sees it: nothing that
these functions give, and nothing that they do to what they are given, is known to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


def same(value: Any) -> Any:
    """What it is given."""
    return value


def fill(target: Any, *items: Any) -> None:
    """Append to a list, or to the first list in a tuple, or to the lists of a dict."""
    if isinstance(target, tuple):
        target = target[0]
    if isinstance(target, dict):
        for one in target.values():
            one.extend(items)
    else:
        target.extend(items)


def call(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function."""
    return function(*arguments)


@contextmanager
def quiet() -> Iterator[None]:
    """Swallow all errors."""
    with suppress(Exception):
        yield


def assign(owner: Any, **values: Any) -> None:
    """Set attributes."""
    for name, value in values.items():
        setattr(owner, name, value)


def doubled(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives twice what another one gives."""
    return lambda *arguments, **keywords: 2 * function(*arguments, **keywords)


def wider(owner: Any) -> Any:
    """The class, with another width."""
    owner.width = 8
    return owner


def labelled(function: Any) -> Any:
    """The function, with a label."""
    function.label = 4
    return function


class Width:
    """An object has a width once it is made."""

    width = 8

    def __init__(self, **given: Any) -> None:
        self.width = 8
        for name, value in given.items():
            setattr(self, name, value)

    def size(self) -> int:
        return 8


class Keeper:
    """Keeps what it is given, and grows it when asked to."""

    def __init__(self, kept: Any) -> None:
        self.kept = kept

    def grow(self, item: Any) -> None:
        self.kept.append(item)


class Switch:
    """Off until it is pressed."""

    on = False

    def press(self) -> None:
        self.on = not self.on


class Registry:
    """Classes by their names, which it makes objects of."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}

    def register(self, made: Any) -> Any:
        self.held[made.__name__] = made
        return made

    def register_module(self) -> Callable[[Any], Any]:
        return self.register

    def build(self, name: str, **arguments: Any) -> Any:
        return self.held[name](**arguments)


REGISTRY = Registry()


class Fitted:
    """Calls the `fit` of the class that derives from it."""

    def fit_transform(self, rows):
        return self.fit(rows).transform(rows)


class Chosen:
    """Makes objects of another class, from arguments of its own."""

    def __new__(cls, task=None):
        return Fitted() if task else super().__new__(cls)
