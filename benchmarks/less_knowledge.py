"""Less knowledge never gives more errors: `python benchmarks/less_knowledge.py [PATHS] [OPTIONS]`.

In a file without errors one expression is hidden behind a function of a module that cannot be found (hiding.py). The
program may still be the very same, so an error that appears is false, whatever it says; no oracle is needed. Printed
are the new errors, each with the text that gives it (`--keep`), made smaller where that is cheap (`--reduce`), and
every internal error. The last line is the figure. The choice depends on `--seed` and the paths alone.

PATHS are files and folders, the fixtures by default; `--packages DIR` are folders of packages' sources, of which only
files that name a framework are read.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from types import FrameType

from hiding import Program, Site, hide, shown, sites, statements

from shapelint.interpret.record.faults import PREFIX
from shapelint.project.check.file_check import FileChecker
from shapelint.project.config.framework_names import names_framework
from shapelint.project.config.selection import Selection
from shapelint.project.config.settings import SameSettings, Settings
from shapelint.project.files.imports import ProjectFiles, module_name
from shapelint.project.files.source_text import source_of
from shapelint.project.results.file_result import FileResult
from shapelint.syntax import quick
from shapelint.syntax.source import SourceFile

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
LARGEST = 120_000
REDUCTION_CHECKS = 200
ERRORS = Settings(selection=Selection(select=("SHP1", "SHP302")))  # what may be an error
quick.read_quickly = lru_cache(1024)(quick.read_quickly)  # imported files and stubs are read again and again


class LateError(Exception):
    """A check took longer than it may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Processor time for what is done within."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise LateError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)


@dataclass
class Checker:
    """Checks texts in the place of one file; what it imports is read once. Other files that use it are left alone."""

    path: Path
    seconds: float
    settings: Settings = ERRORS
    known: dict[str, SourceFile] = field(default_factory=dict)

    def errors(self, text: str) -> list[tuple[int, str, str]]:
        """The errors of a text: line, code and message; a mistake of the linter itself has the code "internal". Raises
        LateError, or whatever the linter raises."""
        file = source_of(str(self.path), text, module_name(self.path))
        real = os.path.realpath(self.path)
        checker = FileChecker(SameSettings(self.settings), [self.path], {**self.known, real: file})
        with limited(self.seconds):
            result = checker.check(self.path)
        assert isinstance(result, FileResult)
        self.remember(checker.files(self.settings), real)
        faults = [(0, "internal", stop.reason) for stop in result.stops if stop.reason.startswith(PREFIX)]
        return faults + [(d.location.row, d.code, d.message) for d in result.diagnostics if d.severity == "error"]

    def remember(self, files: ProjectFiles, own: str) -> None:
        """Keep the sources of imported files, which are parsed and never change."""
        for path in files.opened() - self.known.keys() - {own}:
            found = files.open(Path(path)) if Path(path).is_file() else None
            if isinstance(found, SourceFile):
                self.known[path] = found


@dataclass(frozen=True)
class Failure:
    """A substitution that says more than the file itself: an error, or an internal error (code "internal")."""

    file: str
    row: int
    kind: str
    hidden: str
    code: str
    message: str
    text: str = field(repr=False)


