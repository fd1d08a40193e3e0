"""Checking files: from paths to diagnostics."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from shapelint.project.check.combine import report_of
from shapelint.project.check.file_check import FileChecker
from shapelint.project.check.related_files import companions
from shapelint.project.config.rulebook import UnknownSelector
from shapelint.project.config.settings import SameSettings, Settings, SettingsSource
from shapelint.project.files.discovery import discover
from shapelint.project.files.imports import module_name
from shapelint.project.files.source_text import decode, source_of
from shapelint.project.results.file_result import FileResult
from shapelint.project.results.report import Report
from shapelint.syntax.read import Unreadable
from shapelint.syntax.source import SourceFile

__all__ = ["Report", "Settings", "check", "check_text", "check_unreadable", "source_of_bytes"]


def check(
    paths: Iterable[str | os.PathLike[str]],
    settings: Settings | SettingsSource,
    stated: Mapping[str, SourceFile] | None = None,
) -> Report | UnknownSelector:
    """Check files and whole directories. `stated` are files to read in the places of those at their real paths."""
    source = SameSettings(settings) if isinstance(settings, Settings) else settings
    given = [os.fspath(path) for path in paths]
    discovery = discover(given, source)
    files = discovery.files
    also = companions([str(path) for path in files], given, source)
    results = check_files([*files, *map(Path, also)], source, stated)
    if isinstance(results, UnknownSelector):
        return results
    return report_of(results[: len(files)], discovery.missing, results[len(files) :])


def check_files(
    files: Sequence[Path], source: SettingsSource, stated: Mapping[str, SourceFile] | None = None
) -> list[FileResult] | UnknownSelector:
    """The results of files, in their order. `stated` as for `check`."""
    checker = FileChecker(source, files, dict(stated or {}))
    return all_known(checker.check(path) for path in files)


def all_known(results: Iterator[FileResult | UnknownSelector]) -> list[FileResult] | UnknownSelector:
    """All results, or the first selector that fits no rule."""
    known: list[FileResult] = []
    for result in results:
        if isinstance(result, UnknownSelector):
            return result
        known.append(result)
    return known


def check_text(text: str, filename: str, settings: Settings | SettingsSource) -> Report | UnknownSelector:
    """Check a text as if it stood in the file of that name."""
    return check_file(source_of(filename, text, module_name(Path(filename))), filename, settings)


def check_file(
    file: SourceFile | Unreadable, filename: str, settings: Settings | SettingsSource
) -> Report | UnknownSelector:
    """Check a file whose source is at hand as if it had that name."""
    source = SameSettings(settings) if isinstance(settings, Settings) else settings
    stated = {} if isinstance(file, Unreadable) else {os.path.realpath(filename): file}
    path = Path(filename)
    checker = FileChecker(source, [path], stated)
    if isinstance(file, Unreadable):
        result = checker.unreadable(file, path)
        return result if isinstance(result, UnknownSelector) else report_of([result], ())
    also = companions([filename], (), source) if os.path.isfile(filename) else ()
    results = all_known(checker.check(one) for one in (path, *map(Path, also)))
    return results if isinstance(results, UnknownSelector) else report_of(results[:1], (), results[1:])


def source_of_bytes(data: bytes, filename: str) -> SourceFile | Unreadable:
    """The source that the bytes of a file of that name are, as an editor hands them over."""
    text = decode(data)
    return text if isinstance(text, Unreadable) else source_of(filename, text, module_name(Path(filename)))


def check_unreadable(problem: Unreadable, filename: str, source: SettingsSource) -> Report | UnknownSelector:
    """What there is to say of a file that has no source."""
    result = FileChecker(source, [Path(filename)]).unreadable(problem, Path(filename))
    return result if isinstance(result, UnknownSelector) else report_of([result], ())
