"""Positions from Python's own tree against libcst's, number for number, over snippets and real files."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest
from syntax.corpus import SNIPPETS, standard_library

from shapelint.syntax import Span, decode, read_bytes
from shapelint.syntax.extents import Extents
from shapelint.syntax.quick.origins import read_with_origins
from shapelint.syntax.reference.locate import spans

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")

NEVER_SPOKEN_OF = {"arguments", "comprehension", "withitem", "match_case"}
"""Kinds of node that have a number, and no message names: their positions are about where their parts are."""
FIXTURES = sorted((Path(__file__).resolve().parents[2] / "fixtures").rglob("*.py"))
PACKAGES = sorted(Path(sysconfig.get_path("purelib")).rglob("*.py"))
LONGEST = 300_000


def differing(text: str) -> list[tuple[str, Span | None, Span | None]]:
    """Where both have another span for a number: the kind of node, and the two."""
    tree, reference = read_with_origins(text), spans(text)
    if tree is None or not reference:
        return []
    assert len(reference) == len(tree.origins)
    extents, position = Extents(tree.module, tree.index), tree.index.position
    found = []
    for node, theirs in zip(tree.origins, reference, strict=True):
        kind, extent = type(node).__name__, extents.bare(node)
        own = None if extent is None else Span(*position(extent[0]), *position(extent[1]))
        if own == theirs or kind in NEVER_SPOKEN_OF or kind.startswith("Match"):
            continue
        if own is None or theirs is None or trimmed(text, own) != trimmed(text, theirs):
            found.append((kind, own, theirs))
    return found


def trimmed(text: str, span: Span) -> tuple[int, int, str]:
    """Where a span begins and what it covers; libcst's slices and blocks take the blanks behind them, Python's blocks a
    semicolon at their end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[span.row - 1 : span.end_row]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return span.row, span.column, "\n".join(lines).rstrip(" \t\f\n;")


@pytest.mark.parametrize("text", SNIPPETS)
def test_snippets(text: str) -> None:
    assert differing(text) == []


def check_file(path: Path) -> None:
    text = decode(read_bytes(path))
    if isinstance(text, str) and len(text) < LONGEST:
        assert differing(text) == []


@pytest.mark.parametrize("path", [*standard_library()[::300], *FIXTURES[::120]], ids=lambda path: path.name)
def test_a_share_of_the_files(path: Path) -> None:
    check_file(path)


@pytest.mark.slow
@pytest.mark.parametrize("path", [*standard_library(), *FIXTURES, *PACKAGES[::10]], ids=lambda path: path.name)
def test_all_files(path: Path) -> None:
    check_file(path)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('f"{a!r:>{w}}{ b }"', ["a", "w", "b"]),
        ('"é" f"{é}" rf"{b}\\{c}" "{d}"', ["é", "b", "c"]),
        ("f'{a[\"k\"]}{b == 1}{c=}{d:{e}.{f}}{{g}}'", ["a", "b", "c", "d", "e", "f"]),
        ("f'''{\na\n}{b}\n{c}'''", ["a", "b", "c"]),
        ("(f'{a}'  # f'{x}'\n 'b' f'{c}')", ["a", "c"]),
        ("f'\\N{DIGIT ONE}{a}\\\\{b}'", ["a", "b"]),
        ("f'{f\"{a}{b}\"}{c}'", ["a", "b", "c"]),
    ],
)
def test_names_in_formatted_strings(text: str, source: list[str]) -> None:
    """Before Python 3.12 `ast` does not know where these are."""
    tree = read_with_origins(text)
    assert tree is not None
    extents = Extents(tree.module, tree.index)
    names = [node for node in tree.origins if type(node).__name__ == "Name"]
    found = [extents.bare(node) or (0, 0) for node in names]
    assert [text[start:end] for start, end in found] == source
    assert found == sorted(found)
