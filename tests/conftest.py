"""Settings of all tests: a machine that is busy fails no test that is drawn at random, and where shapelint fails
itself the test fails, whatever it looks at."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterator
from typing import IO

import pytest
from hypothesis import settings

from shapelint.interpret.record import faults

settings.register_profile("shapelint", deadline=None)
settings.load_profile("shapelint")


class Faults:
    """The failures of shapelint itself that were contained since they were asked for last, in this process and in those
    that it has forked: these write to the same open file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._described = faults.described
        self._seen = 0

    def described(self, error: Exception) -> str:
        """What `faults.described` says, which is called once for each."""
        self._file.write("".join(traceback.format_exception(error)).encode(errors="replace"))
        self._file.flush()
        return self._described(error)

    def new(self) -> str:
        """Their tracebacks; empty where there was none."""
        end = self._file.seek(0, 2)
        self._file.seek(self._seen)
        self._seen, text = end, self._file.read(end - self._seen).decode()
        return text


@pytest.fixture(scope="session")
def contained_faults() -> Iterator[Faults]:
    with tempfile.TemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        found = Faults(file)
        patch.setattr(faults, "described", found.described)
        yield found


@pytest.fixture(autouse=True)
def no_fault_is_contained(request: pytest.FixtureRequest, contained_faults: Faults) -> Iterator[None]:
    """Fail the test over whose run shapelint has failed itself, unless it is marked to expect that."""
    yield
    found = contained_faults.new()
    if request.node.get_closest_marker("contains_faults") is None:
        assert not found, f"shapelint has failed itself:\n{found}"
    else:
        assert found, "shapelint has not failed itself"
