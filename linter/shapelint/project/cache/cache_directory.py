"""The directory that results are kept in: one that shapelint has made, or nothing is read, written or deleted there."""

from __future__ import annotations

import os
import stat

from shapelint.files import read_regular

MARK, IGNORE = "CACHEDIR.TAG", ".gitignore"
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This directory holds results of shapelint; it can be deleted.\n"
IGNORED = "*\n"
ENTRY, BESIDE = ".json", ".tmp"
NO_MARK = f"{{}}: no cache of shapelint (its {MARK} is not there)"
DIGEST = 32
"""So many hexadecimal digits name an entry."""


def state(directory: str) -> str | None:
    """ "" for a directory of shapelint's own, None where there is none yet or an empty one, else why it must not be
    used."""
    try:
        found = os.lstat(directory)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"{directory}: {error.strerror or type(error).__name__}"
    if stat.S_ISLNK(found.st_mode):
        return f"{directory}: no cache of shapelint (it is a link)"
    if not stat.S_ISDIR(found.st_mode):
        return f"{directory}: no cache of shapelint (it is no directory)"
    if is_ours(directory):
        return ""
    try:
        with os.scandir(directory) as entries:
            is_empty = next(entries, None) is None
    except OSError as error:
        return f"{directory}: {error.strerror or type(error).__name__}"
    return None if is_empty else NO_MARK.format(directory)


def is_ours(directory: str) -> bool:
    """Whether the mark is there, as a file of its own."""
    mark = os.path.join(directory, MARK)
    return is_file(mark) and read_regular(mark, len(TAG)) == TAG.encode()


def is_file(path: str) -> bool:
    """Whether there is a regular file; a link to one is none."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def prepare(directory: str) -> bool:
    """Make the directory, or mark an empty one; whether it can be written to."""
    found = state(directory)
    if found is not None:
        return not found
    try:
        os.makedirs(directory, exist_ok=True)
        create(os.path.join(directory, MARK), TAG)
        create(os.path.join(directory, IGNORE), IGNORED)
    except OSError:
        return is_ours(directory)  # another process may have been faster
    return True


def create(path: str, text: str) -> None:
    """Write a file that must not be there, whole or not at all."""
    beside = f"{path}.{os.getpid()}{BESIDE}"
    write_new(beside, text.encode())
    try:
        os.link(beside, path)
    except OSError:
        if not os.path.lexists(path):
            os.replace(beside, path)
            return
    os.unlink(beside)


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet; through no link, and over nothing. What is left of one that was being written
    when its process was ended makes room."""
    if is_file(path):
        os.unlink(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except BaseException:
        os.unlink(path)
        raise


def put(place: str, data: bytes) -> None:
    """Write an entry: beside its place first, so that no reader ever sees a half. What cannot be written is not
    kept."""
    beside = f"{place}.{os.getpid()}{BESIDE}"
    try:
        write_new(beside, data)
    except OSError:
        return
    try:
        os.replace(beside, place)
    except OSError:
        os.unlink(beside)


def is_own_name(name: str) -> bool:
    """Whether a file of that name is one that shapelint keeps: an entry, the mark, the ignore file, or what was left
    of writing one of these."""
    stem, _, rest = name.partition(ENTRY) if name[DIGEST:].startswith(ENTRY) else ("", "", "")
    if not stem:
        stem = next((own for own in (MARK, IGNORE) if name.startswith(own)), "")
        return bool(stem) and is_beside(name[len(stem) :])
    return len(stem) == DIGEST and all(c in "0123456789abcdef" for c in stem) and is_beside(rest)


def is_beside(ending: str) -> bool:
    """Whether a name ends as that of a file does, or as that of one which is being written."""
    return not ending or (ending.startswith(".") and ending.endswith(BESIDE) and ending[1 : -len(BESIDE)].isdigit())


def remove(directory: str) -> str:
    """Delete what is kept in a directory; "" or what is wrong. Only files that shapelint has made are deleted, through
    no link, and the directory only when nothing else is in it."""
    found = state(directory)
    if found:
        return found
    if found is None:
        return NO_MARK.format(directory) if os.path.lexists(directory) else ""
    try:
        with os.scandir(directory) as entries:
            names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
        for name in sorted(names, key=lambda name: name == MARK):  # the mark last: what remains can be cleaned again
            if is_own_name(name) and (name != IGNORE or is_own_ignore(directory)):
                if name == MARK and len(os.listdir(directory)) > 1:
                    return f"{directory}: something else is in it, so that it is not deleted"
                os.unlink(os.path.join(directory, name))
        os.rmdir(directory)
    except OSError as error:
        return f"{directory}: it cannot be deleted ({error.strerror or type(error).__name__})"
    return ""


def is_own_ignore(directory: str) -> bool:
    return read_regular(os.path.join(directory, IGNORE), len(IGNORED)) == IGNORED.encode()
