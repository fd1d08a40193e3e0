"""What a file says to those that import it: its code, without the comments and blank lines that mean nothing.

A result rests on another file's code and, where it speaks of that file, on where the code stands. A comment counts as
code where anything looks at it: directives, and texts that are searched for names."""

from __future__ import annotations

import re
import sys

from shapelint.files import LONGEST, read_regular
from shapelint.project.config.framework_names import names_framework
from shapelint.project.filesystem.file_system_trace import digest_of
from shapelint.records import dataclass

TOKEN = re.compile(
    r"""(?P<text>(?P<prefix>[A-Za-z]{0,2})(?:\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|[ \t]*(?P<comment>\#[^\n]*)""",
    re.DOTALL,
)
BLANK = re.compile(r"\n(?:[ \t]*\n)+")
PLAIN = re.compile(r"#[\w\s,;:!?/-]*(?:\.(?!\w)[\w\s,;:!?/-]*)*")
"""A comment of words: without a name of an attribute, a quoted text or a call in it."""
LOOKED_AT = re.compile(
    r"shapelint|noqa|coding|type:|__\w+__|\b(?:setattr|vars|exec|eval|globals|add_module|register_module|class|def)\b",
    re.IGNORECASE,
)
NESTED_QUOTES = sys.version_info >= (3, 12)
"""Whether a formatted text may hold its own quotes, which takes more than a pattern to see."""


@dataclass(frozen=True, slots=True)
class CodeDigests:
    """Of the code with its places, and of the code alone."""

    placed: str
    code: str


def code_digests(data: bytes) -> CodeDigests | None:
    """Those of the content of a Python file; None where its comments cannot surely be told from its code."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if "\r" in text or "\f" in text or "\\\n\n" in text:
        return None
    parts: list[str] = []
    texts: list[str] = []
    end = 0
    for found in TOKEN.finditer(text):
        parts.append(text[end : found.start()])
        end = found.end()
        comment = found["comment"]
        if comment is None:
            if NESTED_QUOTES and set(found["prefix"].lower()) & {"f", "t"}:
                return None
            parts.append(f"\0{len(texts)}\0")  # texts keep their blank lines
            texts.append(found["text"])
        elif not is_plain(comment):
            parts.append(f"\0{len(texts)}\0")
            texts.append(found[0])
    parts.append(text[end:])
    code = "".join(parts)
    if code.count("\0") != 2 * len(texts) or any(quote in code for quote in ("'", '"')):
        return None
    said = "\0".join(texts)
    placed = digest_of(f"{code.rstrip()}\0{said}".encode())
    alone = BLANK.sub("\n", f"\n{code}\n").strip()
    return CodeDigests(placed, digest_of(f"{alone}\0{said}".encode()))


def with_code(path: str, answer: str) -> str:
    """The answer that a Python file has this content, with what its code is; the answer alone where that cannot be
    told, or where the content is another by now. "" stands for whatever it is now."""
    data = read_regular(path, LONGEST)
    if isinstance(data, str) or (answer and digest_of(data) != answer):
        return answer
    found = code_digests(data)
    return answer if found is None else f"{digest_of(data)} {found.placed} {found.code}"


def is_plain(comment: str) -> bool:
    """Whether nothing looks at a comment."""
    return PLAIN.fullmatch(comment) is not None and not LOOKED_AT.search(comment) and not names_framework(comment)
