"""Where the modules of a project stand: the names of files, and the files of names."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shapelint.files import MAX_FILE_SIZE
from shapelint.problems import Problem
from shapelint.project.config.plugins import frameworks
from shapelint.project.files.source_text import decode, source_of
from shapelint.project.filesystem.environments import Packages, default_directories
from shapelint.project.filesystem.file_system_trace import (
    ABSENT,
    HOLDS_NOTHING,
    HOLDS_PYTHON,
    Trace,
    digest_of,
    file_state,
)
from shapelint.project.filesystem.package_paths import PACKAGE_DIRECTORIES
from shapelint.project.filesystem.source_roots import holds_python, is_package, roots_of
from shapelint.syntax.imported import imported_by
from shapelint.syntax.imports import Missing
from shapelint.syntax.read import read_bytes
from shapelint.syntax.source import SourceFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.weights.records import Checkpoint


def module_name(path: Path) -> str:
    """The dotted name of a file: `pkg.models.net` for the file net.py two packages deep, `pkg` for its
    `__init__.py`."""
    parts = [] if path.stem == "__init__" else [path.stem]
    directory = os.path.dirname(os.path.abspath(path))
    while is_package(directory):
        parts.insert(0, os.path.basename(directory))
        directory = os.path.dirname(directory)
    return ".".join(parts)


def is_itself(found: SourceFile, importing: SourceFile) -> bool:
    """Whether what is found for an import is the file that imports: one of a package, named as another package is,
    means that one."""
    return "." in importing.name and os.path.abspath(found.path) == os.path.abspath(importing.path)


class ProjectFiles:
    """The source files that have been read, each one object however it is reached; finds imported modules in the
    project, and in the environment that it uses."""

    def __init__(
        self,
        stated: Mapping[str, SourceFile | Problem] | None = None,
        packages: tuple[Path, ...] | None = None,
        source_roots: tuple[Path, ...] | None = None,
        largest: int = MAX_FILE_SIZE,
    ) -> None:
        """`stated` are files whose text is given (an editor's buffer), by their real paths. `packages` are the folders
        that third-party modules are read from; None stands for those of the active virtual environment, else of the
        project's own. `source_roots` are where the project's own imports start; None stands for the project's directory
        and its `src`. `largest` is how many bytes of source a file may have."""
        self._largest = largest
        self._files: dict[str, SourceFile | Problem] = dict(stated or {})
        self._packages = packages
        self._source_roots = source_roots
        self._default_packages: dict[Path, tuple[Path, ...]] = {}
        self._readable: dict[Path, Packages] = {}
        self._found: dict[tuple[str, str], tuple[SourceFile | Missing, set[str]]] = {}
        self._imported: dict[str, tuple[tuple[SourceFile, ...], set[str]]] = {}
        self._roots: dict[str, tuple[Path, ...]] = {}
        self._unread = {package for framework in frameworks() for package in framework.unread}
        self.trace = Trace()

    def open(self, path: Path) -> SourceFile | Problem:
        """The file at the path, named as the user would name it from here."""
        real = os.path.realpath(path)
        if real not in self._files:
            self._files[real] = self._read(path, real)
        self.trace.replay({real})
        return self._files[real]

    def opened(self) -> frozenset[str]:
        """The real paths of all files that were asked for so far."""
        return frozenset(self._files)

    def _read(self, path: Path, real: str) -> SourceFile | Problem:
        data = read_bytes(path, self._largest)
        if isinstance(data, Problem):
            self.trace.note(real, "")
            return data
        self.trace.note(real, digest_of(data))
        text = decode(data)
        return text if isinstance(text, Problem) else source_of(shown_path(path), text, module_name(path))

    def find(self, module_name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        """See shapelint.syntax.imports.ImportResolver."""
        path = Path(importing.path)
        directory = Path(os.path.abspath(path)).parent
        own = path.name if module_name == path.stem else ""
        key = (str(directory / own), "." * level + module_name)
        if key not in self._found:
            self.trace.start()
            if level:
                found = self._relative(module_name, directory, level)
            else:
                found = self._absolute(module_name, importing, path)
            self._found[key] = (found, self.trace.stop())
        found, asked = self._found[key]
        self.trace.replay(asked)
        return found

    def imported(self, file: SourceFile) -> tuple[SourceFile, ...]:
        """The files that a file's import statements lead to, wherever in it they stand; none where it has no syntax."""
        if file.path not in self._imported:
            self.trace.start()
            stated = imported_by(file)
            found = [self.find(name, file, level) for level, name in (() if stated is None else stated.modules)]
            files = tuple({id(one): one for one in found if isinstance(one, SourceFile)}.values())
            self._imported[file.path] = (files, self.trace.stop())
        files, asked = self._imported[file.path]
        self.trace.replay(asked)
        return files

    def find_stated(self, module_name: str, directory: Path) -> SourceFile | Missing:
        """A module that the user names, as a file in the directory would import it; a framework's own modules are read
        too."""
        path = directory / "__target__.py"
        for root in (*self.roots(path), *self._environment(path)):
            found = self._under(root, module_name)
            if found is not None:
                return found
        return Missing(f"no module {module_name} in the project or its environment")

    def _relative(self, name: str, directory: Path, level: int) -> SourceFile | Missing:
        for _ in range(level - 1):
            directory = directory.parent
        found = self._under(directory, name)
        return found or Missing(f"no module {'.' * level}{name} in {shown_path(directory)}")

    def _absolute(self, name: str, importing: SourceFile, path: Path) -> SourceFile | Missing:
        top = name.partition(".")[0]
        is_own = "." in importing.name and importing.name.partition(".")[0] == top
        if not is_own and (top in self._unread or top in sys.stdlib_module_names):
            return Missing(f"{top} is not a module of the project")
        for root in self.roots(path):
            found = self._under(root, name) if is_own or self._is_readable(root, top) else None
            if found is not None and not (is_itself(found, importing) and name != importing.name):
                return found
        environment = self._environment(path)
        for directory in environment:
            found = self._under(directory, name) if self._is_readable(directory, top) else None
            if found is not None:
                return found
        where = "the project or its environment" if environment else "the project"
        return Missing(f"no module {name} in {where} (if it is a package, install it or pass --python)")

    def _environment(self, path: Path) -> tuple[Path, ...]:
        """The folders that a file's third-party modules are read from."""
        if self._packages is not None:
            return self._packages
        directory = Path(os.path.abspath(path)).parent
        if directory not in self._default_packages:
            self._default_packages[directory] = default_directories(directory)
        return self._default_packages[directory]

    def _is_readable(self, root: Path, package: str) -> bool:
        """Whether a package under a root is read: the project's own are, third-party ones if they are about models."""
        if root.name not in PACKAGE_DIRECTORIES:
            return True
        if root not in self._readable:
            self._readable[root] = Packages(root)
        return self._readable[root].is_readable(package)

    def _under(self, root: Path, name: str) -> SourceFile | None:
        target = root.joinpath(*name.split(".")) if name else root
        for candidate in (target / "__init__.py", target.parent / f"{target.name}.py"):
            if os.path.isfile(candidate):
                opened = self.open(candidate)
                return opened if isinstance(opened, SourceFile) else None
            self.trace.note(str(candidate), ABSENT)
        has_python = holds_python(str(target))
        self.trace.note(str(target), HOLDS_PYTHON if has_python else HOLDS_NOTHING)
        if has_python and (name or not is_package(str(target))):
            return self._namespace(target, name)
        return None

    def _namespace(self, directory: Path, name: str) -> SourceFile:
        """A package without an `__init__.py` counts as an empty one."""
        real = os.path.realpath(directory)
        if real not in self._files:
            self._files[real] = SourceFile(shown_path(directory / "__init__.py"), "", name)
        found = self._files[real]
        assert isinstance(found, SourceFile)
        return found

    def data(self, path: str, program: SourceFile) -> bytes | None:
        """See shapelint.syntax.imports.DataFiles."""
        places = self._places(path, program)
        found = {real: held for real in map(os.path.realpath, places) if (held := self._held(real)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def weights(self, path: str, program: SourceFile) -> Checkpoint | None:
        """See shapelint.frontends.weight_files.WeightFiles."""
        from shapelint.weights.formats.read import read_weights
        from shapelint.weights.records import Checkpoint

        found = {}
        for real in map(os.path.realpath, self._places(path, program)):
            is_there = os.path.isfile(real)
            self.trace.note(real, file_state(real) if is_there else ABSENT)
            if is_there:
                found[real] = read_weights(real)
        held = next(iter(found.values())) if len(found) == 1 else None
        return held if isinstance(held, Checkpoint) else None

    def _places(self, path: str, program: SourceFile) -> tuple[str, ...]:
        """Where a relative path that a program has may lead: none for a path that leads out of the project."""
        if os.path.isabs(path) or ".." in path.replace("\\", "/").split("/"):
            return ()
        directory = os.path.dirname(os.path.abspath(program.path))
        roots = (directory, *map(str, self.roots(Path(program.path))))
        return tuple(dict.fromkeys(os.path.join(root, path) for root in roots))

    def _held(self, real: str) -> bytes | None:
        """What a file of data holds; None where it cannot be read."""
        if not os.path.isfile(real):
            self.trace.note(real, ABSENT)
            return None
        data = read_bytes(real, self._largest)
        self.trace.note(real, "" if isinstance(data, Problem) else digest_of(data))
        return None if isinstance(data, Problem) else data

    def roots(self, path: Path) -> tuple[Path, ...]:
        """Where absolute imports of a file start: beside its outermost package, the source roots, the current
        directory, and the file's own directory, as for a script."""
        directory = str(Path(os.path.abspath(path)).parent)
        if directory not in self._roots:
            stated = None if self._source_roots is None else tuple(map(str, self._source_roots))
            self._roots[directory] = tuple(map(Path, roots_of(directory, stated)))
        self.trace.note_roots(directory, tuple(map(str, self._roots[directory])))
        return self._roots[directory]


def shown_path(path: Path) -> str:
    """The path relative to the current directory where it lies below it, else as it is."""
    if not path.is_absolute():
        return str(path)
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
