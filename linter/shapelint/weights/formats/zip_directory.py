"""The central directory of a zip archive, within limits: what it says of its members, before anything of them is read.

https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 to 4.3.16
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from shapelint.records import dataclass
from shapelint.weights.records import BadFileError

LARGEST = 8 << 20  # bytes of a directory: some 80,000 members with names of ordinary length
END, END64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
INCOMPLETE = "the zip archive is incomplete: the file is truncated or damaged"
STORED, DEFLATED = 0, 8
FILLED, FILLED_SHORT = 0xFFFFFFFF, 0xFFFF


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive: its name, its method, its packed and plain sizes, and where its local header stands."""

    name: str
    method: int
    packed: int
    size: int
    offset: int


def directory(path: Path) -> list[Member]:
    """The members of an archive. Raises BadFileError for one that is damaged, or whose directory is too long."""
    with path.open("rb") as file:
        file.seek(0, 2)
        total = file.tell()
        start, length = place_of_directory(file, total)
        if length > LARGEST:
            raise BadFileError(f"the directory of the zip archive is longer than {LARGEST >> 20} MiB")
        if start + length > total:
            raise BadFileError(INCOMPLETE)
        file.seek(start)
        data = file.read(length)
    return list(members(data))


def place_of_directory(file: BinaryIO, total: int) -> tuple[int, int]:
    """Where the central directory starts, and how many bytes it has."""
    file.seek(max(0, total - 65_557))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < 22:
        raise BadFileError(INCOMPLETE)
    length, start = struct.unpack_from("<II", tail, at + 12)
    locator = at - 20
    if locator >= 0 and tail[locator : locator + 4] == LOCATOR:
        (where,) = struct.unpack_from("<Q", tail, locator + 8)
        if where + 56 > total:
            raise BadFileError(INCOMPLETE)
        file.seek(where)
        record = file.read(56)
        if record[:4] != END64:
            raise BadFileError(INCOMPLETE)
        length, start = struct.unpack_from("<QQ", record, 40)
    return start, length


def members(data: bytes) -> list[Member]:
    found: list[Member] = []
    at = 0
    while at + 46 <= len(data) and data[at : at + 4] == b"PK\x01\x02":
        method, packed, size, name, extra, comment = struct.unpack_from("<10xH8xIIHHH", data, at)
        (offset,) = struct.unpack_from("<I", data, at + 42)
        text = data[at + 46 : at + 46 + name].decode("utf-8", "replace")
        rest = data[at + 46 + name : at + 46 + name + extra]
        size, packed, offset = widened(rest, size, packed, offset)
        found.append(Member(text, method, packed, size, offset))
        at += 46 + name + extra + comment
    return found


def widened(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The sizes and the place of a member with the 64-bit ones that its extra field gives in their stead."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            wide = list(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q", extra, at + 4))
            size = wide.pop(0) if size == FILLED and wide else size
            packed = wide.pop(0) if packed == FILLED and wide else packed
            offset = wide.pop(0) if offset == FILLED and wide else offset
        at += 4 + length
    return size, packed, offset


def content_start(file: BinaryIO, member: Member) -> int:
    """Where a member's content begins."""
    file.seek(member.offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise BadFileError(INCOMPLETE)
    name, extra = struct.unpack_from("<HH", header, 26)
    return member.offset + 30 + int(name) + int(extra)


def content(file: BinaryIO, member: Member, most: int) -> bytes:
    """The first `most` bytes at most of what a member holds, unpacked."""
    file.seek(content_start(file, member))
    if member.method == STORED:
        return file.read(min(member.size, most))
    if member.method != DEFLATED:
        raise BadFileError(f"{member.name} is packed in a way that is not read")
    import zlib

    unpacker = zlib.decompressobj(-15)
    found = b""
    left = member.packed
    while len(found) < most and left > 0 and not unpacker.eof:
        piece = file.read(min(left, 1 << 16))
        if not piece:
            break
        left -= len(piece)
        try:
            found += unpacker.decompress(piece, most - len(found))
        except zlib.error as error:
            raise BadFileError(f"{member.name} is damaged") from error
    return found
