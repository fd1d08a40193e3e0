"""Reading chains, what is filled in, told and refused; the command."""

# ruff: noqa: E501
from __future__ import annotations

import json

import pytest

from shapelint.analysis.chains.reading import MOST_STEPS, read_chain
from shapelint.analysis.inputs import InputSpec
from shapelint.cli import main
from shapelint.problems import Problem
from shapelint.project.chain import Chain, chain_of

S1 = (
    "Conv2d(3, 32, 3, padding=1) > ReLU > MaxPool2d(2, 2) > Conv2d(32, 64, 5) > ReLU > MaxPool2d(2, 2) > Flatten > "
    "Linear(?, 120) > Linear(?, 84) > Linear(?, 10)"
)


def chain(text: str, *sample: int | str) -> Chain:
    found = chain_of(text, [InputSpec(None, sample)])
    assert isinstance(found, Chain), found
    return found


def test_the_network_that_the_calculator_began_with() -> None:
    fact = chain(S1, 3, 32, 32).fact
    assert [step.output for step in fact.steps[:7]] == [
        (32, 32, 32), (32, 32, 32), (32, 16, 16), (64, 12, 12), (64, 12, 12), (64, 6, 6), (2304,),
    ]  # fmt: skip
    assert [dict(step.filled) for step in fact.steps[7:]] == [
        {"in_features": 2304}, {"in_features": 120}, {"in_features": 84},
    ]  # fmt: skip
    assert fact.steps[0].formula == ("32 + 2*1 - 3 + 1 = 32",)
    assert fact.steps[6].formula == ("64*6*6 = 2304",)
    assert fact.steps[5].receptive_field == (14, 14)
    assert fact.params == 896 + 51_264 + 276_600 + 10_164 + 850


@pytest.mark.parametrize(
    ("text", "sample", "formula"),
    [
        ("Conv2d(3, 8, 3, stride=2, padding=1)", (3, 32, 30), ("(32 + 2*1 - 3) // 2 + 1 = 16", "(30 + 2*1 - 3) // 2 + 1 = 15")),
        ("Conv2d(3, 8, 3, dilation=2)", (3, 32, 32), ("32 - 2*(3 - 1) - 1 + 1 = 28",)),
        ("MaxPool2d(3, ceil_mode=True)", (3, 32, 32), ("ceil((32 - 3) / 3) + 1 = 11",)),
        ("ConvTranspose2d(3, 8, 3, stride=2, padding=1, output_padding=1)", (3, 7, 7), ("(7 - 1)*2 - 2*1 + 3 + 1 = 14",)),
        ("Conv2D(8, 3, strides=2, padding='same')", (33, 33, 3), ("ceil(33 / 2) = 17",)),
        ("Conv2d(3, 8, 3, padding='same')", (3, 9, 9), ("9 = 9",)),
        ("ReLU", (3, 9, 9), ()),
    ],
)  # fmt: skip
def test_formulas_have_the_numbers_in_them(text: str, sample: tuple[int, ...], formula: tuple[str, ...]) -> None:
    (step,) = chain(text, *sample).fact.steps
    assert step.formula == formula


@pytest.mark.parametrize("kernel", [1, 2, 3, 5])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("options", ["", ", padding=1", ", dilation=2", ", padding=2, dilation=3"])
def test_formulas_are_true(kernel: int, stride: int, options: str) -> None:
    (step,) = chain(f"Conv2d(1, 1, {kernel}, stride={stride}{options})", 1, 17, 24).fact.steps
    assert step.output is not None
    for formula, size in zip(step.formula, step.output[1:], strict=True):
        left, _, right = formula.rpartition(" = ")
        assert eval(left) == int(right) == size


@pytest.mark.parametrize(
    ("text", "sample", "fields"),
    [
        ("Conv2d(3, 8, 3) > Conv2d(8, 8, 3) > MaxPool2d(2) > Conv2d(8, 8, 3)", (3, 32, 32), [3, 5, 6, 10]),
        ("Conv2d(3, 8, 7, stride=2, padding=3) > MaxPool2d(3, 2, 1) > Conv2d(8, 8, 3, dilation=2)", (3, 64, 64), [7, 11, 27]),
    ],
)  # fmt: skip
def test_receptive_fields(text: str, sample: tuple[int, ...], fields: list[int]) -> None:
    steps = chain(text, *sample).fact.steps
    assert [step.receptive_field for step in steps] == [(field, field) for field in fields]


def test_what_a_stride_leaves_out() -> None:
    first, second = chain("Conv2d(3, 8, 3, stride=2) > MaxPool2d(3)", 3, 10, 9).fact.steps
    assert (first.discarded, second.discarded) == ((1, 0), (1, 1))


def test_what_is_not_known_is_not_nothing() -> None:
    (step,) = chain("Linear(10 ** 100, 3)", 7).fact.steps
    assert (step.output, step.params, step.macs) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("LSTM(?, 8) > Linear(8, 3)", "no single tensor"), ("MultiheadAttention(8, 2)", "missing")],
)
def test_what_cannot_stand_in_a_plain_stack(text: str, expected: str) -> None:
    fact = chain(text, 5, 8).fact
    assert expected in (fact.steps[-1].problem or "")
    assert fact.macs is None


