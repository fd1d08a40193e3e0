"""`%load_ext shapelint` in a real IPython."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from shapelint.lsp.jupyter import spec

FIRST = "import torch\nfrom torch import nn"
WRONG = "net = nn.Sequential(nn.Linear(8, 16), nn.Linear(12, 4))"
CALL = "x = torch.randn(2, 8)\ny = net(x)"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    made.run_cell("%load_ext shapelint", store_history=True)
    yield made
    made.run_cell("%unload_ext shapelint", store_history=True)
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, cell: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    capsys.readouterr()
    shell.run_cell(cell, store_history=True)
    out, err = capsys.readouterr()
    return out, err


def test_a_cell_is_checked_before_it_runs(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shell, f"!true\n{FIRST}", capsys)[1] == ""
    assert run(shell, WRONG, capsys)[1].startswith("session.ipynb:cell 3:1:49: error[SHP102]: Linear expects 12")
    assert run(shell, "print(1)", capsys) == ("1\n", "")
    assert "SHP102" not in run(shell, CALL, capsys)[1]  # said already
    assert run(shell, WRONG.replace("12", "16"), capsys)[1] == ""
    assert run(shell, CALL, capsys)[1] == ""
    assert run(shell, "z = nn.Linear(3, 2)(y)", capsys)[1].startswith("session.ipynb:cell 8:1:15: error[SHP102]")


def test_shapes_stand_beside_the_lines(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    run(shell, FIRST, capsys)
    run(shell, WRONG.replace("12", "16"), capsys)
    out, err = run(shell, f"%%shapes\n{CALL}\nprint(tuple(y.shape))", capsys)
    assert err == ""
    assert out.splitlines()[:2] == ["x = torch.randn(2, 8)   # x (2, 8)", "y = net(x)              # y (2, 4)"]
    assert out.endswith("\n\n(2, 4)\n")
    assert tuple(shell.user_ns["y"].shape) == (2, 4)


def test_it_can_be_turned_off(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    run(shell, FIRST, capsys)
    run(shell, "%shapelint off", capsys)
    assert run(shell, WRONG, capsys)[1] == ""
    run(shell, "%shapelint on", capsys)
    assert "error[SHP102]" in run(shell, WRONG, capsys)[1]
    assert run(shell, "%shapelint maybe", capsys)[1] == "%shapelint: expected on or off\n"


def test_a_check_that_breaks_costs_no_cell(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("not this way")

    monkeypatch.setattr("shapelint.notebook.magics.new_findings", fail)
    out, err = run(shell, "print(3)", capsys)
    assert (out, err) == ("3\n", "shapelint: not checked: ZeroDivisionError: not this way\n")


def test_jupyter_lsp_finds_the_server() -> None:
    (server,) = spec(None).values()
    assert server["argv"][-1] == "server"  # type: ignore[index]
    assert server["languages"] == ["python"]
