"""Sources that many people run every day hold no error, so none is reported: whatever is, is a false alarm."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

import shapelint

TREES = {
    "torchvision": "torchvision",
    "keras/src/applications": "keras",
    "keras/src/layers": "keras",
    "keras/src/models": "keras",
    "torch/nn/modules": "torch",
}
"""Folders, each with the distribution that it is a part of."""

SHARES = 6
"""Every tree is checked in so many shares; the first one by default, the others are marked slow."""


def cases() -> list[object]:
    return [
        pytest.param(tree, share, id=f"{tree}:{share + 1} of {SHARES}", marks=(pytest.mark.slow,) if share else ())
        for tree in TREES
        for share in range(SHARES)
    ]


@pytest.mark.parametrize(("tree", "share"), cases())
def test_no_error_is_reported(tree: str, share: int) -> None:
    directory = Path(str(metadata.distribution(TREES[tree]).locate_file(tree)))
    files = [path for path in sorted(directory.rglob("*.py")) if not path.name.endswith("_test.py")]
    assert len(files) >= SHARES
    found = shapelint.check_paths(files[share::SHARES])
    assert [f"{d.filename}:{d.location.row}: {d.code} {d.message}" for d in found if d.severity == "error"] == []
