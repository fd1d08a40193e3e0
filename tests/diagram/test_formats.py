"""The files that a diagram is written to, each read by what it is for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from diagram.drawing import MODELS, diagram_of_target

from shapelint.analysis.diagram.records import groups
from shapelint.cli import main
from shapelint.project import layout
from shapelint.records import replace
from shapelint.report.diagram.dot import render_dot
from shapelint.report.diagram.html import page_data, render_html, static
from shapelint.report.diagram.mermaid import render_mermaid
from shapelint.report.diagram.svg import finished_svg
from shapelint.report.diagram.wording import NAMES_ONLY, Shown, shape_text

SNAPSHOTS = Path(__file__).with_name("snapshots")
DRAWN = {
    "broken": ("broken.py::Net",),
    "lstm": ("lstm.py::Classifier", "1,64:int64"),
    "two_inputs": ("two_inputs.py::model",),
}
NODE = shutil.which("node")


@pytest.fixture(autouse=True)
def beside_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MODELS)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("suffix", ["dot", "mmd"])
def test_text_is_as_it_was(name: str, suffix: str) -> None:
    target, *inputs = DRAWN[name]
    render = render_dot if suffix == "dot" else render_mermaid
    text = render(diagram_of_target(target, *inputs), Shown(params=True, macs=True))
    kept = SNAPSHOTS / f"{name}.{suffix}"
    if os.environ.get("SHAPELINT_UPDATE"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("name", DRAWN)
def test_an_svg_is_xml_and_its_text_is_text(name: str, tmp_path: Path) -> None:
    target, *inputs = DRAWN[name]
    written = tmp_path / "model.svg"
    given = [part for one in inputs for part in ("--input", one)]
    assert main(["graph", target, *given, "-o", str(written)]) == 0
    held_by(ElementTree.parse(written).getroot(), name)


@pytest.mark.parametrize("name", ["broken"])
def test_the_extra_draws_the_same_blocks(name: str) -> None:
    pytest.importorskip("py_mini_racer")
    drawn = layout.drawn_by_extra(render_dot(diagram_of_target(*DRAWN[name])))
    assert isinstance(drawn, str), drawn
    held_by(ElementTree.fromstring(finished_svg(drawn).encode()), name)


def held_by(svg: ElementTree.Element, name: str) -> None:
    texts = {element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")}
    diagram = diagram_of_target(*DRAWN[name])
    assert {child.name for child in diagram.children} <= texts
    assert {shape_text(edge.shape) for edge in diagram.edges} <= {(text or "").strip() for text in texts}


def test_without_graphviz_and_the_extra_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(layout, "installed_dot", lambda: None)
    monkeypatch.setitem(__import__("sys").modules, "py_mini_racer", None)
    assert main(["graph", "broken.py::Net", "-o", "never.svg"]) == 2
    said = capsys.readouterr().err
    assert "shapelint[svg]" in said
    assert ".html" in said
    assert not Path("never.svg").exists()


def test_a_dot_in_the_current_directory_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in (str(tmp_path), "."):
        monkeypatch.setenv("PATH", path)
        assert layout.installed_dot() is None


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_page_puts_together_what_the_command_writes() -> None:
    diagram = diagram_of_target("unet.py::UNet", "1,3,64,64", depth=9)
    every = [group.id for group in groups(diagram.children)]
    for folded in ([], every, every[::2]):
        data, closed = json.dumps(page_data(diagram, NAMES_ONLY)), json.dumps(folded)
        script = f"{static('assemble.js')}\nprocess.stdout.write(assemble({data}, new Set({closed})));"
        assert NODE is not None
        done = subprocess.run([NODE, "-e", script], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == render_dot(replace(diagram, folded=frozenset(folded)))


def test_a_page_is_one_file_with_its_licences() -> None:
    page = render_html(diagram_of_target("broken.py::Net"))
    assert "Eclipse Public License" in page
    assert "SHP102" in page
    assert "src=" not in page.partition("<script>")[0]


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", '<img src=x onerror="alert(1)">', 'a"b\\', "\u2028\x00"]
)
def test_names_are_only_text(name: str, tmp_path: Path) -> None:
    diagram = diagram_of_target("broken.py::Net")
    hostile = replace(diagram, model=name, children=tuple(replace(c, name=name) for c in diagram.children))
    page = render_html(hostile)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<img" not in render_mermaid(hostile)
    if shutil.which("dot"):
        drawn = layout.drawn_svg(render_dot(hostile))
        assert isinstance(drawn, str), drawn
        ElementTree.fromstring(finished_svg(drawn).encode())


def test_json_is_the_diagram(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "broken.py::Net", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    ids = {child["id"] for child in said["children"]}
    assert {edge[end] for edge in said["edges"] for end in ("source", "target")} == ids
    assert [f["code"] for child in said["children"] for f in child["findings"]] == ["SHP102"]


def test_one_of_several_models_has_to_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "two.py"
    path.write_text(
        "from torch import nn\none, two = nn.Sequential(nn.ReLU()), nn.Sequential(nn.Tanh())\n", encoding="utf-8"
    )
    assert main(["graph", str(path)]) == 2
    assert "several models" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["broken.py::Net", "-o", "x.png"], "the name must end in"),
        (["broken.py::Nothing"], "no name 'Nothing'"),
        (["missing.py"], "no such file"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", *arguments]) == 2
    error = capsys.readouterr().err.strip().splitlines()[-1]
    assert error.startswith("shapelint")
    assert said in error
