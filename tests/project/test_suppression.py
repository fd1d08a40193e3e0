"""Comments that silence diagnostics."""

from __future__ import annotations

import pytest

from shapelint import check_source
from shapelint.diagnostics.diagnostic import Diagnostic, Location
from shapelint.diagnostics.directives import VALUED
from shapelint.diagnostics.suppression import find_suppressions
from shapelint.project.fixes.apply import with_fixes
from shapelint.project.suppress.directives import VALUES


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


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# shapelint: ignore[SHP102]", ""),
        ("# shapelint: ignore[SHP101, SHP102, linear-in-features]", ""),
        ("# shapelint: ignore", ""),
        ("# type: ignore  # shapelint: ignore[SHP101]  # more", "# type: ignore  # more"),
        ("# noqa: E501, SHP101", "# noqa: E501"),
        ("# noqa: SHP101, E501 as it is", "# noqa: E501 as it is"),
        ("# noqa: SHP101", ""),
        ("# noqa: SHP999", ""),
    ],
)
def test_what_silences_nothing_is_removed(comment: str, left: str) -> None:
    (found,) = check_source(f"import torch\nx = torch.zeros(1)  {comment}\n", filename="net.py")
    assert found.code == "SHP002"
    assert found.fix is not None
    assert found.fix.is_safe
    assert found.file is not None
    assert with_fixes(found.file.text, [found.fix]) == f"import torch\nx = torch.zeros(1)  {left}".rstrip() + "\n"


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: E501",
        "# noqa: SHP002",
        "# shapelint: ignore[SHP101]  # noqa: SHP002",
        "# shapelint: input=(1, 3)",
        "# to do with shapelint",
    ],
)
def test_what_is_not_said_to_be_unused(comment: str) -> None:
    assert not check_source(f"import torch\nx = torch.zeros(1)  {comment}\n", filename="net.py")


def test_a_line_that_holds_nothing_else_goes_too() -> None:
    (found,) = check_source("import torch\n    # shapelint: ignore[SHP101]\nx = torch.zeros(1)\n", filename="net.py")
    assert found.fix is not None
    assert found.file is not None
    assert with_fixes(found.file.text, [found.fix]) == "import torch\nx = torch.zeros(1)\n"


def test_a_rule_that_is_not_in_force_may_be_silenced() -> None:
    text = "import torch\nx = torch.zeros(1)  # shapelint: ignore[SHP101]\n"
    assert not check_source(text, filename="net.py", ignore=["SHP101"])


def test_one_of_two_is_enough_to_be_used() -> None:
    """A comment that silences something by one of its codes is reported for the other alone."""
    text = (
        "import torch\nfrom torch import nn\n\nnn.Linear(2, 3)(torch.ones(1, 4))  # shapelint: ignore[SHP101, SHP102]\n"
    )
    (found,) = check_source(text, filename="net.py")
    assert found.message == "unused suppression: SHP101 is not found here"


@pytest.mark.parametrize(
    ("comment", "problem", "right"),
    [
        (
            "# shapelint: ignroe[SHP102]",
            "`ignroe` is no directive (did you mean `ignore`?)",
            "# shapelint: ignore[SHP102]",
        ),
        ("# shapelint: quiet", "`quiet` is no directive; `ignore`, `ignore-file`, `input`, `fill` are known", ""),
        ("# shapelint: ignore SHP102, SHP103", "in square brackets", "# shapelint: ignore[SHP102, SHP103]"),
        ("# shapelint: ignore(linear-in-features)", "square brackets", "# shapelint: ignore[linear-in-features]"),
        ("# shapelint: ignore[SHP102", "the bracket is not closed", "# shapelint: ignore[SHP102]"),
        ("# shapelint: ignore[]", "there is no rule in the brackets", ""),
        ("# shapelint: ignore[linear-features]", "did you mean linear-in-features?", ""),
        ("# shapelint: input", "`input` needs a value: input=...", ""),
        ("# shapelint: input=(1, -3)", "'-3' is neither a positive whole number nor a name", ""),
        ("# noqa SHP102", "a colon is missing: noqa: SHP102", "# noqa: SHP102"),
    ],
)
def test_malformed_ones_have_no_effect_and_are_reported(comment: str, problem: str, right: str) -> None:
    text = f"import torch\nfrom torch import nn\n\nnn.Linear(2, 3)(torch.ones(1, 4))  {comment}\n"
    found = {d.code: d for d in check_source(text, filename="net.py")}
    assert set(found) == {"SHP003", "SHP102"}
    malformed = found["SHP003"]
    assert problem in malformed.message
    assert malformed.fix is not None
    assert not malformed.fix.is_safe
    assert malformed.file is not None
    assert with_fixes(malformed.file.text, [malformed.fix]) == text.replace(
        f"  {comment}", f"  {right}" if right else ""
    )


def test_who_checks_each_value_is_registered() -> None:
    assert set(VALUES) == set(VALUED)
