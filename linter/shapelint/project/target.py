"""What a TARGET names: `path/to/file.py::EXPR` or `package.module::EXPR`, EXPR being optional."""

from __future__ import annotations

from pathlib import Path

from shapelint.problems import Problem
from shapelint.project.files.imports import ProjectFiles
from shapelint.records import dataclass
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile


@dataclass(frozen=True, slots=True)
class Target:
    """A file and an expression over its names; None stands for every model in the file."""

    file: SourceFile
    expression: str | None


def resolve_target(text: str, files: ProjectFiles) -> Target | Problem:
    """The file and expression of a TARGET, or what is wrong with it."""
    where, separator, expression = text.partition("::")
    where, expression = where.strip(), expression.strip()
    if not where:
        return Problem(f"target {text!r}: a file or a module is missing before '::'")
    if separator and not expression:
        return Problem(f"target {text!r}: an expression is missing after '::'")
    file = _file(where, files)
    return file if isinstance(file, Problem) else Target(file, expression or None)


def _file(where: str, files: ProjectFiles) -> SourceFile | Problem:
    path = Path(where)
    if path.is_file():
        opened = files.open(path)
        return opened if isinstance(opened, SourceFile) else Problem(f"{where}: the file cannot be read: {opened.text}")
    if path.is_dir():
        return Problem(f"{where}: a directory is no target; name a file in it")
    if where.endswith(".py") or not all(part.isidentifier() for part in where.split(".")):
        return Problem(f"{where}: no such file")
    found = files.find_stated(where, Path.cwd())
    return Problem(f"{where}: {found.reason}") if isinstance(found, Missing) else found
