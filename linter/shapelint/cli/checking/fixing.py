"""`shapelint check --fix`, `--diff` and `--add-noqa`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from shapelint.cli.checking.check_options import CheckOptions
from shapelint.cli.checking.named_files import named_by
from shapelint.cli.checking.reporting import tell_what_is_missing
from shapelint.cli.output import emit, print_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapelint.problems import Problem
    from shapelint.project.fixes.apply import Fixed
    from shapelint.project.results.report import Report
    from shapelint.report.style import Style
    from shapelint.syntax.source import SourceFile

    Checking = Callable[[Mapping[str, SourceFile]], Report | Problem]


def fix(report: Report, options: CheckOptions, recheck: Checking) -> Fixed:
    """Apply the fixes of a report, in files that the user has named or that lie below what the user has named."""
    from shapelint.project.fixes.apply import fix_all
    from shapelint.project.results.report import Report

    def checked(stated: Mapping[str, SourceFile]) -> Report:
        found = recheck(stated)
        assert isinstance(found, Report)  # unknown selectors have been refused before
        return found

    fixed = fix_all(report, checked, named_by(options), options.unsafe_fixes)
    complain_of_useless(fixed)
    return fixed


def write(fixed: Fixed) -> list[str]:
    """Write the changed files; what could not be written, and why."""
    from shapelint.project.fixes.write import write_source

    problems = ((file.path, write_source(path, fixed.before[path], file)) for path, file in fixed.after.items())
    return [f"cannot write {name}: {problem}" for name, problem in problems if problem is not None]


def pass_on(fixed: Fixed, data: bytes) -> list[str]:
    """Write what came from standard input, with what was fixed in it, to standard output."""
    from shapelint.project.fixes.write import encoded

    for path, file in fixed.after.items():
        new = encoded(data, fixed.before[path], file)
        if isinstance(new, str):
            return [f"{file.path}: {new}"]
        data = new
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
    return []


def add_noqa(report: Report, options: CheckOptions) -> int:
    """Silence each diagnostic by a comment; says how many comments there are more."""
    from shapelint.project.fixes.noqa import with_noqa
    from shapelint.project.fixes.write import write_source

    added, problems = 0, []
    for change in with_noqa(report.diagnostics):
        name = change.before.path
        problem = write_source(name, change.before, change.after)
        if problem is not None:
            problems.append(f"cannot write {name}: {problem}")
        else:
            added += change.count
    is_missing = tell_what_is_missing(report)
    for text in problems:
        print_error(text)
    if not options.quiet:
        sys.stderr.write(f"Added {added} noqa comment{'s' * (added != 1)}.\n")
    return 2 if problems or is_missing else 0


def complain_of_useless(fixed: Fixed) -> None:
    """Say which fixes did not end what they were for, and were taken back."""
    for diagnostic in fixed.useless:
        where = f"{diagnostic.filename}:{diagnostic.location.row}:{diagnostic.location.column}"
        print_error(f"{where}: {diagnostic.code} is still there with its fix, which is taken back")


def show_differences(fixed: Fixed, options: CheckOptions) -> int:
    """The differences on standard output; the exit code is 1 if there are any."""
    import difflib

    from shapelint.report.style import PLAIN, choose_style

    style = PLAIN if options.output_file else choose_style(options.color, sys.stdout)
    pieces: list[str] = []
    for path, file in fixed.after.items():
        for name, old, new in parts(fixed.before[path], file):
            difference = difflib.unified_diff(lines(old), lines(new), name, name)
            pieces += [painted(line, style) for line in difference]
    problem = emit("".join(pieces), options.output_file)
    if problem is not None:
        print_error(problem)
        return 2
    is_missing = tell_what_is_missing(fixed.report)
    if not options.quiet:
        from shapelint.cli.checking.fix_counts import would_fix

        sys.stderr.write(would_fix(fixed, named_by(options), options.unsafe_fixes))
    if is_missing:
        return 2
    return 1 if pieces and not options.exit_zero else 0


def painted(line: str, style: Style) -> str:
    """A line of a difference, in the colours that git gives it."""
    text = line.removesuffix("\n")
    paint = {"@": style.help, "+": style.added, "-": style.removed}.get(text[:1], str)
    shown = style.bold(text) if text.startswith(("+++ ", "--- ")) else paint(text)
    return f"{shown}\n" if line.endswith("\n") else f"{shown}\n\\ No newline at end of file\n"


def parts(before: SourceFile, after: SourceFile) -> Iterator[tuple[str, str, str]]:
    """What a difference is shown of: the file, or each cell of a notebook; its name, and its text as it was and is."""
    if not before.cells:
        yield after.path, before.text, after.text
    for old, new in zip(before.cells, after.cells, strict=True):
        yield f"{after.path}:cell {new.number}", old.text, new.text


def lines(text: str) -> list[str]:
    """The lines with their ends, split at line feeds alone."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
