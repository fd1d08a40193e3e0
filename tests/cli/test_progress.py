"""The progress bar: on a terminal, after a while, and gone in the end."""

from __future__ import annotations

import io
from argparse import Namespace

import pytest

from shapelint.cli import execution
from shapelint.cli.checking import progress
from shapelint.cli.checking.progress import Bar
from shapelint.project.check.request import no_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_short_checks_show_nothing() -> None:
    stream = Terminal()
    bar = Bar(stream)
    for done in range(11):
        bar(done, 10)
    assert stream.getvalue() == ""


def test_long_checks_show_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    stream = Terminal()
    bar = Bar(stream)
    bar(5, 10)
    assert stream.getvalue().endswith(f"checking [{'=' * 15}{' ' * 15}] 5/10")
    bar(10, 10)
    assert stream.getvalue().endswith("\r\x1b[2K")


@pytest.mark.parametrize(
    ("stream", "quiet", "shown"), [(Terminal(), False, True), (Terminal(), True, False), (io.StringIO(), False, False)]
)
def test_only_a_person_at_a_terminal_sees_it(
    stream: io.StringIO, quiet: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", stream)
    assert (execution.progress_of(Namespace(quiet=quiet)) is not no_progress) is shown
