"""Which functions and classes of a file are run when nothing in it calls them, and with what."""

from __future__ import annotations

from pathlib import Path

import shapelint

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "torch"


def codes(text: str) -> list[str]:
    return [found.code for found in shapelint.check_source(text, filename="model.py") if found.severity == "error"]


def without_script(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8").partition('if __name__ == "__main__"')[0]


def test_a_factory_behind_a_decorator_runs_with_its_defaults() -> None:
    assert codes(without_script("multi/decorated_factory_wrong.py")) == ["SHP101"]
    assert codes(without_script("multi/decorated_factory.py")) == []


def test_what_a_factory_takes_as_keywords_may_be_required() -> None:
    assert codes(without_script("near_misses/defaults_that_are_not_meant.py")) == []


HEAD = "import torch\nfrom torch import nn\n\n\n"
BLOCK = """class Block(nn.Module):
    def __init__(self, inside=8, outside=16):
        super().__init__()
        self.first = nn.Conv2d(inside, 16, 3)
        self.second = nn.Conv2d(outside, 8, 3)

    def forward(self, x):
        return self.second(self.first(x))


"""


def test_defaults_hold_where_nothing_else_is_given() -> None:
    assert codes(HEAD + BLOCK.replace("outside=16", "outside=32")) == ["SHP101"]


def test_defaults_are_not_taken_where_the_file_gives_arguments() -> None:
    user = "def build(width):\n    return Block(width, 16)\n"
    assert codes(HEAD + BLOCK.replace("outside=16", "outside=32") + user) == []


def test_an_object_that_a_function_makes_is_run() -> None:
    user = "def main():\n    model = Block(4, 32)\n    print(model)\n"
    assert codes(HEAD + BLOCK + user) == ["SHP101"]
