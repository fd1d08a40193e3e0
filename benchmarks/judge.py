"""What shapelint says about mutants: the text is checked as if it stood in its file's place."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

SECONDS = 60


@dataclass(frozen=True)
class Question:
    """A text to check in the place of a file; `lines` stands below it, `inputs` are as `--input` has them."""

    path: str
    text: str
    lines: str = ""
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Error:
    """An error that was found: `own` is whether it stands in the mutant itself, at `row` to `end_row`."""

    code: str
    message: str
    own: bool
    row: int
    end_row: int


@dataclass(frozen=True)
class Answer:
    """The errors found, how long it took, and the failure of the linter itself ("" if it did not fail). `safe` is the
    text after `--fix`, `any` after `--fix --unsafe-fixes`, each None where no error has such a fix."""

    errors: tuple[Error, ...]
    seconds: float
    crash: str = ""
    safe: str | None = None
    any: str | None = None


class OutOfTime(Exception):
    pass


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    def stop(signal_number: int, frame: FrameType | None) -> None:
        raise OutOfTime(f"over {seconds} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def ask(question: Question) -> Answer:
    from shapelint import check_source

    text = question.text
    if question.lines:
        text = f"{text.rstrip()}\n{question.lines}\n"
    began = time.perf_counter()
    try:
        with time_limit(SECONDS):
            found = check_source(text, filename=question.path, inputs=question.inputs)
    except Exception as error:  # noqa: BLE001 (a crash of the linter is a result here)
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__}: {error} at {Path(where.filename).name}:{where.lineno}"
        return Answer((), time.perf_counter() - began, text[:300])
    errors = tuple(
        Error(d.code, d.message, same_file(d.filename, question.path), d.location.row, d.end_location.row)
        for d in found
        if d.severity == "error"
    )
    seconds = time.perf_counter() - began
    offered = [d.fix for d in found if d.fix and d.severity == "error" and same_file(d.filename, question.path)]
    if question.lines or question.inputs or not offered:
        return Answer(errors, seconds)
    mended_safely = mended(question, with_unsafe=False) if any(fix.is_safe for fix in offered) else None
    return Answer(errors, seconds, "", mended_safely, mended(question, with_unsafe=True))


def mended(question: Question, with_unsafe: bool) -> str:
    """The text after all its fixes."""
    from shapelint.project.check.pipeline import check
    from shapelint.project.check.request import text_request
    from shapelint.project.config.settings import SameSettings, Settings
    from shapelint.project.files.given_source import source_of_text
    from shapelint.project.fixes.apply import fix_all
    from shapelint.project.results.report import Report

    def checked(text: str) -> Report:
        file = source_of_text(text, question.path)
        report = check(text_request(file, question.path, SameSettings(Settings())))
        assert isinstance(report, Report)
        return report

    fixed = fix_all(
        checked(question.text),
        lambda stated: checked(next(iter(stated.values())).text),
        lambda path: same_file(path, question.path),
        with_unsafe,
    )
    return next((file.text for file in fixed.after.values()), question.text)


def same_file(one: str, other: str) -> bool:
    return Path(one).resolve() == Path(other).resolve()


def ask_all(questions: list[Question], processes: int) -> list[Answer]:
    """The answers in the order of the questions."""
    with get_context("fork").Pool(processes) as pool:
        return pool.map(ask, questions, chunksize=4)
