"""Which files are checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.filesystem.gitignore import is_ignored, is_within_ignored
from shapelint.project.filesystem.globs import Glob
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to check, each once and in order, and the given paths that do not exist."""

    files: tuple[Path, ...]
    missing: tuple[str, ...]


def discover(paths: Iterable[str | os.PathLike[str]], settings: Settings | SettingsSource | None = None) -> Discovery:
    """The files that the paths name: files as they are, unless the settings force exclusion; directories walked for
    what the settings include, without what they exclude, what git ignores, and virtual environments."""
    from pathlib import Path

    source = SameSettings(settings or Settings()) if settings is None or isinstance(settings, Settings) else settings
    files, missing = discovered([os.fspath(path) for path in paths], source)
    return Discovery(tuple(map(Path, files)), missing)


def discovered(paths: Iterable[str], source: SettingsSource) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files, and the paths that do not exist, as text."""
    files: dict[str, str] = {}
    missing: list[str] = []
    for given in paths:
        path = given if os.pardir in given else os.path.normpath(given)
        absolute = os.path.abspath(path)
        if os.path.isdir(path):
            if not is_forced_out(absolute, True, source.of_directory(absolute)):
                for found in walk(path, absolute, source):
                    files.setdefault(os.path.realpath(found), found)
        elif os.path.lexists(path):
            if not is_forced_out(absolute, False, source.of_directory(os.path.dirname(absolute))):
                files.setdefault(os.path.realpath(path), path)
        else:
            missing.append(given)
    return tuple(files.values()), tuple(missing)


def is_forced_out(path: str, is_directory: bool, settings: Settings) -> bool:
    """Whether a path that is named on the command line is left out all the same."""
    if not settings.force_exclude:
        return False
    top = settings.root or os.getcwd()
    inside = path
    while inside not in (top, os.path.dirname(inside)):
        if is_excluded(inside, settings.exclude):
            return True
        inside = os.path.dirname(inside)
    return settings.respect_gitignore and is_within_ignored(path, is_directory)


def walk(top: str, absolute_top: str, source: SettingsSource, goes_down: bool = True) -> Iterator[str]:
    """The files below a directory, each directory's own before those of the directories in it; without `goes_down` its
    own alone."""
    waiting = [(top, absolute_top)]
    while waiting:
        shown, absolute = waiting.pop()
        settings = source.of_directory(absolute)
        below: list[tuple[str, str]] = []
        entries = _entries(absolute)
        if entries is None:
            yield shown  # as a file it is unreadable, which is told
            continue
        for entry in entries:
            path = os.path.join(absolute, entry.name)
            is_directory = is_dir(entry)
            if is_directory and entry.is_symlink():
                continue
            if not is_directory and not any(glob.matches(path) for glob in settings.include):
                continue
            if is_left_out(path, is_directory, settings):
                continue
            found = entry.name if shown == os.curdir else os.path.join(shown, entry.name)
            if is_directory and goes_down:
                below.append((found, path))
            elif is_directory:
                continue
            else:
                yield found
        waiting.extend(reversed(below))


def _entries(directory: str) -> list[os.DirEntry[str]] | None:
    """What a directory holds; None if that cannot be known. One that is gone holds nothing."""
    try:
        with os.scandir(directory) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError:
        return None


def is_dir(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a directory, or a link to one; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_left_out(path: str, is_directory: bool, settings: Settings) -> bool:
    """Whether something in a directory that is walked is passed over."""
    if is_excluded(path, settings.exclude):
        return True
    if is_directory and os.path.exists(os.path.join(path, "pyvenv.cfg")):
        return True
    return settings.respect_gitignore and is_ignored(path, is_directory)


def is_excluded(path: str, exclude: Iterable[Glob]) -> bool:
    """Whether a glob matches an absolute path."""
    return any(glob.matches(path) for glob in exclude)
