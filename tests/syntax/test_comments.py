"""Comments that speak to shapelint."""

from __future__ import annotations

import io
import tokenize

import pytest
from syntax.corpus import standard_library

from shapelint.syntax import comments, decode, read_bytes


def test_rows_columns_and_text() -> None:
    text = "é = 1  # shapelint: ignore[SHP102]\n'# noqa'\n'''\n# noqa\n'''  # NOQA: SHP101 x\r\n# other\r  # noqa"
    assert comments(text) == [
        (1, 8, "# shapelint: ignore[SHP102]"),
        (5, 6, "# NOQA: SHP101 x"),
        (7, 3, "# noqa"),
    ]
    assert comments("# nothing to say") == []


@pytest.mark.parametrize(
    "text",
    [
        r"'a\'# noqa' # noqa", r"'a\\'# noqa", 'r"\\" # noqa" # noqa', '""" " # noqa \\""" # noqa """',
        "'' # noqa", "'''''' # noqa", "f'{a}# noqa' '# noqa' # noqa", "x = '\\\n# noqa' # noqa", "# '\n'# noqa'",
        "\"'\" # noqa '", "'''a''''# noqa'", '"""a\\\\""" # noqa',
    ],
)  # fmt: skip
def test_strings_are_no_comments(text: str) -> None:
    try:
        expected = of_tokenize(text)
    except tokenize.TokenError:
        expected = []
    assert comments(text) == expected


def of_tokenize(text: str) -> list[tuple[int, int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = [token for token in tokens if token.type == tokenize.COMMENT]
    return [
        (t.start[0], t.start[1] + 1, t.string) for t in found if "noqa" in t.string.lower() or "shapelint:" in t.string
    ]


def test_every_comment_of_real_files() -> None:
    for path in standard_library()[::30]:
        text = decode(read_bytes(path))
        assert isinstance(text, str)
        marked = text.replace("#", "# noqa ")
        assert comments(marked) == of_tokenize(marked), path
