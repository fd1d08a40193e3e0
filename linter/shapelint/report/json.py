"""JSON, of anything that has a `to_dict`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from shapelint.report.format_common import RenderContext
from shapelint.report.style import PLAIN, Style


class HasDict(Protocol):
    def to_dict(self) -> dict[str, object]: ...


def render(items: Iterable[HasDict], context: RenderContext, style: Style = PLAIN) -> str:
    """As a format of diagnostics."""
    return render_json(items)


def render_json(items: Iterable[HasDict]) -> str:
    """An array, indented by two, with a line end."""
    return _dump([item.to_dict() for item in items])


def render_json_object(item: HasDict) -> str:
    return _dump(item.to_dict())


def render_dicts(items: Sequence[object]) -> str:
    """The same of what `to_dict` has given."""
    return _dump(items)


def _dump(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
