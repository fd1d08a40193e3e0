"""A summary's totals are the real ones, or null with a lower bound: held against torch and Keras themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import shapelint

HERE = Path(__file__).parent
FILES = ("torch_parts.py", "keras_parts.py")
KNOWN = {  # what is stated although something in the file is hidden
    "torch_parts.py": ("Frozen",),
    "keras_parts.py": ("frozen_base()", "thawed()", "units_set_later()", "Labelled", "TriedAgain"),
}


@pytest.fixture(scope="module", params=FILES)
def counted(request: pytest.FixtureRequest) -> tuple[str, dict[str, list[int]]]:
    command = [sys.executable, HERE / "counted.py", HERE / "totals" / request.param, HERE / "hidden"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return request.param, json.loads(ran.stdout.splitlines()[-1])


def params(file: str, name: str) -> dict[str, object]:
    given = ["1,4"] if file.startswith("keras") and not name.endswith("()") else None
    summary = shapelint.summarize(f"{HERE / 'totals' / file}::{name}", inputs=given)
    assert isinstance(summary, shapelint.Summary), summary
    found = summary.to_dict()["params"]
    assert isinstance(found, dict)
    return found


def test_no_total_is_wrong(counted: tuple[str, dict[str, list[int]]]) -> None:
    file, real = counted
    assert len(real) >= 20
    wrong = {}
    for name, (total, trainable) in real.items():
        found = params(file, name)
        right = {"total": total, "trainable": trainable, "non_trainable": total - trainable}
        stated = {key: found[key] for key in right if found[key] is not None}
        at_least = found.get("at_least", 0)
        assert isinstance(at_least, int)
        if at_least > total or any(right[key] != n for key, n in stated.items()):
            wrong[name] = (found, right)
    assert not wrong


def test_what_is_known_is_stated(counted: tuple[str, dict[str, list[int]]]) -> None:
    file, real = counted
    for name in KNOWN[file]:
        assert params(file, name)["trainable"] == real[name][1]
