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
