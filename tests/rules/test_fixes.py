"""What each rule's fix makes of a line: before, after, and whether it is safe."""

from __future__ import annotations

import pytest

import shapelint
import shapelint_rules
from shapelint.project.fixes.apply import with_fixes

HEAD = "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\n"
NET = """\
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear({features}, 10)
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        x = self.conv(x)
        {line}


x, labels = torch.randn({batch}, 3, 8, 8), torch.zeros({batch}, dtype=torch.long)
{use}
"""


def net(line: str, features: str = "8*6*6", batch: str = "4", use: str = "Net()(x)") -> str:
    return NET.format(line=line, features=features, batch=batch, use=use)


HOLDER = """\
class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = {}

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
"""
CASES = [
    ("SHP101", "safe", "nn.Conv2d({}, 8, 3)(torch.zeros(1, 3, 8, 8))", "1", "3"),
    ("SHP101", "safe", "nn.Conv2d(in_channels={}, out_channels=8, kernel_size=3)(torch.zeros(1, 3, 8, 8))", "1", "3"),
    ("SHP101", "unsafe", "nn.Conv2d({}, 8, 3, groups=2)(torch.zeros(1, 6, 8, 8))", "4", "6"),
    ("SHP102", "safe", "nn.Linear({}, 5)(torch.zeros(2, 3, 4).flatten(1))", "3 * 5", "3 * 4"),
    ("SHP102", "safe", "n = 3\nnn.Linear({}, 5)(torch.zeros(2, 3, 4).flatten(1))", "n * 5", "n * 4"),
    ("SHP102", "safe", "nn.Linear({}, 5)(torch.zeros(2, 7))  # shapelint: fill", "0", "7"),
    ("SHP123", "safe", "nn.Linear({}, 5)(torch.zeros(2, 3, 4).flatten(1))", "...", "3*4"),
    ("SHP123", "safe", "nn.Conv2d(in_channels={}, out_channels=8, kernel_size=3)(torch.zeros(1, 3, 8, 8))", "...", "3"),
    ("SHP103", "safe", "nn.BatchNorm2d({})(torch.zeros(2, 3, 4, 4))", "4", "3"),
    ("SHP103", "safe", "nn.GroupNorm(2, {})(torch.zeros(2, 6, 4, 4))", "4", "6"),
    ("SHP106", "safe", "torch.zeros(2, 3, 4, 4).view({})", "-1, 3*5*5", "-1, 3*4*4"),
    ("SHP106", "safe", "torch.reshape(torch.zeros(2, 3, 4, 4), {})", "(2, 75)", "(2, 48)"),
    ("SHP101", "unsafe", "x = torch.zeros(2, 9, 4)\nnn.Conv1d(4, 8, 3)({})", "x", "x.transpose(1, 2)"),
    ("SHP101", "unsafe", "x = torch.zeros(2, 9, 8, 3)\nnn.Conv2d(3, 8, 3)({})", "x", "x.permute(0, 3, 1, 2)"),
    ("SHP102", "unsafe", "x = torch.zeros(2, 9, 4)\nnn.Linear(9, 8)({})", "x", "x.transpose(1, 2)"),
    ("SHP102", "safe", net("return self.fc({})", "288"), "x", "torch.flatten(x, 1)"),
    ("SHP109", "unsafe", "x = torch.zeros(2, 3)\ny = 2 * {}", "x @ (x + 1)", "x @ (x + 1).transpose(-2, -1)"),
    ("SHP109", "unsafe", "x = torch.zeros(2, 3)\ntorch.mm(torch.ones(4, 3), {})", "x", "x.transpose(-2, -1)"),
    ("SHP111", "unsafe", "x = torch.zeros(2, 9, 4)\nnn.GRU(9, 8, batch_first=True)({})", "x", "x.transpose(1, 2)"),
    ("SHP111", "safe", "nn.LSTM({}, 5)(torch.zeros(2, 3, 4))", "3", "4"),
    ("SHP112", "unsafe", "y = torch.zeros(2, 3, 8)\nnn.MultiheadAttention({}, 2)(y, y, y)", "4", "8"),
    ("SHP105", "unsafe", "nn.AvgPool2d({})(torch.zeros(2, 3, 7, 7))", "8", "7"),
    ("SHP113", "unsafe", "torch.zeros(8, 10).softmax(dim={})", "2", "1"),
    (
        "SHP116",
        "unsafe",
        "y = torch.zeros(4, 1).long()\nnn.CrossEntropyLoss()(torch.zeros(4, 3), {})",
        "y",
        "y.squeeze(1)",
    ),
    ("SHP116", "unsafe", "y = torch.zeros(4)\nF.binary_cross_entropy(torch.zeros(4, 1), {})", "y", "y.unsqueeze(1)"),
    ("SHP118", "unsafe", net("return self.{}(x)"), "pol", "pool"),
    (
        "SHP302",
        "safe",
        "class Net(nn.Module):\n    def __init__(self):\n        {}self.fc = nn.Linear(3, 4)\n\n\nNet()",
        "",
        "super().__init__()\n        ",
    ),
    (
        "SHP201",
        "unsafe",
        net("return self.fc({})", "144"),
        "F.relu(x).view(-1, 144)",
        "F.relu(x).flatten(1)",
    ),
    ("SHP201", "unsafe", net("return self.fc({})", "144"), "x.view(-1, 144)", "x.view(x.size(0), -1)"),
    (
        "SHP204",
        "unsafe",
        net("return self.fc({})", "8", use=""),
        "self.pool(x).squeeze()",
        "self.pool(x).squeeze((2, 3))",
    ),
    ("SHP205", "unsafe", net("return F.softmax({}, dim=-1)", "6"), "self.fc(x)", "self.fc(torch.flatten(x, 1))"),
    ("SHP206", "unsafe", net("return self.fc({})", batch="1"), "torch.flatten(x)", "torch.flatten(x, 1)"),
    ("SHP207", "unsafe", net("return {}"), "x.view(x.size(0), 36, 8)", "x.flatten(2).transpose(1, 2)"),
    ("SHP208", "unsafe", net("return F.softmax(self.fc(x.flatten(1)), {})"), "dim=0", "dim=1"),
    (
        "SHP301",
        "unsafe",
        HOLDER,
        "[nn.Linear(8, 8) for _ in range(3)]",
        "nn.ModuleList([nn.Linear(8, 8) for _ in range(3)])",
    ),
    (
        "SHP304",
        "unsafe",
        net("return {}", use="F.cross_entropy(Net()(x), labels)"),
        "self.softmax(self.fc(x.flatten(1)))",
        "self.fc(x.flatten(1))",
    ),
    ("SHP122", "unsafe", "nn.Embedding(5, 2)({})", "torch.zeros(2, 5)", "torch.zeros(2, 5).long()"),
    ("SHP122", "unsafe", "nn.BCELoss()(torch.rand(4), {})", "torch.ones(4).long()", "torch.ones(4).long().float()"),
]


