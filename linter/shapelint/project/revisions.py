"""Files as they were at a git revision: `REV:path/to/file.py`."""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import IO

from shapelint.problems import Problem
from shapelint.records import dataclass

KEPT = (".py", ".toml", ".ipynb")
MOST_BYTES = 512 << 20
GIT = ("git", "-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Revised:
    """A TARGET that names a revision: the revision, and the TARGET within it."""

    revision: str
    target: str


def revised(text: str) -> Revised | None:
    """The revision that a TARGET begins with; None for one without. A file of the whole name is no revision's."""
    where, separator, expression = text.partition("::")
    revision, colon, path = where.partition(":")
    if not colon or not revision or not path or os.path.exists(where) or (len(revision) == 1 and path[:1] in "/\\"):
        return None
    return Revised(revision, path + separator + expression)


@contextmanager
def checked_out(revision: str) -> Iterator[str | Problem]:
    """The source files of a revision in a directory of their own, which is gone afterwards."""
    top = run(("rev-parse", "--show-toplevel"))
    commit = run(("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    if top is None:
        yield Problem(f"{revision}: this directory is in no git repository")
        return
    if commit is None:
        yield Problem(f"{revision}: there is no such revision")
        return
    with TemporaryDirectory(prefix="shapelint-") as directory:
        problem = extract(commit.strip(), top.strip(), directory)
        yield Problem(f"{revision}: {problem}") if problem else os.path.realpath(directory)


def run(arguments: tuple[str, ...]) -> str | None:
    """What git says; None where it fails or is not there."""
    try:
        done = subprocess.run((*GIT, *arguments), capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def extract(commit: str, top: str, directory: str) -> str:
    """Write the source files of a commit into a directory; what went wrong, if anything did."""
    names = (run(("-C", top, "ls-tree", "-r", "-z", "--name-only", commit)) or "").split("\0")
    kinds = [f":(glob)**/*{kind}" for kind in KEPT if any(name.endswith(kind) for name in names)]
    if not kinds:
        return ""
    command = (*GIT, "-C", top, "archive", "--format=tar", commit, "--", *kinds)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            unpack(process.stdout, directory)
        except (tarfile.TarError, OSError) as error:
            return f"git gives no archive of it ({type(error).__name__})"
        finally:
            process.stdout.close()
    return ""


def unpack(stream: IO[bytes], directory: str) -> None:
    """The regular files of an archive, each below the directory."""
    total = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            total += member.size
            path = os.path.normpath(os.path.join(directory, member.name))
            content = archive.extractfile(member) if member.isfile() else None
            if content is None or not path.startswith(directory + os.sep) or total > MOST_BYTES:
                continue
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content.read())


def within_top(target: str) -> str:
    """A TARGET's path as it stands in the repository: relative to its top where the path is relative to here."""
    where, separator, expression = target.partition("::")
    prefix = (run(("rev-parse", "--show-prefix")) or "").strip()
    top = (run(("rev-parse", "--show-toplevel")) or "").strip()
    if os.path.isabs(where):
        where = os.path.relpath(where, top)
    elif where.endswith((".py", ".ipynb")):
        where = os.path.normpath(os.path.join(prefix, where))
    return where + separator + expression
