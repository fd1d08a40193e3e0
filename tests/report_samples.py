"""The diagnostics and summaries that every format is shown on."""

from __future__ import annotations

from shapelint.analysis.module_row import Memory, ModuleRow
from shapelint.analysis.results import LayerRow, ParameterCounts, SourceLocation, Summary, UnknownFact
from shapelint.diagnostics.diagnostic import Diagnostic, Location, TrailStep
from shapelint.syntax.source import SourceFile

NET = SourceFile(
    "models/net.py",
    "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n"
    "        self.fc1 = nn.Linear(64*5*5, 120)\n\tx = größe(x, 層)\n",
    "models.net",
)


def step(name: str, shape: str, row: int, note: str = "", filename: str = NET.path) -> TrailStep:
    return TrailStep(name, shape, note, filename, Location(row, 9))


LINEAR = Diagnostic(
    code="SHP102",
    name="linear-in-features",
    severity="error",
    message="Linear expects 1600 features (in_features), but receives 2304",
    expected=1600,
    actual=2304,
    help="replace 64*5*5 with 64*6*6",
    filename=NET.path,
    location=Location(7, 30),
    end_location=Location(7, 36),
    trail=(
        step("input", "(N, 3, 32, 32)", 31, "from net(torch.randn(1, 3, 32, 32))", "train.py"),
        step("conv1", "(N, 32, 32, 32)", 17),
        step("view", "(N, 2304)", 19),
    ),
    label="should be 64*6*6",
    file=NET,
)

WIDE = Diagnostic(
    code="SHP202",
    name="layout-mismatch",
    severity="warning",
    message="an argument that takes up wide characters, after a tab",
    expected="(N, H, W, C)",
    actual=None,
    help="",
    filename=NET.path,
    location=Location(8, 15),
    end_location=Location(8, 16),
    trail=tuple(step(f"layer{i}", f"(1, {i})", i) for i in range(1, 31)),
    file=NET,
)

UNREADABLE = Diagnostic(
    code="SHP004",
    name="unreadable-file",
    severity="error",
    message="the file cannot be read: line 2 is not UTF-8 text",
    expected=None,
    actual=None,
    help="",
    filename="latin.py",
    location=Location(1, 1),
    end_location=Location(1, 1),
    file=SourceFile("latin.py", ""),
)

DIAGNOSTICS = (LINEAR, WIDE, UNREADABLE)

IMAGE, MAPS = ((1, 3, 32, 32),), ((1, 32, 32, 32),)
SUMMARY = Summary(
    model="Net()",
    framework="torch",
    inputs=((1, 3, 32, 32),),
    outputs=((1, 10),),
    layers=(
        LayerRow(
            "conv1", "Conv2d", ((1, 3, 32, 32),), ((1, 32, 32, 32),), 896, 884736, SourceLocation("net.py", 7, 22)
        ),
        LayerRow("lstm", "LSTM", ((1, "T", 8),), ((1, "T", 16), (1, 1, 16)), 1664, None, None),
        LayerRow("spare", "Linear", (), (), "10*F + 10", 0, None),
    ),
    params=ParameterCounts(None, 2560, 0, 2560),
    macs=None,
    accepts="square images of 32 to 35",
    complete=False,
    unknown=(
        UnknownFact(SourceLocation("net.py", 20, 9), "scipy is not a module of the project"),
        UnknownFact(None, "budget"),
    ),
    modules=(
        ModuleRow("stem", "stem", "Sequential", 0, 1, IMAGE, MAPS, 896, True, 884736, 3584, 131072),
        ModuleRow("stem.conv1", "conv1", "Conv2d", 1, 1, IMAGE, MAPS, 896, True, 884736, 3584, 131072, (3, 3), (3, 3)),
        ModuleRow("stem.conv1", "conv1", "Conv2d", 1, 2, IMAGE, MAPS, 896, True, 884736, 3584, 131072, (3, 3), (5, 5)),
        ModuleRow(
            "lstm",
            "lstm",
            "LSTM",
            0,
            1,
            ((1, "T", 8),),
            ((1, "T", 16), (1, "unknown", 16)),
            1664,
            True,
            None,
            6656,
            None,
        ),
        ModuleRow("spare", "spare", "Linear", 0, 0, (), (), "10*F + 10", True, 0, "40*F + 40", None),
    ),
    memory=Memory(12288, None, None),
)

KERAS_SUMMARY = Summary(
    model="build()",
    framework="keras",
    inputs=((None, 28, 28, 1),),
    outputs=((None, 28, 28, 75),),
    layers=(LayerRow("conv2d", "Conv2D", ((None, 28, 28, 1),), ((None, 28, 28, 75),), 750, 529200, None),),
    params=ParameterCounts(750, 750, 0),
    macs=529200,
    modules=(
        ModuleRow(
            "conv2d",
            "conv2d",
            "Conv2D",
            0,
            1,
            ((None, 28, 28, 1),),
            ((None, 28, 28, 75),),
            750,
            True,
            "529200*batch",
            3000,
            "235200*batch",
            (3, 3),
            (3, 3),
        ),
    ),
)