def test_the_batch_may_be_given() -> None:
    assert chain("Conv2d(3, 8, 3) > Flatten", 3, 8, 8).fact.output == (288,)
    assert chain("Conv2d(3, 8, 3) > Flatten", 16, 3, 8, 8).fact.output == (16, 288)
    assert chain("Linear(8, 4)", "B", 8).fact.output == ("B", 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conv2d(3, ?, 3)", "out_channels cannot be filled in"),
        ("Conv2d(4, 8, 3)", "SHP101"),
        ("Conv2d(3, 8, 9)", "SHP105"),
        ("Flatten > Linear(100, 10)", "SHP102"),
        ("Conv2d(3, 8)", "SHP114"),
        ("Conv2d(3, 8, 3, groups=2)", "SHP110"),
    ],
)
def test_what_would_fail_is_told_at_its_layer(text: str, expected: str) -> None:
    steps = chain(text, 3, 8, 8).fact.steps
    assert expected in (steps[-1].problem or "")
    assert all(step.problem is None for step in steps[:-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "no layers"), ("   ", "no layers"), ("Conv2d(3, 8, 3) > ", "no layer at place 2"), ("> ReLU", "no layer at place 1"),
        ("Conv2d(3, 8", "is not a layer"), ("1 + 1", "is not a layer"), ("Linear(?+1, 3)", "is not a layer"),
        ("?", "is not a layer"), ("Linear(*x)", "is not a layer"), ("a" * 200_000, "more than"), ("ReLU>" * 600 + "ReLU", "more than"),
        ("Flaten", "did you mean Flatten?"), ("Conv2D(3, 3) > Linear(3, 4)", "no framework has all"), ("os.system('x')", "no framework"),
        ("mx.Dense(3)", "names before the layers"), ("Linear(3, 4)\0", "is not a layer"), ("(" * 300, "is not a layer"),
    ],
)  # fmt: skip
def test_what_is_no_chain(text: str, expected: str) -> None:
    found = chain_of(text, [InputSpec(None, (3, 8, 8))])
    assert isinstance(found, Problem)
    assert expected in found.text
    assert "\n" not in found.text


def test_every_way_to_write_a_chain() -> None:
    one = read_chain("Conv2d(3, 8, 3) > ReLU > Linear(?, 4)")
    assert read_chain("Conv2d(3,8,3)->ReLU→Linear(?, 4)") == one
    assert read_chain("\nConv2d(3, 8, 3),\n\nReLU\nLinear(?,\n  4)\n") == one
    assert read_chain("Conv2d(3, 8, 3); ReLU; Linear(?, 4)") == one
    assert not isinstance(read_chain(" > ".join(["ReLU"] * MOST_STEPS)), Problem)
    assert chain("nn.Flatten > nn.Linear(?, 3)", 2, 2).fact.framework == "torch"
    assert chain("layers.Flatten > layers.Dense(3)", 2, 2).fact.framework == "keras"
    assert chain("layers.Flatten", 2, 2).fact.framework == "keras"
    assert chain("Flatten", 2, 2).fact.framework == "torch"


@pytest.mark.parametrize(
    ("text", "sample", "to", "expected"),
    [
        ("LSTM(3, 4)", (5, 3), "keras", "Recurrent"),
        ("Flatten > Linear(8, 4)", (3, 3), "keras", "what fails in it has to be mended first"),
        ("Linear(?, 4) > Softmin(1)", (5,), "keras", "Keras has no layer softmin"),
        ("Conv2d(3, 4, 3) > LogSoftmax(2)", (3, 9, 9), "keras", "Keras has no layer log_softmax along this axis"),
        ("Embedding(30, 6) > GlobalAveragePooling1D > Dense(2)", (5,), "torch", "more than a plain stack"),
        ("SeparableConv2D(4, 3)", (8, 8, 3), "torch", "a depthwise and a pointwise"),
        ("AvgPool2d(3, 2, 1, count_include_pad=False)", (3, 9, 9), "keras", "does not count its padding"),
    ],
)
def test_what_the_other_framework_does_not_have(text: str, sample: tuple[int, ...], to: str, expected: str) -> None:
    found = chain(text, *sample).written(to)
    assert isinstance(found, Problem)
    assert expected in found.text


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["size", S1, "--input", "3,32,32"]) == 0
    out = capsys.readouterr().out
    assert "nn.Linear(2304, 120)" in out
    assert "16 - 5 + 1 = 12" in out
    assert main(["size", "Conv2d(3, 8, 3) > Flatten", "--input", "3,8,8", "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["output"] == [288]
    assert [set(step) for step in found["steps"]] == [
        {"layer", "code", "filled", "output", "formula", "params", "macs", "receptive_field", "discarded", "problem"}
    ] * 2
    assert main(["size", "Conv2d(3, 8, 3) > Flatten", "--input", "3,8,8", "--to", "keras"]) == 0
    assert "layers.Conv2D(8, 3)" in capsys.readouterr().out
    to_model = ["--to", "torch", "--form", "model"]
    assert main(["size", "Conv2d(3, 8, 3) > Conv2d(?, 4, 3) > Flatten", "--input", "3,8,8", *to_model]) == 0
    assert "        x = self.conv2(x)\n        x = self.flatten(x)\n" in capsys.readouterr().out
    assert main(["size", "Conv2d(4, 8, 3)", "--input", "3,8,8"]) == 1
    capsys.readouterr()
    for wrong in (["Flaten", "--input", "3,8,8"], ["Flatten"], ["Flatten", "--input", "3,x y"], ["", "--input", "3"]):
        assert main(["size", *wrong]) == 2
        assert capsys.readouterr().err.startswith("shapelint: error: ")
