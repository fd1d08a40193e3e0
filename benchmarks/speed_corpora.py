"""What benchmarks/speed.py measures: sources of packages laid out in a directory, and single files that are hard."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
TIMM = "timm==1.0.22"
OTHERS = ("pyrefly", "torchfix", "setuptools<81")
EVERY = 4
"""Of timm's models every fourth file is taken, which makes about as many lines as torchvision has."""

SMALL = """import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 64, 5)
        self.fc = nn.Linear({features}, 10)

    def forward(self, x):
        return self.fc(torch.flatten(torch.relu(self.conv(x)), 1))


Net()(torch.randn(1, 3, 10, 10))
"""

TURNS = """import torch
from torch import nn

net = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 2))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
loss_function = nn.CrossEntropyLoss()
losses = []
for epoch in range(5000):
    x, y = torch.randn(32, 10), torch.randint(0, 2, (32,))
    optimizer.zero_grad()
    loss = loss_function(net(x), y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(sum(losses) / len(losses))
"""

NESTED = """import torch
from torch import nn

import somewhere

table = {f"stage{i}": [{"block": [[j, k, (i, j, k)] for k in range(12)]} for j in range(12)] for i in range(24)}


class Net(nn.Module):
    def __init__(self, table):
        super().__init__()
        self.table = table
        self.blocks = nn.ModuleList([nn.Linear(16, 16) for _ in range(40)])

    def forward(self, x):
        for number, block in enumerate(self.blocks):
            somewhere.look(self.table, number)
            x = somewhere.scale(block(x), self.table)
        return x


net = Net(table)
for step in range(30):
    somewhere.report(table, net)
    net(torch.randn(4, 16))
"""

CONDITIONS = """import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([nn.Conv2d(8, 8, 3, padding=1, stride=1 + i % 2) for i in range(8)])
        self.up = nn.Upsample(scale_factor=2)

    def forward(self, x):
        outputs = []
        for turn in range(30):
            y = x
            for block in self.blocks[: 2 + turn % 6]:
                skip = y
                y = self.up(block(y))
                y = y[:, :, : skip.shape[2], : skip.shape[3]] + skip
            outputs.append(y.view(y.size(0), 8, -1))
        return torch.cat(outputs, 1)
"""


def package_directory(name: str) -> Path:
    """Where a package is installed beside this Python, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed; install shapelint with its `test` extra")
    return Path(spec.origin).parent


def sources_of(package: Path, to: Path) -> Path:
    """The Python files of a package, copied."""
    for file in package.rglob("*.py"):
        copied = to / package.name / file.relative_to(package)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copied)
    return to / package.name


def timm_sources(to: Path) -> list[str]:
    """Every fourth file of timm's models, with all of the package beside them."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(to), TIMM]
    subprocess.run(command, check=True)
    files = sorted(path for path in (to / "timm" / "models").glob("*.py") if path.name != "__init__.py")
    return [str(path) for path in files[::EVERY]]


def other_tools(directory: Path) -> Path:
    """The directory of the commands of the tools that are compared with, in an environment of their own."""
    commands = directory / "bin"
    if not (commands / "pyrefly").exists():
        venv.create(directory, with_pip=True)
        subprocess.run([str(commands / "pip"), "install", "--quiet", *OTHERS], check=True)
    return commands


def hard_files(to: Path) -> dict[str, Path]:
    """Single files that take long for one reason each."""
    texts: dict[str, str] = {"5,000 training turns": TURNS, "big nested values": NESTED, "many conditions": CONDITIONS}
    to.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for name, text in texts.items():
        found[name] = to / f"{name.replace(' ', '_').replace(',', '')}.py"
        found[name].write_text(text, encoding="utf-8")
    return found


def copies(package: Path, below: str, to: Path, count: int) -> list[str]:
    """So many copies of a package, each a project of its own, and the part of each that is checked."""
    return [str(sources_of(package, to / f"copy{number}") / below) for number in range(count)]


def lines_in(paths: list[str], chosen: Callable[[Path], bool] = lambda path: path.suffix == ".py") -> int:
    """How many lines the files have."""
    files = [f for p in map(Path, paths) for f in (p.rglob("*.py") if p.is_dir() else (p,)) if chosen(f)]
    return sum(len(f.read_text(encoding="utf-8").splitlines()) for f in files)
