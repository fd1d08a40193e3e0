"""What the check of a file has asked of the file system, so that its result can be used again while all answers are the
same."""

from __future__ import annotations

import os
from collections.abc import Callable

from shapelint.files import LONGEST, read_regular
from shapelint.project.filesystem.source_roots import holds_python, roots_of

ABSENT = "absent"
HOLDS_PYTHON = "holds Python"
HOLDS_NOTHING = "holds no Python"
ROOTS = "roots: "
STATE = "state: "  # the length and the time of a file that is too long for a digest of its content


def digest_of(data: bytes) -> str:
    from _blake2 import blake2b  # what hashlib offers, without loading OpenSSL

    return blake2b(data, digest_size=16).hexdigest()


class Trace:
    """The answers by path: the digest of a file's content, or one of the words above. While something is recorded, the
    paths that it asks for are noted; what is remembered is noted again by `replay`."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self._recording: list[set[str]] = []

    def note(self, path: str, answer: str) -> None:
        self.answers[path] = answer
        for paths in self._recording:
            paths.add(path)

    def replay(self, paths: set[str]) -> None:
        for recording in self._recording:
            recording |= paths

    def start(self) -> None:
        self._recording.append(set())

    def stop(self) -> set[str]:
        return self._recording.pop()

    def note_roots(self, directory: str, roots: tuple[str, ...]) -> None:
        self.note(f"{directory}{os.sep}", f"{ROOTS}{os.pathsep.join(roots)}")


HOLDS, MOVED, FAILS = "holds", "moved", "fails"


class Answers:
    """Asks the file system the recorded questions again, each once."""

    def __init__(self, source_roots: tuple[str, ...] | None, with_code: Callable[[str, str], str]) -> None:
        """`with_code` gives the answer that a file has a content together with what its code is."""
        self._source_roots = source_roots
        self._with_code = with_code
        self._known: dict[tuple[str, str], str] = {}

    def still_hold(self, recorded: dict[str, str]) -> bool:
        """Whether all answers are what they were, as far as they tell of code."""
        return all(self._found(path, answer) != FAILS for path, answer in recorded.items())

    def moved(self, recorded: dict[str, str]) -> set[str]:
        """The files whose code is what it was, but does not stand where it stood."""
        return {path for path, answer in recorded.items() if self._found(path, answer) == MOVED}

    def _found(self, path: str, answer: str) -> str:
        key = (path, answer)
        if key not in self._known:
            self._known[key] = self._ask(path, answer)
        return self._known[key]

    def _ask(self, path: str, answer: str) -> str:
        if answer == ABSENT:
            return HOLDS if not os.path.isfile(path) else FAILS
        if answer in (HOLDS_PYTHON, HOLDS_NOTHING):
            return HOLDS if holds_python(path) is (answer == HOLDS_PYTHON) else FAILS
        if answer.startswith(ROOTS):
            roots = os.pathsep.join(roots_of(path.rstrip(os.sep) or os.sep, self._source_roots))
            return HOLDS if roots == answer[len(ROOTS) :] else FAILS
        if answer.startswith(STATE):
            return HOLDS if file_state(path) == answer else FAILS
        content, _, code = answer.partition(" ")
        if file_digest(path) == content:
            return HOLDS
        now = self._with_code(path, "").split(" ") if code else []
        placed, _, alone = code.partition(" ")
        if len(now) < 3:
            return FAILS
        return HOLDS if now[1] == placed else MOVED if now[2] == alone else FAILS


def file_digest(path: str) -> str:
    """The digest of a file's content; "" if it cannot be read."""
    found = read_regular(path, LONGEST)
    return "" if isinstance(found, str) else digest_of(found)


def file_state(path: str) -> str:
    """How long a file is, and when it was written last."""
    try:
        found = os.stat(path)
    except OSError:
        return ABSENT
    return f"{STATE}{found.st_size} {found.st_mtime_ns}"
