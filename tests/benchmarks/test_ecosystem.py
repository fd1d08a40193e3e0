"""No error is false in packages that the linter was not written with; ten small ones in every run, the others marked
slow.

Their sources come from the package index once, and are kept in pytest's cache. Without an index a package is skipped,
but not in CI."""

from __future__ import annotations

import os

import pytest
from package_checks import Found, check_tree
from package_sources import NoSourcesError, Package, lay_out, read_packages
from verdicts import Verdict, judged, read_verdicts, to_judge

PACKAGES = read_packages()


def cases() -> list[object]:
    return [
        pytest.param(package, id=package.label, marks=() if package.is_small else (pytest.mark.slow,))
        for package in PACKAGES
    ]


@pytest.mark.parametrize("package", cases())
def test_every_error_is_judged_true(package: Package, request: pytest.FixtureRequest) -> None:
    try:
        tree = lay_out(package, request.config.cache.mkdir("ecosystem"))
    except NoSourcesError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    answers = check_tree(tree)
    own = [verdict for verdict in read_verdicts() if verdict.package == package.name]
    errors = judged([found for found in answers.found if found.severity == "error"], own)
    assert [f"{one.path}:{one.row}: {one.code} {one.message}" for one in to_judge(errors)] == []
    assert [one.found for one in errors if one.verdict is not None and not one.verdict.is_true] == []
    assert [answer for answer in answers.given_up if package.is_small or "Error" in answer.gave_up] == []


def test_ten_packages_are_small() -> None:
    assert sum(package.is_small for package in PACKAGES) == 10


def test_verdicts_are_of_packages_of_the_table_and_have_a_reason() -> None:
    names = {package.name for package in PACKAGES}
    assert [verdict for verdict in read_verdicts() if verdict.package not in names or not verdict.reason.strip()] == []


def found(line: str, row: int, severity: str = "error", package: str = "net") -> Found:
    return Found(package, "net/model.py", row, 1, "SHP102", severity, "a message", line)


def test_each_finding_at_equal_lines_needs_a_verdict_of_its_own() -> None:
    verdict = Verdict("net", "net/model.py", "SHP102", "x = self.fc(x)", True, "a reason")
    known, other = judged([found("x = self.fc(x)", 3), found("x = self.fc(x)", 9)], [verdict])
    assert known.verdict is verdict
    assert other.verdict is None
    assert to_judge([known, other]) == [other.found]


def test_of_warnings_a_sample_is_asked_for_from_as_many_packages_as_there_are() -> None:
    many = [found(f"line {row}", row, "warning") for row in range(30)]
    one = found("line", 1, "warning", "other")
    asked = to_judge(judged([*many, one], []))
    assert len(asked) == 20
    assert one in asked
