"""Results kept from one run to the next. A result is used again only if the settings, shapelint itself and its
environment are the same, and everything that the check has read or looked for is as it was."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping

from shapelint.files import read_regular
from shapelint.project.cache import cache_directory
from shapelint.project.config.settings import Settings
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.project.filesystem.file_system_trace import ABSENT, HOLDS_NOTHING, HOLDS_PYTHON, Answers, digest_of
from shapelint.project.filesystem.package_paths import default_package_paths
from shapelint.project.filesystem.source_roots import roots_of
from shapelint.records import dataclass
from shapelint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from shapelint.problems import Problem
    from shapelint.project.results.file_result import FileResult
    from shapelint.syntax.source import SourceFile

FORMAT = 3


class ResultCache:
    """The kept results in a directory. Whatever cannot be read or written there counts as not kept."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._answers: dict[tuple[str, ...] | None, Answers] = {}
        self._is_readable = not cache_directory.state(directory)
        self._is_writable: bool | None = None
        self._opener: Callable[[str], SourceFile] | None = None
        self._with_codes: dict[tuple[str, str], str] = {}

    def load(self, path: str, settings: Settings, seen: set[str] | None = None) -> FileResult | None:
        """The result for a file, if one is kept that still holds. `seen` gets the paths that it rests on."""
        entry = read_entry(self._place(path, settings)) if self._is_readable else None
        if entry is None:
            return None
        source_roots = None if settings.src is None else tuple(map(str, settings.src))
        answers = self._answers.setdefault(source_roots, Answers(source_roots, with_code))
        if not answers.still_hold(entry.answers):
            return None
        if seen is not None:
            seen.update(entry.answers)
        from shapelint.project.cache.codec import WrongShapeError, decode

        if speaks_of(entry.result, answers.moved(entry.answers)):
            return None

        def opened(path: str) -> SourceFile:
            if os.path.realpath(path) not in entry.answers:
                raise WrongShapeError("a result speaks of a file that it does not rest on")
            return self._open(path)

        try:
            result = decode(entry.result, opened)
        except WrongShapeError:
            return None
        return result if type(result).__name__ == "FileResult" else None

    def _open(self, path: str) -> SourceFile:
        if self._opener is None:
            self._opener = file_opener()
        return self._opener(path)

    def store(self, path: str, settings: Settings, encoded: object, answers: dict[str, str]) -> None:
        """Keep an encoded result with what it has been worked out from."""
        if self._is_writable is None:
            self._is_writable = cache_directory.prepare(self._directory)
        if self._is_writable:
            own = os.path.realpath(path)
            kept = {one: answer if one == own else self._with_code(one, answer) for one, answer in answers.items()}
            write_entry(self._place(path, settings), {"answers": kept, "result": encoded})

    def _with_code(self, path: str, answer: str) -> str:
        """The answer for a file that is imported: what its code is, too."""
        if not path.endswith(".py") or answer in (ABSENT, HOLDS_NOTHING, HOLDS_PYTHON):
            return answer
        key = (path, answer)
        if key not in self._with_codes:
            self._with_codes[key] = with_code(path, answer)
        return self._with_codes[key]

    def _place(self, path: str, settings: Settings) -> str:
        return os.path.join(self._directory, f"{digest_of(identity(path, settings).encode())}.json")


def speaks_of(result: object, files: set[str]) -> bool:
    """Whether a result in its plain form may name a place in one of the files."""
    if not files:
        return False
    said = json.dumps(result, ensure_ascii=False)
    return any(os.path.basename(file) in said for file in files)


def with_code(path: str, answer: str) -> str:
    """See code_digest, which is imported only where a file has changed or a result is kept."""
    from shapelint.project.cache import code_digest

    return code_digest.with_code(path, answer)


def identity(path: str, settings: Settings) -> str:
    """All that a result depends on beside what is read: two checks with the same identity ask the same question."""
    directory = os.path.dirname(os.path.abspath(path))
    source_roots = None if settings.src is None else tuple(map(str, settings.src))
    packages = default_package_paths(directory) if settings.packages is None else tuple(map(str, settings.packages))
    said = (
        settings.selection, settings.inputs, settings.model_inputs, settings.layers, settings.per_file_ignores,
        settings.severity, source_roots, settings.packages is None,
    )  # fmt: skip
    environment = tuple(f"{package}:{changed_at(package)}" for package in packages)
    place = (os.getcwd(), path, roots_of(directory, source_roots))
    return repr((FORMAT, __version__, own_state(), sys.version_info[:2], installed_state(), place, environment, said))


@asked_once
def changed_at(path: str) -> int:
    """When a directory has last got or lost an entry; 0 if it is not there."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


@asked_once
def own_state() -> int:
    """Tells one state of shapelint's own source from another. What is installed changes with its version only; a
    checkout that is being worked on changes at any time."""
    import shapelint

    package = os.path.dirname(os.path.abspath(shapelint.__file__))
    if os.path.basename(os.path.dirname(package)) in ("site-packages", "dist-packages"):
        return changed_at(package)
    rules = os.path.join(os.path.dirname(os.path.dirname(package)), "rules")
    return max((os.stat(path).st_mtime_ns for top in (package, rules) for path in python_files(top)), default=0)


def python_files(top: str) -> Iterator[str]:
    for directory, _, names in os.walk(top):
        yield from (os.path.join(directory, name) for name in names if name.endswith(".py"))


@asked_once
def installed_state() -> tuple[object, ...]:
    """Tells whether packages, and so perhaps plug-ins, have been installed or removed."""
    return tuple(state for path in sys.path for state in installed_in(path))


def installed_in(directory: str) -> tuple[object, ...]:
    """A directory for packages alone changes with them; in another one, they are looked for."""
    if directory.endswith(("site-packages", "dist-packages")):
        return (changed_at(directory),)
    try:
        return tuple(sorted(name for name in os.listdir(directory or os.curdir) if name.endswith("-info")))
    except OSError:
        return ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept result in its plain form, and the answers that it rests on."""

    answers: dict[str, str]
    result: Any


def read_entry(place: str) -> Entry | None:
    """What is kept at a place: a digest on the first line, and what it is the digest of. None for nothing, and for
    what has been damaged or is something else."""
    found = read_regular(place)
    if isinstance(found, str):
        return None
    digest, _, content = found.partition(b"\n")
    if digest.decode("ascii", "replace") != digest_of(content):
        return None
    try:
        entry = json.loads(content)
    except (ValueError, RecursionError):
        return None
    answers = entry.get("answers") if isinstance(entry, dict) else None
    if not isinstance(answers, dict) or not all(type(answer) is str for answer in answers.values()):
        return None
    return Entry(answers, entry.get("result"))


def write_entry(place: str, entry: object) -> None:
    content = json.dumps(entry, separators=(",", ":")).encode()
    cache_directory.put(place, f"{digest_of(content)}\n".encode() + content)


def file_opener(stated: Mapping[str, SourceFile | Problem] | None = None) -> Callable[[str], SourceFile]:
    """Opens the files that results speak of, whose content has just been found to be as it was. `stated` are those
    whose text is given, by their real paths."""
    from pathlib import Path

    from shapelint.project.files.imports import ProjectFiles
    from shapelint.syntax.source import SourceFile

    files = ProjectFiles(dict(stated or {}), largest=0)

    def open_file(path: str) -> SourceFile:
        found = files.open(Path(path))
        return found if isinstance(found, SourceFile) else SourceFile(path, "")

    return open_file
