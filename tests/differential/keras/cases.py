"""How a test describes arguments to both sides: tensors by their shapes, layers by their construction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ranked:
    """A tensor; None is the open batch size."""

    shape: tuple[int | None, ...]
    dtype: str = "float32"


@dataclass(frozen=True)
class Layered:
    """A layer among the arguments."""

    name: str
    arguments: tuple[Any, ...] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One construction and one call: `inputs` are the positional arguments of the call, `options` its keywords."""

    keywords: Mapping[str, Any]
    inputs: tuple[Any, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
