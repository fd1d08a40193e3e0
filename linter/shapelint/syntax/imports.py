"""How the interpreter asks for the source of an imported module."""

from __future__ import annotations

from typing import Protocol

from shapelint.records import dataclass
from shapelint.syntax.source import SourceFile


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no source to read for a module, and why."""

    reason: str


class ImportResolver(Protocol):
    def find(self, module_name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        """The file of a module that the file `importing` names. `level` counts the leading dots, and `module_name` is
        what follows them ("" in `from . import x`). The answer is the same object for the same file."""
        ...
