"""Comments that silence diagnostics."""

from __future__ import annotations

import pytest

from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.suppression import find_suppressions


def diagnostic(row: int, end_row: int | None = None) -> Diagnostic:
    end = Location(end_row or row, 9)
    return Diagnostic("SHP102", "linear-in-features", "error", "", 1, 2, "", "net.py", Location(row, 1), end)


@pytest.mark.parametrize(
    "comment",
    [
        "# shapelint: ignore",
        "# shapelint: ignore[SHP102]",
        "# shapelint: ignore[shp102]",
        "# shapelint: ignore[linear-in-features]",
        "# shapelint:ignore [SHP101, SHP102]",
        "# because  # shapelint: ignore[SHP102]",
        "# noqa",
        "# NOQA",
        "# noqa: SHP102",
        "# noqa:E501,SHP102",
        "# type: ignore  # noqa: SHP102",
    ],
)
def test_silenced(comment: str) -> None:
    assert find_suppressions(f"x = 1\nlayer(x)  {comment}\n").silences(diagnostic(2))


@pytest.mark.parametrize(
    "comment",
    [
        "# shapelint: ignore[SHP101]",
        "# shapelint: ignore[conv-in-channels]",
        "# shapelint: input=(1, 3, 32, 32)",
        "# shapelint: ignored",
        "# noqa: E501",
        "# noqa: SHP101",
        "# noqantel",
    ],
)
def test_not_silenced(comment: str) -> None:
    assert not find_suppressions(f"x = 1\nlayer(x)  {comment}\n").silences(diagnostic(2))


def test_only_its_own_line() -> None:
    found = find_suppressions("a(x)  # shapelint: ignore\nb(x)\n")
    assert found.silences(diagnostic(1))
    assert not found.silences(diagnostic(2))


def test_alone_it_is_about_the_next_line_of_code() -> None:
    found = find_suppressions("# shapelint: ignore[SHP102]\n# why\n\na(x)\nb(x)\n")
    assert found.silences(diagnostic(4))
    assert not found.silences(diagnostic(5))


def test_noqa_alone_is_about_nothing_else() -> None:
    assert not find_suppressions("# noqa: SHP102\na(x)\n").silences(diagnostic(2))


def test_where_the_flagged_source_ends() -> None:
    assert find_suppressions("a(\n  x\n)  # shapelint: ignore\n").silences(diagnostic(1, 3))


def test_whole_files() -> None:
    assert find_suppressions("a(x)\n# shapelint: ignore-file\n").silences(diagnostic(1))
    assert find_suppressions("# shapelint: ignore-file[SHP102]\na(x)\n").silences(diagnostic(2))
    assert not find_suppressions("# shapelint: ignore-file[SHP101]\na(x)\n").silences(diagnostic(2))


def test_strings_are_no_comments() -> None:
    assert not find_suppressions('a("# shapelint: ignore")\n').silences(diagnostic(1))


def test_a_text_that_is_no_python() -> None:
    assert not find_suppressions("a(  # shapelint: ignore\n").silences(diagnostic(1))
