"""`shapelint check`."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial

from shapelint.cli.checking.check_options import OPTIONS, CheckOptions, check_options
from shapelint.cli.checking.reporting import tell
from shapelint.cli.output import print_error
from shapelint.problems import Problem
from shapelint.records import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapelint.project.config.resolution import Resolver
    from shapelint.project.config.settings import Settings
    from shapelint.project.results.report import Report
    from shapelint.syntax.source import SourceFile

__all__ = ["OPTIONS", "run", "run_once"]


def run(parsed: argparse.Namespace) -> int:
    from shapelint.cli.settings_from_options import resolver_of

    options, resolver = check_options(parsed), partial(resolver_of, parsed)
    if not options.watch:
        return run_once(options, resolver)
    from shapelint.cli.checking.watch import watch

    return watch(options, partial(run_once, stated=resolver))


def run_once(options: CheckOptions, stated: Callable[[], Resolver | str]) -> int:
    """Check, and say what was found; the exit code. `stated` gives the settings, or what is wrong with them."""
    resolver = stated()
    if isinstance(resolver, str):
        return failed(resolver)
    settings = resolver.of_directory(os.getcwd())
    if resolver.problems:
        return failed(*resolver.problems)
    options = replace(options, output_format=settings.output_format)
    if options.brief and not options.output_format.startswith("json"):
        return failed(f"--brief goes with --output-format json or json-lines, not {options.output_format}")
    if options.show_settings or options.show_files:
        from shapelint.cli.checking.show_settings import show

        return show(options, resolver)
    from shapelint.cli.execution import with_cache_as_possible

    ready = with_cache_as_possible(options, settings)
    if isinstance(ready, str):
        return failed(ready)
    options = ready
    data = sys.stdin.buffer.read() if options.reads_a_stream else b""
    report = checked(options, resolver, data)
    if resolver.problems:
        return failed(*resolver.problems)
    if isinstance(report, Problem):
        return failed(report.text)
    return pass_on(report, options, resolver, settings, data)


def pass_on(report: Report, options: CheckOptions, resolver: Resolver, settings: Settings, data: bytes) -> int:
    """Do with what was found what is asked for."""
    if options.write_baseline:
        from shapelint.cli.checking.baseline_file import write_baseline

        return write_baseline(report, settings)
    report = new_only(report, settings)
    if options.fix or options.diff or options.add_noqa:
        return changed(report, options, resolver, settings, data)
    return tell(report, options)


def new_only(report: Report, settings: Settings) -> Report:
    """The report without what the baseline knows, if there is one."""
    if settings.baseline is None:
        return report
    from shapelint.project.suppress.baseline import without_known

    return without_known(report, settings.baseline)


def changed(report: Report, options: CheckOptions, resolver: Resolver, settings: Settings, data: bytes) -> int:
    """Change the files as asked for, and say what remains."""
    from shapelint.cli.checking import fix_counts, fixing
    from shapelint.cli.checking.named_files import named_by

    if options.add_noqa:
        return fixing.add_noqa(report, options)

    def recheck(stated: Mapping[str, SourceFile]) -> Report | Problem:
        found = checked(options, resolver, data, stated)
        return found if isinstance(found, Problem) else new_only(found, settings)

    fixed = fixing.fix(report, options, recheck)
    if options.diff:
        return fixing.show_differences(fixed, options)
    is_stream = options.reads_a_stream
    problems = fixing.pass_on(fixed, data) if is_stream else fixing.write(fixed)
    ended = fix_counts.closing(fixed, named_by(options), options.unsafe_fixes)
    code = tell(fixed.report, options, ended, sys.stderr if is_stream else None)
    return failed(*problems) if problems else code


def failed(*texts: str) -> int:
    """Say what is wrong with how the command is used."""
    for text in texts:
        print_error(text)
    return 2


def checked(
    options: CheckOptions, resolver: Resolver, data: bytes, stated: Mapping[str, SourceFile] | None = None
) -> Report | Problem:
    """Check what is asked for: paths, or the bytes from standard input; `stated` are texts to take instead."""
    from shapelint.cli.execution import request_of
    from shapelint.project.check import pipeline

    return pipeline.check(request_of(options, resolver, data, stated))
