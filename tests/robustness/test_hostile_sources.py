"""Sources that ask for more than there is: each is checked within 10 s of processor time and 1 GiB, without a failure
of shapelint's own, and none of them is given up at these limits."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from robustness.hostile_constructions import constructions
from robustness.hostile_sources import programs
from robustness.measuring import BYTES, SECONDS

SOURCES = {**dict(programs()), **dict(constructions())}
EVERY = 3  # of the sources is one that runs each time
SHARE = list(SOURCES)[::EVERY]
GRACE = 2  # seconds that being given up takes


class Measuring:
    """The process that checks each source in a child of its own."""

    def __init__(self) -> None:
        script = Path(__file__).with_name("measuring.py")
        command = [sys.executable, str(script)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, name: str) -> dict[str, object]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, SOURCES[name]]) + "\n")
        self.process.stdin.flush()
        answer: dict[str, object] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def measuring() -> Iterator[Measuring]:
    made = Measuring()
    yield made
    made.process.communicate()


def hold(measuring: Measuring, name: str) -> None:
    outcome = measuring.measure(name)
    assert outcome["faults"] == []
    assert isinstance(outcome["seconds"], float)
    assert outcome["seconds"] < SECONDS + GRACE
    assert isinstance(outcome["bytes"], int)
    assert outcome["bytes"] < BYTES
    assert "given_up" not in outcome


@pytest.mark.parametrize("name", SHARE)
def test_a_share_of_hostile_sources(measuring: Measuring, name: str) -> None:
    hold(measuring, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SOURCES if name not in SHARE])
def test_the_other_hostile_sources(measuring: Measuring, name: str) -> None:
    hold(measuring, name)


def test_there_are_many() -> None:
    assert len(SOURCES) >= 590
