"""However many processes share the work, what is found is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from robustness.commands import complaints, run

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted({path.parent for path in (ROOT / "fixtures").rglob("*.py")})


def assert_equal_output(folder: Path) -> None:
    options = ("--no-cache", "--output-format", "json", "--max-seconds", "0")
    first, *others = (
        run(ROOT, "check", str(folder), *options, "--jobs", jobs, timeout=3000) for jobs in ("1", "2", "4")
    )
    assert complaints(first) == []
    for other in others:
        assert (other.returncode, other.stdout, other.stderr) == (first.returncode, first.stdout, first.stderr)


def test_a_folder() -> None:
    """One with enough files for several processes."""
    assert_equal_output(ROOT / "fixtures" / "keras" / "near_misses")


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_every_folder(folder: Path) -> None:
    assert_equal_output(folder)
