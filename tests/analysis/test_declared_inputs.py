"""What input comments and shape annotations admit, and what they say of the rest."""

from __future__ import annotations

import pytest

from shapelint.analysis.declared_inputs import sizes
from shapelint.analysis.input_comments import commented_inputs, parse_value
from shapelint.analysis.inputs import InputSpec
from shapelint.problems import Problem

IMAGE = InputSpec(None, ("N", 3, 32, 32))


@pytest.mark.parametrize(
    ("text", "specs"),
    [
        ("(N, 3, 32, 32)", (IMAGE,)),
        ("N,3,32,32", (IMAGE,)),
        ("((N, 3, 32, 32))", (IMAGE,)),
        ("(N, 3, 32, 32), (N, 10)", (IMAGE, InputSpec(None, ("N", 10)))),
        ("[(N, 3, 32, 32), (N, 10)]", (IMAGE, InputSpec(None, ("N", 10)))),
        ("x=(N, 8), y=(N,)", (InputSpec("x", ("N", 8)), InputSpec("y", ("N",)))),
        ("tokens=(N, 128):int64", (InputSpec("tokens", ("N", 128), "int64"),)),
        ("{'a': (1, 2), \"b\": (3,)}", (InputSpec("a", (1, 2)), InputSpec("b", (3,)))),
    ],
)
def test_well_formed(text: str, specs: tuple[InputSpec, ...]) -> None:
    assert parse_value(text) == specs


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "there are no sizes"),
        ("(N, 3, 32", "is not an input"),
        ("(N, 3), 32", "'32' is not an input"),
        ("(N, -3)", "'-3' is neither"),
        ("x=(1,), x=(2,)", "given twice"),
        ("(1, 2):float31", "'float31' is not a dtype"),
        ("(1, 2) as ever", "is not an input"),
    ],
)
def test_malformed(text: str, fault: str) -> None:
    answer = parse_value(text)
    assert isinstance(answer, Problem)
    assert fault in answer.text


NET = """
# shapelint: input=(N, 8)

@final
class Above(Module):
    def forward(self, x): ...

class On(Module):  # shapelint: input=(N, 9)
    pass

class Inside(Module):
    size = 3  # shapelint: input=(N, 1)

    # shapelint: input=(N, 10)
    # the batch comes first
    @decorated
    def forward(self, x): ...

    # shapelint: input=(N, 2)
    def other(self, x): ...

# shapelint: input=(N, 3)
x = 1
"""


def test_what_a_comment_is_about() -> None:
    found = commented_inputs(NET)
    assert {name: specs[0].dims for name, specs in found.items()} == {
        "Above": ("N", 8),
        "On": ("N", 9),
        "Inside": ("N", 10),
    }
    assert found["On"][0].origin == "stated in line 8"


@pytest.mark.parametrize(
    ("text", "dims"),
    [
        ("batch 3 32 32", ("batch", 3, 32, 32)),
        ("batch rows=32", ("batch", 32)),
        ("batch #rows 2*width _", ("batch", "x_1", "x_2", "x_3")),
        ("*batch 3", None),
        ("... 3", None),
        ("", ()),
    ],
)
def test_annotations(text: str, dims: tuple[int | str, ...] | None) -> None:
    assert sizes(text, "x") == dims
