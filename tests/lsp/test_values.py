"""From what is known to the protocol's values: pure functions, without a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from shapelint.analysis.results import PlainShape, ShapeFact
from shapelint.diagnostics.diagnostic import Diagnostic, Location, TrailStep
from shapelint.diagnostics.fix import Edit, Fix
from shapelint.lsp.actions import fix_all, fixes, is_wanted, suppression
from shapelint.lsp.documents import Documents, open_file, path_of
from shapelint.lsp.drift import drift
from shapelint.lsp.hints import hints_of, inlay_hints
from shapelint.lsp.hover import hover_text
from shapelint.lsp.lenses import lenses, title
from shapelint.lsp.options import options_of
from shapelint.lsp.positions import Lines, changed
from shapelint.project.editor.hover_info import Description, LayerDescription
from shapelint.project.editor.inspection import ModelFact
from shapelint.syntax.source import Span

TEXT = st.text(alphabet="aü€🙂 \n\r\f\u2028", max_size=30)
ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


@given(TEXT, st.data(), st.sampled_from(sorted(ENCODINGS)))
def test_positions_count_code_units(text: str, data: st.DataObject, encoding: str) -> None:
    lines = Lines(text, encoding)
    index = data.draw(st.integers(0, len(text)))
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if text[index - 1 : index + 1] == "\r\n":
        return  # within a line end there is no position
    location = Location(len(before), len(before[-1]) + 1)
    position = lines.position(location)
    assert position == types.Position(len(before) - 1, len(before[-1].encode(ENCODINGS[encoding])) // UNITS[encoding])
    assert lines.location(position) == location
    assert lines.offset(position) == index


@given(TEXT, TEXT, st.data())
def test_an_edit_replaces_what_it_says(text: str, new: str, data: st.DataObject) -> None:
    lines = Lines(text)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
        return
    where = types.Range(*(lines.position(place(text, at)) for at in (start, end)))
    change = types.TextDocumentContentChangePartial(where, new)
    assert changed(text, change, "utf-16") == text[:start] + new + text[end:]
    assert changed(text, types.TextDocumentContentChangeWholeDocument(new), "utf-16") == new


def place(text: str, index: int) -> Location:
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Location(len(before), len(before[-1]) + 1)


def test_positions_beyond_the_end() -> None:
    lines = Lines("ab\n🙂")
    assert lines.position(Location(9, 9)) == types.Position(1, 2)
    assert lines.location(types.Position(9, 9)) == Location(2, 2)
    assert lines.location(types.Position(1, 1)) == Location(2, 1), "in the middle of a character"
    assert lines.offset(types.Position(9, 0)) == 4
    assert (lines.line(1), lines.line(3), lines.line_end(2)) == ("ab", "", Location(2, 2))


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_lines_that_have_moved_are_the_same(old: list[str], new: list[str]) -> None:
    moved = drift("\n".join(old), "\n".join(new))
    before, after = "\n".join(old).split("\n"), "\n".join(new).split("\n")
    for row, line in enumerate(before, start=1):
        now = moved.row(row)
        if now is not None:
            assert after[now - 1] == line
            assert moved.old_row(now) == row
    if before == after:
        assert [moved.row(row) for row in range(1, len(before) + 1)] == list(range(1, len(before) + 1))


def fact(extent: tuple[int, int, int, int], expression: str, shape: PlainShape) -> ShapeFact:
    return ShapeFact("net.py", *extent, expression, shape, "any size")


def test_a_shape_is_said_once() -> None:
    """`x = f(g(h(x)))`, of which g keeps the shape that h gives."""
    facts = [
        fact((1, 1, 1, 2), "x", (1, 5)), fact((1, 5, 1, 15), "f(g(h(x)))", (1, 5)),
        fact((1, 7, 1, 14), "g(h(x))", (1, 2)), fact((1, 9, 1, 13), "h(x)", (1, 2)),
        fact((2, 1, 2, 5), "f(x)", ("9*unknown",)), fact((2, 1, 2, 5), "f(x)", (4,)), fact((2, 1, 2, 5), "f(x)", None),
    ]  # fmt: skip
    hints = inlay_hints(hints_of(facts), Lines("x = f(g(h(x)))\nf(x)\n"))
    assert [(hint.position.line, hint.position.character, hint.label) for hint in hints] == [
        (0, 1, ": (1, 5)"), (0, 13, "→ (1, 2)"), (1, 4, "→ (?,) | (4,) | ..."),
    ]  # fmt: skip
    assert hints[0].tooltip == "(1, 5), from any size"


def test_hover() -> None:
    layer = LayerDescription(
        "torch.nn.Linear", (("weight", "(5, 3)"),), "15", "a.py", None, Location(1, 1), Location(1, 2)
    )
    unbuilt = LayerDescription("keras.layers.Dense", None, None, "a.py", None, Location(1, 1), Location(1, 2))
    steps = tuple(TrailStep(f"l{n}", "(1,)", "", "a.py", Location(n, 1)) for n in range(1, 31))
    text = hover_text(Description("f(x)", Span(1, 1, 1, 5), ("(1, 5)", "(2, 5)"), steps, (layer, unbuilt)))
    assert text.startswith("`f(x)` **(1, 5) | (2, 5)**\n\n`torch.nn.Linear`, 15 parameters\n\n- weight (5, 3)\n\n")
    assert (
        "`keras.layers.Dense`, parameters not known before its first call\n\n```text\nl1   (1,)\n... 18 more\n" in text
    )


def test_lens_titles() -> None:
    assert lenses([ModelFact("Net", Location(1, 1), None, "9*unknown", None)], Lines("")) == []
    assert title(ModelFact("Net", Location(1, 1), None, 62006, 62006)) == "62,006 parameters"
    assert title(ModelFact("Net", Location(1, 1), None, 1, None)) == "1 parameter"
    assert title(ModelFact("Net", Location(1, 1), None, 300, 200)) == "300 parameters (200 trainable)"


def finding(row: int, columns: tuple[int, int], fix: Fix | None = None) -> Diagnostic:
    start, end = Location(row, columns[0]), Location(row, columns[1])
    return Diagnostic("SHP102", "linear-in-features", "error", "m", None, None, "", "/a/net.py", start, end, fix=fix)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = f(x)", "x = f(x)  # shapelint: ignore[SHP102]"),
        ("x = f(x)  # why", "x = f(x)  # why  # shapelint: ignore[SHP102]"),
        ("x = f(x)  ", "x = f(x)  # shapelint: ignore[SHP102]"),
        ("x = f(x)  # shapelint: ignore[SHP105]", "x = f(x)  # shapelint: ignore[SHP105, SHP102]"),
        ("x = f(x) \\", None),
    ],
)
def test_suppression(line: str, expected: str | None) -> None:
    edit = suppression(finding(1, (1, 2)), Lines(line))
    assert (edit is None) == (expected is None)
    if edit is not None:
        change = types.TextDocumentContentChangePartial(edit.range, edit.new_text)
        assert changed(line, change, "utf-16") == expected


def test_all_fixes_leave_out_what_overlaps_or_is_not_safe() -> None:
    uri = "file:///a/net.py"
    documents = Documents({uri: open_file(uri, "abcdef\n")}, "utf-16")

    def mended(start: int, end: int, applicability: str = "safe") -> Diagnostic:
        edit = Edit("x", Location(1, start), Location(1, end))
        assert applicability in ("safe", "unsafe")
        return finding(1, (start, end), Fix("unsafe" if applicability == "unsafe" else "safe", "replace it", (edit,)))

    found = [mended(1, 3), mended(2, 4), mended(4, 5), mended(5, 7, "unsafe"), finding(1, (1, 2))]
    (action,) = fix_all(found, uri, documents)
    assert action.edit is not None
    assert action.edit.changes is not None
    assert [edit.range.start.character for edit in action.edit.changes[uri]] == [0, 3]
    assert [offered.is_preferred for offered in fixes(found, uri, documents)] == [True, True, True, False]
    assert list(fix_all(found[3:], uri, documents)) == []
    assert is_wanted(action, ["source"])
    assert is_wanted(action, [types.CodeActionKind.SourceFixAll])
    assert not is_wanted(action, ["source.fix", types.CodeActionKind.QuickFix])


def test_paths() -> None:
    assert path_of("file:///a/b%20c.py") == "/a/b c.py"
    assert path_of("untitled:Untitled-1") == "Untitled-1"


def test_options() -> None:
    options = options_of({"select": ["SHP1"], "input": ["1,3,8,8"], "delay": 100, "configuration": "a.toml"}, "/root")
    assert (options.quiet, options.problems, options.stated.configuration) == (0.1, (), "a.toml")
    assert options.stated.values.values["select"] == ("SHP1",)
    assert options_of(None, "") == options_of({}, "")
    assert options_of([], "").problems == ("initializationOptions: expected an object",)
    wrong = options_of({"selct": [], "input": ["x:y:z:"], "delay": "soon"}, "")
    assert wrong.problems[0] == "initializationOptions: unknown key 'selct' (did you mean 'select'?)"
    assert wrong.problems[2] == "initializationOptions: delay: expected a number of milliseconds, found 'soon'"
    assert len(wrong.problems) == 3


def test_a_picture_is_offered_to_editors_that_can_show_it() -> None:
    found = lenses([ModelFact("Net", Location(1, 1), None, None, None)], Lines("class Net: ..."), "file:///net.py")
    assert [(lens.command.title, lens.command.arguments) for lens in found if lens.command is not None] == [
        ("show graph", ["file:///net.py", "Net"])
    ]
