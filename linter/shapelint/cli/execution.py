"""How a check is carried out, from the options."""

from __future__ import annotations

import os
import sys

from shapelint.cli.checking.check_options import CheckOptions
from shapelint.cli.output import warn
from shapelint.project.check.request import CheckRequest, Progress, no_progress, text_request
from shapelint.project.config.resolution import Resolver, default_cache_directory
from shapelint.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapelint.project.config.settings import Settings
    from shapelint.syntax.source import SourceFile


def with_cache_as_possible(options: CheckOptions, settings: Settings) -> CheckOptions | str:
    """The options, or why results must not be kept where it was said. The usual place being taken by something else
    keeps nobody from checking: it is told, and nothing is kept."""
    if options.no_cache:
        return options
    if settings.cache_problem:
        return settings.cache_problem
    from shapelint.project.cache.cache_directory import state
    from shapelint.project.config.configuration_files import shown

    problem = state(shown(default_cache_directory(settings, os.getcwd()))) or ""
    if not problem or settings.cache_dir is not None:
        return problem or options
    warn(f"{problem}; nothing is kept")
    return replace(options, no_cache=True)


def request_of(
    options: CheckOptions, resolver: Resolver, data: bytes, stated: Mapping[str, SourceFile] | None = None
) -> CheckRequest:
    """The check that the options ask for: of paths, or of the bytes from standard input; `stated` are texts to take
    instead."""
    if not options.reads_a_stream:
        return in_execution(CheckRequest(options.paths, resolver, stated or {}), options)
    from shapelint.project.files.given_source import source_of_bytes

    name = options.stdin_filename or "-"
    file = next(iter((stated or {}).values()), None) or source_of_bytes(data, name)
    return in_execution(text_request(file, name, resolver), options)


def in_execution(request: CheckRequest, options: CheckOptions) -> CheckRequest:
    """The request as the options have it carried out."""
    cache = None
    if not options.no_cache:
        from shapelint.project.cache.store import ResultCache

        here = os.getcwd()
        cache = ResultCache(default_cache_directory(request.source.of_directory(here), here))
    return replace(
        request,
        cache=cache,
        jobs=options.jobs or available_processors(),
        progress=progress_of(options),
        seen=options.seen,
        took=options.took,
        is_guarded=True,
    )


def available_processors() -> int:
    """How many processes can work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def progress_of(options: CheckOptions) -> Progress:
    """A bar if a person is looking at a terminal."""
    if options.quiet or not sys.stderr.isatty():
        return no_progress
    from shapelint.cli.checking.progress import Bar

    return Bar(sys.stderr)
