"""From bytes to text."""

from __future__ import annotations

import codecs
import io
import tokenize
from pathlib import Path

import pytest

from shapelint.problems import Problem
from shapelint.syntax import decode, encoding, read_bytes

DECLARATIONS = [
    b"", b"x = 1", b"# -*- coding: latin-1 -*-\n", b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n",
    b"#coding=utf8",
    b"x = 1\n# coding: latin-1\n", b"\n# coding: latin-1\n", b"\n\n# coding: latin-1\n", b"  # coding: koi8-r\r\nx",
    b"# coding: nothing\n", codecs.BOM_UTF8 + b"x", codecs.BOM_UTF8 + b"# coding: utf-8\n",
    codecs.BOM_UTF8 + b"# coding: latin-1\n", b"'''\n# coding: latin-1\n'''", b"\x0c# coding: latin-1",
]  # fmt: skip


@pytest.mark.parametrize("data", DECLARATIONS)
def test_the_encoding_is_the_one_python_finds(data: bytes) -> None:
    try:
        expected, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:
        assert isinstance(encoding(data), Problem)
        assert isinstance(decode(data), Problem)
        return
    found = encoding(data)
    assert isinstance(found, str)
    assert codecs.lookup(found) == codecs.lookup(expected)
    text = decode(data)
    assert isinstance(text, str)
    assert text.encode(found) == data


def test_line_endings_stay_and_the_mark_goes() -> None:
    assert decode(codecs.BOM_UTF8 + b"a\r\nb\rc\n") == "a\r\nb\rc\n"
    assert decode("# coding: latin-1\né".encode("latin-1")) == "# coding: latin-1\né"


def test_what_cannot_be_read_is_a_value(tmp_path: Path) -> None:
    assert decode(b"a\nb\xff") == Problem("line 2 is not UTF-8 text")
    assert isinstance(decode(b"# coding: hex\n00"), Problem)
    assert isinstance(read_bytes(tmp_path), Problem)
    assert isinstance(read_bytes(tmp_path / "missing"), Problem)
    assert isinstance(read_bytes("a\0b"), Problem)
    (tmp_path / "a.py").write_bytes(b"x")
    assert read_bytes(tmp_path / "a.py") == b"x"
