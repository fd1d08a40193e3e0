"""The values of literals, from their spelling, exactly as Python reads them.

Source: "Lexical analysis" in the Python language reference, sections "String and Bytes literals" and "Numeric
literals".
"""

from __future__ import annotations

import re

_SIMPLE = {
    "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\n": "",
}  # fmt: skip
_TEXT_ESCAPE = re.compile(
    r"\\(?:([\\'\"abfnrtv\n])|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]+)\}|([xuUN]))"
)
_BYTES_ESCAPE = re.compile(r"\\(?:([\\'\"abfnrtv\n])|([0-7]{1,3})|x([0-9a-fA-F]{2})|(x))")


def identifier(name: str) -> str:
    """The name that Python binds for `name` in the source: its NFKC normal form."""
    if name.isascii():
        return name
    import unicodedata

    return unicodedata.normalize("NFKC", name)


def unescape(text: str) -> str:
    """What `text`, the inside of a string that is not raw, stands for. ValueError if an escape in it is bad."""
    return _TEXT_ESCAPE.sub(_text_escape, text) if "\\" in text else text


def universal_newlines(text: str) -> str:
    """Python reads every line ending inside a string as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def string(spelling: str) -> str | bytes:
    """The value of one string or bytes literal without replacement fields. ValueError if an escape in it is bad."""
    quote = spelling[-1]
    if spelling[0] == quote:
        prefix = ""
    else:
        start = spelling.index(quote)
        prefix = spelling[:start].lower()
        spelling = spelling[start:]
    width = 3 if len(spelling) >= 6 and spelling.startswith(quote * 3) else 1
    inside = universal_newlines(spelling[width:-width])
    if "b" in prefix:
        if not inside.isascii():
            raise ValueError("bytes can only contain ASCII literal characters")
        text = inside if "r" in prefix or "\\" not in inside else _BYTES_ESCAPE.sub(_bytes_escape, inside)
        return text.encode("latin-1")
    return inside if "r" in prefix else unescape(inside)


def integer(spelling: str) -> int:
    """The value of an integer literal in any base. ValueError if Python refuses it (`0777`, too many digits)."""
    return int(spelling, 0)


def _text_escape(match: re.Match[str]) -> str:
    simple, octal, byte, short, long, name, unfinished = match.groups()
    if simple is not None:
        return _SIMPLE[simple]
    if octal is not None:
        return chr(int(octal, 8))
    if name is not None:
        return _named_character(name)
    if unfinished is not None:
        raise ValueError(f"(unicode error) malformed \\{unfinished} escape")
    code = int(byte or short or long, 16)
    if code > 0x10FFFF:
        raise ValueError("(unicode error) illegal Unicode character")
    return chr(code)


def _named_character(name: str) -> str:
    import unicodedata

    try:
        return unicodedata.lookup(name)
    except KeyError:
        raise ValueError(f"(unicode error) unknown Unicode character name {name}") from None


def _bytes_escape(match: re.Match[str]) -> str:
    simple, octal, byte, unfinished = match.groups()
    if simple is not None:
        return _SIMPLE[simple]
    if octal is not None:
        return chr(int(octal, 8) & 0xFF)
    if unfinished is not None:
        raise ValueError("(value error) invalid \\x escape")
    return chr(int(byte, 16))
