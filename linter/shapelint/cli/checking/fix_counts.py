"""What `--fix` and `--diff` say of how much they did, and of what they did not: the numbers of `check`, told again."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from shapelint.project.fixes.apply import signature
from shapelint.records import dataclass
from shapelint.report.summary_line import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.project.fixes.apply import Fixed


@dataclass(frozen=True, slots=True)
class FixCounts:
    """How many of the findings that there were are fixed, how many others are gone with them, and how many remain."""

    found: str
    fixed: int
    gone: int
    remaining: int


def counts_of(fixed: Fixed, is_named: Callable[[str], bool], with_unsafe: bool) -> FixCounts:
    """The counts after fixing. Fixed is what could be, and is no longer there; what a fix ends besides is gone."""
    left = Counter(map(signature, fixed.report.diagnostics))
    ended: list[Diagnostic] = []
    for diagnostic in fixed.found:
        mark = signature(diagnostic)
        if left[mark]:
            left[mark] -= 1
        else:
            ended.append(diagnostic)
    done = sum(is_wanted(d, with_unsafe) and is_named(os.path.realpath(d.filename)) for d in ended)
    remaining = len(fixed.report.diagnostics)
    return FixCounts(counted(fixed.found), done, max(len(fixed.found) - done - remaining, 0), remaining)


def is_wanted(diagnostic: Diagnostic, with_unsafe: bool) -> bool:
    return diagnostic.fix is not None and (diagnostic.fix.is_safe or with_unsafe)


def closing(fixed: Fixed, is_named: Callable[[str], bool], with_unsafe: bool) -> str:
    """ "Found 3 errors (2 fixed, 1 remaining).", as ruff has it, and what else can be done; "" where there was nothing
    to fix."""
    undone = list(left_undone(fixed, is_named, with_unsafe))
    if not fixed.after and not undone:
        return ""
    counts = counts_of(fixed, is_named, with_unsafe)
    gone = f"{counts.gone} gone with {'it' if counts.fixed == 1 else 'them'}, " if counts.gone else ""
    told = f"Found {counts.found} ({counts.fixed} fixed, {gone}{counts.remaining} remaining)"
    return "; ".join([told, *undone]) + ".\n"


def would_fix(fixed: Fixed, is_named: Callable[[str], bool], with_unsafe: bool) -> str:
    """What a difference ends with."""
    counts = counts_of(fixed, is_named, with_unsafe)
    done = f"Would fix {findings(counts.fixed)}" if counts.fixed else "No errors would be fixed"
    gone = [f"{counts.gone} more would be gone with {'it' if counts.fixed == 1 else 'them'}"] if counts.gone else []
    return "; ".join([done, *gone, *left_undone(fixed, is_named, with_unsafe)]) + ".\n"


def left_undone(fixed: Fixed, is_named: Callable[[str], bool], with_unsafe: bool) -> Iterator[str]:
    """Of the findings that remain, those that have a fix, and why it was not applied."""
    remaining = [d for d in fixed.report.diagnostics if d.fix is not None]
    elsewhere = [d for d in remaining if not is_named(os.path.realpath(d.filename))]
    here = [d for d in remaining if is_named(os.path.realpath(d.filename))]
    unsafe = [d for d in here if not is_wanted(d, with_unsafe)]
    tried = len(here) - len(unsafe)
    if unsafe:
        yield f"{len(unsafe)} fixable with --unsafe-fixes"
    if tried:
        yield f"{findings(tried)} not fixed, because the fix would leave other errors"
    if elsewhere:
        files = list(dict.fromkeys(d.filename for d in elsewhere))
        others = f" and {len(files) - 1} other file{'s' * (len(files) != 2)}" if len(files) > 1 else ""
        are = "are" if others else "is"
        yield f"{findings(len(elsewhere))} not fixed in {files[0]}{others}, which {are} not among the paths given"


def findings(count: int) -> str:
    return f"{count} error{'s' * (count != 1)}"
