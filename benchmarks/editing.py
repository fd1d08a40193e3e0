"""How long an edit takes in an editor: `python benchmarks/editing.py [EDITS]`.

A file of about 600 lines with 25 models, three of which have a finding with a fix, is edited in one place again and
again. Printed are the median and the 95th percentile, in milliseconds of processor time, of what the language server
does before it shows findings, and of trying the fixes, which it does when they are asked for.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from shapelint.project.config.resolution import Layer, Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.editor.inspection import Inspected, inspect
from shapelint.syntax.source import SourceFile

Result = TypeVar("Result")
WRONG = (5, 12, 20)
MODELS = 25
MODEL = """

class Net{number}(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(32)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.bn2 = nn.BatchNorm2d(64)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc1 = nn.Linear({features}, 128)
        self.fc2 = nn.Linear(128, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.pool(torch.relu(self.bn2(self.conv2(x))))
        x = x.flatten(1)
        x = torch.relu(self.fc1(x))
        return self.fc2(x)


net{number} = Net{number}()
net{number}(torch.randn(1, 3, 32, 32))
"""


def source() -> str:
    models = (MODEL.format(number=n, features=1600 if n in WRONG else 4096) for n in range(MODELS))
    return "import torch\nfrom torch import nn\n" + "".join(models)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = work()
    return 1000 * (time.process_time() - began), result


def told(what: str, times: list[float]) -> str:
    ordered = sorted(times)
    return f"{what}: p50 {ordered[len(ordered) // 2]:.0f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms"


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    text = source()
    settings = Resolver(Stated(Layer({}, COMMAND_LINE, str(Path.cwd())), ()))
    shown: list[float] = []
    tried: list[float] = []
    for number in range(edits + 1):
        file = SourceFile("edited.py", text.replace("classes=10", f"classes={10 + number}", 1))
        took, found = timed(lambda file=file: inspect(file, {}, settings))
        assert isinstance(found, Inspected)
        assert found.with_fixes is not None
        trial = found.with_fixes
        took_more, mended = timed(lambda trial=trial: trial(lambda: True))
        assert sum(diagnostic.fix is not None for diagnostic in mended.result.diagnostics) == len(WRONG)
        if number:  # the first time, everything is imported
            shown.append(took)
            tried.append(took_more)
    print(f"{len(text.splitlines())} lines, {len(WRONG)} findings with fixes, {edits} edits")
    print(told("findings", shown))
    print(told("fixes", tried))
    print(told("both", [one + other for one, other in zip(shown, tried, strict=True)]))


if __name__ == "__main__":
    main()