@pytest.mark.parametrize(("code", "applicability", "text", "wrong", "right"), CASES)
def test_fix(code: str, applicability: str, text: str, wrong: str, right: str) -> None:
    text = f"{HEAD}{text}\n"
    found = [d for d in shapelint.check_source(text.replace("{}", wrong), filename="net.py") if d.code == code]
    (fix,) = [d.fix for d in found if d.fix is not None]
    assert fix.applicability == applicability
    mended = with_fixes(text.replace("{}", wrong), [fix])
    assert text.partition("{}")[2] in mended
    assert f"{text.partition('{}')[0][-12:]}{right}" in mended
    assert not [d for d in shapelint.check_source(mended, filename="net.py") if d.code == code]


def test_every_rule_with_fixes_has_a_case() -> None:
    comments = {"SHP002", "SHP003"}  # see tests/project/test_suppression.py
    others = {"SHP203", "SHP306", "SHP313"}  # see tests/fixtures/test_fixed.py
    assert {case[0] for case in CASES} | comments | others == {
        rule.code for rule in shapelint_rules.load() if rule.has_fixes
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sizes = [4, 5]\nnn.Linear(sizes[0], 5)(torch.zeros(2, 3))", "the number is an element of a list"),
        ("def build(n):\n    return nn.Linear(n, 5)\n\n\nbuild(4)(torch.zeros(2, 3))", "the number is the caller's"),
        ("for n in (3, 7):\n    nn.Linear(4, 5)(torch.zeros(2, n))", "two numbers are wanted in one place"),
        ("fc = nn.Linear(4, 5)\nfc(torch.zeros(2, 4))\nfc(torch.zeros(2, 3))", "it is right elsewhere"),
    ],
)
def test_no_fix(text: str, reason: str) -> None:
    found = shapelint.check_source(f"{HEAD}{text}\n", filename="net.py")
    assert [d.code for d in found][:1] == ["SHP102"]
    assert all(d.fix is None for d in found), reason


@pytest.mark.parametrize(
    ("lazy", "stated"),
    [
        ("nn.LazyLinear(10)(torch.zeros(2, 3, 4).flatten(1))", "nn.Linear(3*4, 10)(torch.zeros(2, 3, 4).flatten(1))"),
        ("nn.LazyConv2d(8, 3, padding=1)(x[None])", "nn.Conv2d(2, 8, 3, padding=1)(x[None])"),
        ("nn.LazyConv1d(out_channels=8, kernel_size=3)(x)", "nn.Conv1d(3, out_channels=8, kernel_size=3)(x)"),
        ("nn.LazyBatchNorm1d()(torch.zeros(4, 6))", "nn.BatchNorm1d(6)(torch.zeros(4, 6))"),
    ],
)  # fmt: skip
def test_lazy_layers_state_their_sizes(lazy: str, stated: str) -> None:
    data = "x = torch.zeros(2, 3, 8)\n"
    text = f"{HEAD}{data}{lazy}\n"
    (found,) = shapelint.check_source(text, filename="net.py", select=["SHP313"])
    assert found.fix is not None
    assert found.fix.applicability == "unsafe"
    assert with_fixes(text, [found.fix]) == f"{HEAD}{data}{stated}\n"