@dataclass
class Tally:
    """What was done so far."""

    tried: int = 0
    files: int = 0
    late: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def internal(self) -> int:
        return sum(one.code == "internal" for one in self.failures)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The Python files that name a framework, the small ones first."""
    found = {f for path in paths for f in (path.rglob("*.py") if path.is_dir() else [path])}
    sized = sorted((f.stat().st_size, str(f)) for f in found)
    small = (Path(name) for size, name in sized if size <= LARGEST)
    return [path for path in small if names_framework(path.read_text("utf8", "replace"))]


def chosen(program: Program, draw: random.Random, count: int) -> list[Site]:
    """Some sites of a file: the kinds take turns, so that rare ones are tried as often as arguments are."""
    every = sites(program)
    draw.shuffle(every)
    by_kind: dict[str, list[Site]] = {}
    for site in every:
        by_kind.setdefault(site.kind, []).append(site)
    kinds = sorted(by_kind)
    draw.shuffle(kinds)
    turns: list[Site] = []
    for turn in range(max(map(len, by_kind.values()), default=0)):
        turns += [by_kind[kind][turn] for kind in kinds if turn < len(by_kind[kind])]
    half = count // 2
    return list(dict.fromkeys([*every[: count - half], *turns]))[:count]


def try_file(path: Path, tally: Tally, options: argparse.Namespace) -> Iterator[Failure]:
    """The failures of one file; none of a file that has errors as it stands, or takes too long."""
    text = path.read_text("utf8", "replace")
    try:
        program = Program(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    draw = random.Random(f"{options.seed} {path.name} {len(text)}")
    picked = chosen(program, draw, options.per_file)
    checker = Checker(path, options.limit)
    try:
        began = time.process_time()
        if not picked or checker.errors(text):
            return
        checker.seconds = min(options.limit, 5 + 20 * (time.process_time() - began))
    except LateError:
        tally.late += 1
        return
    except Exception:  # whatever it is, it is the linter's mistake  # noqa: BLE001
        yield Failure(str(path), 1, "none", "", "internal", traceback.format_exc(limit=-3), text)
        return
    tally.files += 1
    for site in picked:
        changed = hide(program, site)
        if changed is not None:
            yield from try_text(program, site, changed, checker, tally)


def try_text(program: Program, site: Site, changed: str, checker: Checker, tally: Tally) -> Iterator[Failure]:
    tally.tried += 1
    tally.kinds[site.kind] += 1
    try:
        found = checker.errors(changed)
    except LateError:
        tally.late += 1
        return
    except Exception as error:  # noqa: BLE001
        found = [(0, "internal", f"{type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}")]
    if found:
        hidden = " ".join(program.data[site.start : site.end].decode().split())[:60]
        row = program.data[: site.start].count(b"\n") + 2
        yield Failure(str(checker.path), row, site.kind, hidden, found[0][1], found[0][2], changed)


def reduced(failure: Failure, limit: float) -> str:
    """The failing text without the statements that it does not need: it still fails, what it stands for passes."""
    checker = Checker(Path(failure.file), limit)

    def fails(text: str) -> bool:
        try:
            return any(code == failure.code for _, code, _ in checker.errors(text)) and not checker.errors(shown(text))
        except (LateError, SyntaxError, ValueError):
            return False

    text, left, smaller = failure.text, REDUCTION_CHECKS, True
    while smaller and left > 0:
        smaller = False
        tree = ast.parse(text)
        for body, index in statements(tree):
            if left <= 0 or index >= len(body):
                continue
            taken = body.pop(index)
            if not body:
                body.append(ast.Pass())
            left -= 1
            try:
                shorter = ast.unparse(tree)
            except (ValueError, AttributeError):
                shorter = ""
            if shorter and not isinstance(taken, ast.Pass) and fails(shorter):
                text, smaller = shorter, True
            elif isinstance(body[0], ast.Pass) and len(body) == 1:
                body[0] = taken
            else:
                body.insert(index, taken)
    return text


def run(options: argparse.Namespace) -> Tally:
    tally = Tally()
    began = time.process_time()
    for path in files_in([*options.paths, *options.packages] or [FIXTURES]):
        if tally.tried >= options.sample or time.process_time() - began > options.seconds:
            break
        for failure in try_file(path, tally, options):
            tally.failures.append(failure)
            tell(failure, len(tally.failures), options)
        if tally.files % 20 == 0:
            gc.collect()
    return tally


def tell(failure: Failure, number: int, options: argparse.Namespace) -> None:
    if not options.json:
        place = f"{failure.file}:{failure.row}"
        print(f"{place} {failure.kind} {failure.hidden!r}: {failure.code} {failure.message}", flush=True)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        name = f"{number:03d}_{failure.code}_{failure.kind}_{Path(failure.file).name}"
        text = reduced(failure, options.limit) if options.reduce else failure.text
        (options.keep / name).write_text(f"# {failure.file}: {failure.kind} {failure.hidden}\n{text}", "utf8")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("paths", nargs="*", type=Path)
    made.add_argument("--packages", nargs="*", type=Path, default=[], metavar="DIR", help="folders of packages")
    made.add_argument("--per-file", type=int, default=8, help="substitutions tried in each file")
    made.add_argument("--sample", type=int, default=1_000_000, help="substitutions tried in all")
    made.add_argument("--seconds", type=float, default=float("inf"), help="processor time for everything")
    made.add_argument("--limit", type=float, default=20, help="processor time for one check")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--keep", type=Path, metavar="DIR", help="folder for the texts that fail")
    made.add_argument("--reduce", action="store_true", help="make these texts smaller")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    began = time.process_time()
    tally = run(options)
    seconds = round(time.process_time() - began)
    errors = len(tally.failures) - tally.internal
    if options.json:
        failures = [{k: v for k, v in asdict(one).items() if k != "text"} for one in tally.failures]
        figures = {"tried": tally.tried, "files": tally.files, "late": tally.late, "kinds": dict(tally.kinds)}
        print(json.dumps({**figures, "errors": errors, "internal": tally.internal, "failures": failures}))
    else:
        print(
            f"less knowledge: {tally.tried} substitutions in {tally.files} files: {errors} new errors, "
            f"{tally.internal} internal errors, {tally.late} out of time ({seconds} s)"
        )
    return int(bool(tally.failures))


if __name__ == "__main__":
    sys.exit(main())
