"""How the interpreter asks for the source of an imported module."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

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


@runtime_checkable
class DataFiles(Protocol):
    def data(self, path: str, program: SourceFile) -> bytes | None:
        """What a file of the project holds that a program reads by a relative path; None where there is none, or more
        than one that it could be, or it is too large."""
        ...
