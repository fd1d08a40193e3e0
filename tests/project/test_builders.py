"""A finding on a layer whose line is right elsewhere names the call that has built it."""

from __future__ import annotations

import shapelint

TEXT = """\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, inside, outside):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, 3)

    def forward(self, x):
        return self.conv(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = Block(3, 8)
        self.two = {second}
        self.three = Block(16, 32)

    def forward(self, x):
        return self.three(self.two(self.one(x)))


Net()(torch.zeros(1, 3, 16, 16))
"""


def help_of(text: str) -> str:
    (found,) = shapelint.check_source(text, filename="net.py")
    assert found.code == "SHP101"
    return found.help


def test_the_call_that_makes_the_difference_is_named() -> None:
    assert "built by Block(16, 16) at line 18" in help_of(TEXT.format(second="Block(16, 16)"))


def test_nothing_is_said_where_every_one_is_wrong() -> None:
    text = TEXT.format(second="nn.Identity()").replace("Block(3, 8)", "nn.Identity()")
    assert "built by" not in help_of(text)


def test_a_call_in_another_file_is_named(tmp_path) -> None:
    (tmp_path / "parts.py").write_text("from torch import nn\n\n\ndef head():\n    return nn.Linear(100, 10)\n")
    main = tmp_path / "main.py"
    main.write_text("import torch\nfrom parts import head\n\nfc = head()\nfc(torch.randn(2, 90))\n")
    (found,) = shapelint.check_paths([main])
    assert found.filename.endswith("parts.py")
    assert f"called as fc(torch.randn(2, 90)) at {main}:5" in found.help
