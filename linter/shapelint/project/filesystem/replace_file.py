"""Putting new contents in the place of a file: as a whole or not at all, without losing anything that belongs to it."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO


def write_file(path: str, text: str) -> str | None:
    """Write a text as what a path names: a new or regular file as a whole, a device or a pipe as what it is, and
    through a link to any of these. What went wrong, if anything did."""
    return write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: str, data: bytes) -> str | None:
    """The same of bytes."""
    target = os.path.realpath(path)
    try:
        found = status(path)
        if found is None or is_replaceable(found, status(target)):
            replace_file(target, data, found)
            return None
        with open(path, "wb", buffering=0) as stream:  # nothing that could be put in its place would be the same
            write_through(stream, data)
    except OSError as error:
        return f"cannot write {path}: {error.strerror or type(error).__name__}"
    return None


def is_replaceable(found: os.stat_result, real: os.stat_result | None) -> bool:
    """Whether another file may take the place of one that is known by its path and by its real path: of no device, of
    no pipe, of no file with a second name, of nothing that has no path (what /dev/stdout leads to)."""
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and real is not None and os.path.samestat(found, real)


def status(path: str) -> os.stat_result | None:
    """What there is to know of a file; None when it is not there."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def write_through(stream: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def replace_file(target: str, data: bytes, found: os.stat_result | None) -> None:
    """Write beside the file, then put it in its place, with the owner, the permissions and the extended attributes that
    `found` and the file have. Raises OSError, and leaves everything as it was, where that cannot be done."""
    if found is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    directory, name = os.path.split(target)
    beside = os.path.join(directory, f".{name[:100]}.{os.urandom(4).hex()}.shapelint.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(beside, flags, 0o666 if found is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb", buffering=0) as stream:
            write_through(stream, data)
            if found is not None:
                keep_what_belongs_to_it(target, beside, found)
            os.fsync(stream.fileno())
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def keep_what_belongs_to_it(target: str, beside: str, found: os.stat_result) -> None:
    """Give the file beside another one its owner, its extended attributes and its permissions."""
    if hasattr(os, "chown"):
        made = os.stat(beside)
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            os.chown(beside, found.st_uid, found.st_gid)
    if hasattr(os, "listxattr"):
        for name in attributes(target):
            os.setxattr(beside, name, os.getxattr(target, name))
    os.chmod(beside, stat.S_IMODE(found.st_mode))


def attributes(path: str) -> list[str]:
    """The names of a file's extended attributes; none where the file system has none."""
    import errno

    try:
        return os.listxattr(path)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return []
        raise
