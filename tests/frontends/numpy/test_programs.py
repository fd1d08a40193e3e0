"""What programs do with numpy around models: sizes, data, conversions between frameworks."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.analysis.entries import Options, analyze
from shapelint.ir.run import Run
from shapelint.symbolic import Verdict
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile


class NoProject:
    """A project of one file."""

    def find(self, name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        return Missing(f"{name} is not part of the program")


def run(tmp_path: Path, text: str) -> Run:
    path = tmp_path / "program.py"
    path.write_text("import numpy as np\nimport torch\nfrom torch import nn\n" + text)
    return analyze(SourceFile(str(path), path.read_text(), "program"), NoProject(), Options()).runs[0]


def failed(run: Run) -> list[str]:
    """What the run certainly fails at."""
    return [r.text for n in run.nodes for r in n.requirements if r.verdict is Verdict.FAILS] + [
        e.message for e in run.events
    ]


# Each expression is a size, or gives one; the probe of that many features passes exactly if it is the one expected.
@pytest.mark.parametrize(
    ("expression", "size"),
    [
        ("int(np.prod((3, 4)))", 12),
        ("np.prod([2, 3, 4])", 24),
        ("int(np.sqrt(16.0))", 4),
        ("int(np.ceil(7 / 2))", 4),
        ("np.floor(7 / 2).astype(int)", 3),
        ("int(np.log2(32))", 5),
        ("int(np.power(2, 3))", 8),
        ("np.maximum(3, 7)", 7),
        ("np.int64(9)", 9),
        ("int(np.prod(torch.zeros(2, 3, 5).shape[1:]))", 15),
        ("np.zeros((2, 3)).shape[1]", 3),
        ("np.zeros((2, 3)).size", 6),
        ("len([x for x in np.linspace(0, 0.1, 12)])", 12),
        ("len(np.linspace(0, 0.1, 12).tolist())", 12),
        ("len(list(np.arange(5)))", 5),
        ("np.eye(10)[np.random.randint(0, 10, 32)].shape[0]", 32),
        ("np.zeros((7, 3))[np.zeros((5, 5), dtype=np.uint8)].shape[0]", 5),
        ("np.random.default_rng(0).normal(size=(5, 6)).shape[1]", 6),
        ("torch.zeros(4, 3).numpy().max(1).shape[0]", 4),
        ("np.array([[1, 2, 3], [4, 5, 6]]).T.shape[0]", 3),
        ("np.zeros((2, 8, 8, 3)).transpose(0, 3, 1, 2)[:, np.newaxis].shape[2]", 3),
        ("torch.from_numpy(np.zeros((3, 6))).size(1)", 6),
        ("torch.tensor(np.zeros((3, 6))).size(0)", 3),
    ],
)
def test_sizes(tmp_path: Path, expression: str, size: int) -> None:
    probe = "nn.Linear({}, 1)(torch.zeros(1, {}))\n"
    assert failed(run(tmp_path, f"size = {expression}\n" + probe.format("size", size))) == []
    assert failed(run(tmp_path, f"size = {expression}\n" + probe.format("size", size + 1)))


@pytest.mark.parametrize(
    "text",
    [
        "x = np.load('x.npy')\nnn.Linear(3, 4)(torch.from_numpy(x))\n",
        "assert isinstance(np.zeros((2, 3)).mean(), float)\n",
        "x = np.zeros((2, 3))\nassert x.dtype == np.float64 and x.dtype != 'int64'\n",
        "x = np.zeros((2, 3))\nx = (x - x.mean(axis=0)) / x.std(axis=0)\nnn.Linear(3, 4)(torch.tensor(x).float())\n",
        "x = np.zeros(3, dtype=np.float32)\n{np.dtype('float32'): 1}[x.dtype]\n",
        "values = [1, 2]\nnp.random.shuffle(values)\nif values[0] == 1:\n    nn.Linear(3, values[1])\n",
        "with np.errstate(all='ignore'):\n    np.add(np.zeros(3), np.zeros((2, 3)))\n",
        "r = np.random.RandomState(0)\nx = r.rand(2, 3)\nr.shuffle(x)\nnn.Linear(3, 4)(torch.tensor(x).float())\n",
        "np.log(0.0)\nnp.sqrt(-1.0)\nnp.exp(10000)\n",
    ],
)
def test_nothing_is_refused(tmp_path: Path, text: str) -> None:
    assert failed(run(tmp_path, text)) == []


def test_arrays_are_checked(tmp_path: Path) -> None:
    assert failed(run(tmp_path, "np.zeros((2, 3)) @ np.zeros((4, 5))\n"))
    assert failed(run(tmp_path, "np.concatenate([np.zeros((2, 3)), np.zeros((2, 4))])\n"))


def test_data_says_where_it_is_from(tmp_path: Path) -> None:
    tensors = [named.tensor for named in run(tmp_path, "x = np.zeros((2, 3))\n").tensors]
    assert [(t.role, t.origin, t.framework) for t in tensors][:1] == [("data", "np.zeros(...)", "numpy")]
