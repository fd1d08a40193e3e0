"""Notebooks: read as one module, written back to the byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebooks import MODEL, RUN, SETUP, broken_model, code, markdown, notebook

from shapelint.problems import Problem
from shapelint.syntax.cells import cell_at
from shapelint.syntax.notebook import PRELUDE, code_cells, read_notebook
from shapelint.syntax.notebook_rewrite import rewrite_cells
from shapelint.syntax.parse import parse
from shapelint.syntax.source import SourceFile
from shapelint.syntax.syntax_problem import SyntaxProblem


def module(text: str) -> SourceFile:
    file = read_notebook("net.ipynb", text)
    assert isinstance(file, SourceFile)
    return file


def test_cells_make_up_a_module() -> None:
    file = module(broken_model())
    assert [cell.number for cell in file.cells] == [2, 3, 4, 5]
    assert [cell.text for cell in file.cells] == [SETUP, "%%bash\nls -l 'it", MODEL, RUN]
    lines = file.text.split("\n")
    for cell in file.cells:
        assert cell_at(file.cells, cell.row) is cell
        assert cell_at(file.cells, cell.row + cell.text.count("\n")) is cell
    assert lines[file.cells[2].row - 1] == "class Net(nn.Module):"
    assert file.text.startswith(PRELUDE)
    assert cell_at(file.cells, 1) is None


def test_source_as_one_string() -> None:
    text = '{"cells": [{"cell_type": "code", "source": "a = 1\\nb = 2"}], "metadata": {}, "nbformat": 4}'
    assert module(text).text == PRELUDE + "a = 1\nb = 2\n"


def test_an_indented_cell_keeps_its_lines_and_columns() -> None:
    file = module(notebook(code("import torch"), code("  n = 85\n  n"), code(">>> n = 1\n>>> n")))
    lines = file.text.split("\n")
    assert [lines[cell.row - 1] for cell in file.cells] == ["import torch", "  n = 85", "    n = 1"]
    assert not isinstance(parse(file), SyntaxProblem)


def test_an_empty_file_is_a_notebook_to_be() -> None:
    assert module(" \n").text == ""


def test_notebooks_in_other_languages_hold_no_python() -> None:
    assert module(notebook(code("x <- 1"), language="R")).text == ""
    assert module(notebook(markdown("nothing but words"))).text == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "a notebook is JSON, and this is not (Expecting property name enclosed in double quotes at line 1)"),
        ('{"cells": [\n', "a notebook is JSON, and this is not (Expecting value at line 2)"),
        ('{"cells": "', "a notebook is JSON, and this is not (Unterminated string starting at line 1)"),
        ("[]", "it is JSON, but no notebook (there is no list of cells)"),
        ('{"cells": 3}', "it is JSON, but no notebook (there is no list of cells)"),
        (
            '{"worksheets": [], "nbformat": 3}',
            "it is a notebook of format 3; `jupyter nbconvert --to notebook` brings it to format 4",
        ),
        ("[" * 200_000, "the notebook is nested too deeply"),
    ],
)
def test_what_is_no_notebook(text: str, reason: str) -> None:
    assert read_notebook("net.ipynb", text) == Problem(reason)


def test_odd_cells_are_left_out() -> None:
    cells = [3, {"cell_type": "code"}, {"cell_type": "code", "source": [3, "x = 1"]}, {"source": "y"}]
    assert code_cells(json.dumps({"cells": cells, "metadata": 3})) == code_cells(notebook({}, {}, code("x = 1")))


@pytest.mark.parametrize("more", [{}, {"indent": 2}, {"indent": None}, {"ensure_ascii": True}, {"indent": "\t"}])
def test_rewriting_changes_only_what_has_changed(more: dict[str, object]) -> None:
    """The JSON that the whole notebook would have been written as with the new source, from the same layout."""
    text = broken_model(**more)
    after = rewrite_cells(text, {4: MODEL.replace("32*5*5", "32*16*16")})
    assert after == text.replace("32*5*5", "32*16*16")
    assert rewrite_cells(text, {}) == text
    assert rewrite_cells(text, {4: MODEL, 5: RUN}) == text


def test_lines_come_and_go() -> None:
    text = broken_model()
    grown = rewrite_cells(text, {2: SETUP + "\n# größer", 5: "net"})
    more = '"from torch import nn\\n",\n    "# größer"'
    assert grown == text.replace('"from torch import nn"', more).replace(spelled(RUN), spelled("net"))
    assert rewrite_cells(grown, {2: SETUP, 5: RUN}) == text
    emptied = json.loads(rewrite_cells(text, {2: ""}))
    assert emptied["cells"][1]["source"] == []


def spelled(source: str) -> str:
    """The lines as they stand in the file."""
    return ",\n".join("    " + json.dumps(line, ensure_ascii=False) for line in source.splitlines(keepends=True))


def test_unusual_spelling_stays() -> None:
    text = '{ "cells" :[{"source":["a\\u00fc\\n" , "b\\/c"],"cell_type":"code"} , {"source":""}],"x":1e3 }'
    assert rewrite_cells(text, {1: "aü\nd"}) == text.replace('"b\\/c"', '"d"')
    assert rewrite_cells(text, {2: "é"}) == text.replace('{"source":""}', '{"source":"\\u00e9"}')


SOURCES = st.lists(st.text(alphabet="ab ü\n\"\\\t'#", max_size=20), min_size=1, max_size=4)


@given(SOURCES, st.data(), st.sampled_from([1, None, 4]), st.booleans())
def test_any_source_can_be_put_in(
    sources: list[str], data: st.DataObject, indent: int | None, ascii_only: bool
) -> None:
    """What is read afterwards is what was put in, and putting the old back gives the old notebook."""
    text = notebook(*map(code, sources), indent=indent, ensure_ascii=ascii_only)
    number = data.draw(st.integers(1, len(sources)))
    new = data.draw(SOURCES)[0]
    after = rewrite_cells(text, {number: new})
    expected = json.loads(text)
    expected["cells"][number - 1]["source"] = new.splitlines(keepends=True)
    assert json.loads(after) == expected
