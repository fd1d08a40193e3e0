"""Comparing core syntax."""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.syntax import nodes as core


def differences(left: object, right: object, path: str = "", numbers: bool = False) -> Iterator[str]:
    """Where two trees differ, in their numbers too if `numbers` is set."""
    if type(left) is not type(right):
        yield f"{path}: {left!r:.200} against {right!r:.200}"
    elif isinstance(left, tuple):
        if len(left) != len(right):
            yield f"{path}: {len(left)} against {len(right)} items"
        for index, (one, other) in enumerate(zip(left, right, strict=False)):
            yield from differences(one, other, f"{path}[{index}]", numbers)
    elif isinstance(left, (core.Node, core.Module)):
        for name in type(left).__match_args__:
            if numbers or name != "at":
                one, other = getattr(left, name), getattr(right, name)
                yield from differences(one, other, f"{path}.{type(left).__name__}.{name}", numbers)
    elif repr(left) != repr(right):
        yield f"{path}: {left!r:.200} against {right!r:.200}"
