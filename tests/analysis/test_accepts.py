"""What a summary says of the input sizes that a model takes."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n\n"


def accepts(tmp_path: Path, layers: str, forward: str) -> str | None:
    """What is said of a model with these lines in its constructor and its forward."""
    lines = [
        "class Net(nn.Module):",
        "    def __init__(self):",
        "        super().__init__()",
        *(f"        self.{line}" for line in layers.splitlines()),
        "",
        "    def forward(self, x):",
        *(f"        {line}" for line in forward.splitlines()),
    ]
    path = tmp_path / "net.py"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return shapelint.summarize(f"{path}::Net").accepts


SEED = "c1 = nn.Conv2d(3, 32, 3, padding=1)\nc2 = nn.Conv2d(32, 64, 5)\nfc = nn.Linear(64 * 6 * 6, 10)"
POOLED = "x = F.max_pool2d(self.c1(x), 2)\nx = F.max_pool2d(self.c2(x), 2)\n"
UNET = "\n".join(
    [
        "d1 = nn.Conv2d(3, 8, 3, padding=1)",
        "d2 = nn.Conv2d(8, 8, 3, padding=1)",
        "u2 = nn.ConvTranspose2d(8, 8, 2, 2)",
        "u1 = nn.ConvTranspose2d(16, 8, 2, 2)",
    ]
)
SKIPS = "\n".join(
    [
        "a = self.d1(x)",
        "b = self.d2(F.max_pool2d(a, 2))",
        "c = self.d2(F.max_pool2d(b, 2))",
        "y = torch.cat([self.u2(c), b], 1)",
        "return torch.cat([self.u1(y), a], 1)",
    ]
)


@pytest.mark.parametrize(
    ("layers", "forward", "text"),
    [
        (SEED, POOLED + "return self.fc(x.flatten(1))", "square inputs 32 to 35; 32\u00d732 is the usual one"),
        (
            SEED,
            POOLED + "return self.fc(x.view(-1, 64 * 6 * 6))",
            "square inputs 32 to 35; 32\u00d732 is the usual one",
        ),
        (UNET, SKIPS, "H and W multiples of 4"),
        (UNET, "assert x.shape[2] % 16 == 0\n" + SKIPS, "H multiples of 16, W multiples of 4"),
        (UNET, "if x.shape[2] % 16:\n    raise ValueError\n" + SKIPS, "H multiples of 16, W multiples of 4"),
        (UNET, "return self.d1(x)", "any H and W"),
        ("c = nn.Conv2d(3, 8, 7, stride=2)", "return self.c(x)", "H and W 7 or more"),
        ("c = nn.Conv2d(3, 8, (7, 3))", "return self.c(x)", "H 7 or more, W 3 or more"),
        ("c = nn.Conv1d(3, 8, 3, 2)\nfc = nn.Linear(80, 2)", "return self.fc(self.c(x).flatten(1))", "L 21 to 22"),
        ("c = nn.Conv3d(3, 8, 3)\nfc = nn.Linear(64, 2)", "return self.fc(self.c(x).flatten(1))", "cubic inputs 4"),
        (
            "c = nn.Conv2d(3, 8, 3)\nf = nn.Linear(56, 2)",
            "return self.f(self.c(x).flatten(1))",
            "only inputs that are not square, such as 3\u00d79",
        ),
        ("fc = nn.Linear(3, 10)", "return self.fc(x)", None),
        (
            "c = nn.Conv2d(3, 8, 3)\nf = nn.Linear(8 * 36, 2)\ng = nn.Linear(8 * 49, 2)",
            "y = self.c(x).flatten(1)\nreturn self.f(y), self.g(y)",
            "no size at all",
        ),
        ("c = nn.Conv2d(3, 8, 3)\nd = nn.Conv2d(4, 8, 3)", "return self.d(self.c(x))", None),
    ],
)
def test_in_words(tmp_path: Path, layers: str, forward: str, text: str | None) -> None:
    assert accepts(tmp_path, layers, forward) == text


CALLED = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.fc = nn.Linear(8 * 36, 2)

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))


Net()(torch.randn(1, 3, 8, 8))
"""


def test_a_call_in_the_file_does_not_hide_what_fits(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    path.write_text(HEAD + CALLED, encoding="utf-8")
    (summary,) = shapelint.summarize(str(path))
    assert summary.inputs == ((1, 3, 8, 8),)
    assert summary.accepts == "square inputs 8"
    assert shapelint.summarize(f"{path}::Net", inputs=["1,3,8,8"]).accepts is None


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    text = accepts(tmp_path, "c = nn.Conv2d(3, 8, 3)", "y = self.c(x)\nreturn y + torch.load('bias.pt')")
    assert text == "as far as known, H and W 3 or more"


def test_what_is_required_of_the_batch_alone(tmp_path: Path) -> None:
    layers = "pool = nn.AdaptiveAvgPool2d(1)\nfc = nn.Linear(3, 134)"
    forward = "x = self.fc(self.pool(x).flatten(1))\nreturn x.view(-1, 68, 2)"
    assert accepts(tmp_path, layers, forward) is not None
