"""Notebooks are checked as files are; what is found is at lines of their cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from notebooks import MODEL, RUN, SETUP, broken_model, code, notebook

import shapelint
from shapelint.cli import main
from shapelint.project.files.discovery import discover


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_finding_is_at_its_cell(here: Path) -> None:
    (here / "net.ipynb").write_text(broken_model(), encoding="utf-8")
    (found,) = shapelint.check_paths(["."])
    assert (found.filename, found.cell, found.code) == ("net.ipynb", 4, "SHP102")
    assert (found.location.row, found.location.column, found.end_location.column) == (6, 30, 36)
    assert [(step.name, step.cell, step.location.row) for step in found.trail] == [
        ("input", 5, 4), ("conv1", 4, 9), ("pool", 4, 9), ("flatten", 4, 10),
    ]  # fmt: skip
    as_json = found.to_dict()
    assert (as_json["cell"], as_json["noqa_row"]) == (4, 6)


def test_full_and_concise(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "net.ipynb").write_text(broken_model(), encoding="utf-8")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "net.ipynb:cell 4:6:30: error[SHP102]" in said
    assert " 6 |         self.fc1 = nn.Linear(32*5*5, 10)  # größer?" in said
    assert "from net(torch.randn(1, 3, 32, 32)) at cell 5, line 4" in said
    assert "(1, 8192)        line 10" in said
    assert main(["check", "net.ipynb", "--output-format", "concise", "-q"]) == 1
    assert capsys.readouterr().out.startswith("net.ipynb:cell 4:6:30: error[SHP102]: Linear expects 800 features")


def test_notebooks_are_found_in_directories(here: Path) -> None:
    for name in ("a.ipynb", "b.py", ".ipynb_checkpoints/a.ipynb", "c.ipynb.txt"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("", encoding="utf-8")
    assert [path.name for path in discover(["."]).files] == ["a.ipynb", "b.py"]


def test_comments_silence_in_cells(here: Path) -> None:
    silenced = MODEL.replace("# größer?", "# noqa: SHP102")
    assert shapelint.check_source(notebook(code(SETUP), code(silenced), code(RUN)), filename="net.ipynb") == []
    above = MODEL.replace("        self.fc1", "        # shapelint: ignore[SHP102]\n        self.fc1")
    assert shapelint.check_source(notebook(code(SETUP), code(above), code(RUN)), filename="net.ipynb") == []


def test_modules_beside_a_notebook_are_imported(here: Path) -> None:
    (here / "net.py").write_text(f"import torch\nfrom torch import nn\n{MODEL}\n", encoding="utf-8")
    text = notebook(code("import torch\nfrom net import Net"), code("Net()(torch.randn(1, 3, 32, 32))"))
    (found,) = shapelint.check_source(text, filename="run.ipynb")
    assert (found.filename, found.cell, found.location.row) == ("net.py", None, 8)
    assert (found.trail[0].filename, found.trail[0].cell, found.trail[0].location.row) == ("run.ipynb", 2, 1)


def test_what_a_magic_may_have_changed_is_unknown(here: Path) -> None:
    wrong = "layer(x)"
    for between in ("%%wandb\nx = torch.randn(1, 4)", "x = !ls", "%time x = torch.randn(1, 4)", "%run other.ipynb"):
        first = "import torch\nx = torch.randn(1, 5)\nlayer = torch.nn.Linear(4, 2)"
        text = notebook(code(first), code(between), code(wrong if "run" not in between else "y"))
        assert shapelint.check_source(text, filename="run.ipynb") == [], between
    text = notebook(code(first), code("%%bash\nx=3"), code(wrong))
    assert [found.cell for found in shapelint.check_source(text, filename="run.ipynb")] == [1]


def test_a_cell_that_is_no_python(here: Path) -> None:
    text = notebook(code(SETUP), code("\n\nx = = torch"))
    (found,) = shapelint.check_source(text, filename="run.ipynb")
    assert (found.code, found.cell, found.location.row) == ("SHP001", 2, 3)


@pytest.mark.parametrize("text", ["{", "[]", "\x00", '{"nbformat": 3}'])
def test_what_is_no_notebook_is_one_line(here: Path, text: str) -> None:
    (here / "net.ipynb").write_text(text, encoding="utf-8")
    (found,) = shapelint.check_paths(["net.ipynb"])
    assert (found.code, found.cell) == ("SHP004", None)


def test_an_empty_file_is_a_notebook_without_cells(here: Path) -> None:
    (here / "net.ipynb").write_text("", encoding="utf-8")
    assert not shapelint.check_paths(["net.ipynb"])


def test_shapes_and_summary(here: Path) -> None:
    (here / "net.ipynb").write_text(broken_model(), encoding="utf-8")
    made = next(fact for fact in shapelint.shapes(["net.ipynb"]) if fact.expression == "torch.randn(1, 3, 32, 32)")
    assert (made.cell, made.row, made.column, made.shape) == (5, 4, 15, (1, 3, 32, 32))
    assert made.to_dict()["cell"] == 5
    summary = shapelint.summarize("net.ipynb::Net", inputs=["1,3,32,32"])
    assert isinstance(summary, shapelint.Summary)
    assert summary.layers[0].location is not None
    assert summary.layers[0].location.to_dict() == {"filename": "net.ipynb", "cell": 4, "row": 4, "column": 22}


def test_standard_input_named_as_a_notebook(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(broken_model().encode())))
    assert main(["check", "-", "--stdin-filename", "net.ipynb", "--output-format", "json"]) == 1
    assert [found["cell"] for found in json.loads(capsys.readouterr().out)] == [4]


def test_fixing_changes_nothing_but_the_source(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = broken_model(indent=2)
    (here / "net.ipynb").write_text(before, encoding="utf-8")
    assert main(["check", "--diff", "net.ipynb"]) == 1
    difference = capsys.readouterr().out
    assert difference.startswith("--- net.ipynb:cell 4\n+++ net.ipynb:cell 4\n@@ -3,7 +3,7 @@\n")
    assert "+        self.fc1 = nn.Linear(32*16*16, 10)  # größer?\n" in difference
    assert (here / "net.ipynb").read_text(encoding="utf-8") == before
    assert main(["check", "--fix", "net.ipynb"]) == 0
    assert (here / "net.ipynb").read_text(encoding="utf-8") == before.replace("32*5*5", "32*16*16")
    assert "1 fixed, 0 remaining" in capsys.readouterr().out


def test_several_cells_are_fixed_at_once(here: Path) -> None:
    layer = "layer = nn.Linear(5, 2)\nlayer(torch.randn(1, 3))"
    text = notebook(code(SETUP), code(layer), code("# nothing"), code(f"\n{layer}\n{layer}"))
    (here / "net.ipynb").write_text(text, encoding="utf-8")
    assert main(["check", "--fix", "net.ipynb"]) == 0
    assert (here / "net.ipynb").read_text(encoding="utf-8") == text.replace("Linear(5", "Linear(3")


def test_noqa_comments_are_added_to_cells(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layer = "%time  nn.Linear(5, 2)(torch.randn(1, 3))"
    text = notebook(code(SETUP), code(layer), code(f"!ls 'it\n{layer}  # why"))
    (here / "net.ipynb").write_text(text, encoding="utf-8")
    assert main(["check", "--add-noqa", "net.ipynb"]) == 0
    assert "Added 2 noqa comments" in capsys.readouterr().err
    expected = text.replace('1, 3))"', '1, 3))  # noqa: SHP102"').replace("# why", "# why  # noqa: SHP102")
    assert (here / "net.ipynb").read_text(encoding="utf-8") == expected
    assert main(["check", "net.ipynb"]) == 0


def test_fixing_what_comes_from_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(broken_model().encode())))
    assert main(["check", "-", "--fix", "--stdin-filename", "net.ipynb"]) == 0
    assert capfdbinary.readouterr().out.decode() == broken_model().replace("32*5*5", "32*16*16")
