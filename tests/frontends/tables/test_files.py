"""The columns of a file of the project that a program reads are those of its header."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

pd = pytest.importorskip("pandas")
FILE = 'sepal,petal,"width, of it",kind\n1.0,2.0,3.0,a\n4.0,5.0,6.0,b\n'
CALLS = {
    "pd.read_csv('flowers.csv')": 4,
    "pd.read_csv('flowers.csv', index_col=0)": 3,
    "pd.read_csv('flowers.csv', usecols=['kind', 'petal'])": 2,
    "pd.read_csv('flowers.csv', names=['a', 'b', 'c', 'd'], header=0)": 4,
    "pd.read_csv('flowers.csv', header=None)": 4,
    "pd.read_csv('flowers.csv').drop(columns='kind')": 3,
    "pd.read_csv('flowers.csv').iloc[:, :-1]": 3,
    "pd.read_csv('indexed.csv')": None,
    "pd.read_csv('twice.csv')": None,
    "pd.read_csv('flowers.csv', sep=None, engine='python')": None,
    "pd.read_csv('flowers.csv', skiprows=1)": None,
}


def width(directory: Path, text: str) -> object:
    path = directory / "program.py"
    path.write_text(text, encoding="utf-8")
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    return found["x"][1]


@pytest.mark.parametrize("call", CALLS)
def test_columns(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flowers.csv").write_text(FILE, encoding="utf-8")
    (tmp_path / "indexed.csv").write_text("a,b\n0,1,2\n", encoding="utf-8")
    (tmp_path / "twice.csv").write_text("a,a\n0,1\n", encoding="utf-8")
    inferred = width(tmp_path, f"import pandas as pd\nimport torch\n\nx = {call}.values\n")
    assert (inferred if isinstance(inferred, int) else None) == CALLS[call]
    if CALLS[call] is not None:
        assert eval(call, {"pd": pd}).values.shape[1] == inferred


def test_a_file_that_the_program_writes(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    text = "import pandas as pd\nimport torch\n\npd.DataFrame({'a': [1]}).to_csv('out.csv')\n"
    assert not isinstance(width(tmp_path, text + "x = pd.read_csv('out.csv').values\n"), int)


def test_a_changed_header_is_read_again(tmp_path: Path) -> None:
    text = "import pandas as pd\nimport torch\n\nx = pd.read_csv('data.csv').values\n"
    text += "torch.nn.Linear(2, 1)(torch.tensor(x))\n"
    (tmp_path / "program.py").write_text(text, encoding="utf-8")
    codes = []
    for header in ("a,b", "a,b,c"):
        (tmp_path / "data.csv").write_text(f"{header}\n", encoding="utf-8")
        codes.append([one.code for one in shapelint.check_paths([tmp_path / "program.py"])])
    assert codes == [[], ["SHP102"]]
