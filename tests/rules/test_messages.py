"""What each rule says, where it points, and with which numbers, on failures built by hand."""

from __future__ import annotations

import pytest

from model_builders import arguments, definition, output, place, run_layer, run_operation, tensor
from shapelint.diagnostics.rule import Finding
from shapelint.frontends.torch.dialect import TORCH
from shapelint.ir import Event, Kind, Node, Requirement
from shapelint.ir.run import Run
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.concat_split import Concatenate
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.ops.spatial.convolution import Convolution
from shapelint.symbolic import Symbol, Verdict
from shapelint_rules.errors import (
    axis_out_of_range,
    bad_call,
    concat_mismatch,
    conv_in_channels,
    invalid_hyperparameter,
    linear_in_features,
    no_input_fits,
    norm_features,
    operand_mismatch,
    reshape_size,
    spatial_collapse,
    wrong_rank,
)

BATCH = Symbol("N")


def convolution(in_channels: int, out_channels: int, kernel: int, **more: object) -> Convolution:
    square = {"stride": (1, 1), "padding": ((0, 0), (0, 0)), "dilation": (1, 1)}
    return Convolution(in_channels, out_channels, (kernel, kernel), **{**square, **more})  # type: ignore[arg-type]


def only(findings: object) -> Finding:
    found = list(findings)  # type: ignore[call-overload]
    assert len(found) == 1
    return found[0]


def test_conv_in_channels_points_at_the_argument() -> None:
    conv = definition("torch.nn.Conv2d", convolution(16, 64, 5), arguments(in_channels=(16, 7)))
    found = only(conv_in_channels.RULE.check(run_layer(conv, tensor(BATCH, 32, 8, 8))))
    assert found.message == "Conv2d expects 16 input channels (in_channels), but receives 32"
    assert (found.place, found.expected, found.actual, found.replacement) == (place(7), 16, 32, "32")


def test_a_default_is_blamed_on_the_construction() -> None:
    conv = definition("torch.nn.Conv2d", convolution(3, 8, 3), arguments(in_channels=(3, None)), at=5)
    found = only(conv_in_channels.RULE.check(run_layer(conv, tensor(1, 4, 8, 8))))
    assert found.place == place(5)
    assert found.replacement == ""


def test_a_function_is_blamed_on_its_call() -> None:
    node = run_operation(convolution(3, 8, 3), "torch.nn.functional.conv2d", tensor(1, 4, 8, 8), at=9)
    found = only(conv_in_channels.RULE.check(node))
    assert found.message.startswith("F.conv2d expects 3 input channels")
    assert found.place == place(9)


def test_layers_that_fit_are_left_alone() -> None:
    conv = definition("torch.nn.Conv2d", convolution(32, 64, 5), arguments(in_channels=(32, 7)))
    assert not list(conv_in_channels.RULE.check(run_layer(conv, tensor(BATCH, 32, 8, 8))))


def linear(in_features: int, at: int = 7, value: object = None) -> Node:
    layer = definition(
        "torch.nn.Linear", Linear(in_features, 10), arguments(in_features=(in_features if value is None else value, at))
    )
    flat = output(run_operation(Flatten(1), "torch.flatten", tensor(BATCH, 64, 6, 6)))
    return run_layer(layer, output(run_operation(Elementwise("relu"), "torch.relu", flat)))


def test_linear_in_features_gives_the_product_behind_a_flatten() -> None:
    found = only(linear_in_features.RULE.check(linear(1600)))
    assert found.message == "Linear expects 1600 features (in_features), but receives 2304"
    assert found.replacement == "64*6*6"
    assert found.help == "2304 features are 64*6*6"


def test_linear_is_blamed_on_a_reshape_that_folds_samples() -> None:
    """The layer expects what a sample holds: the reshape before it is at fault."""
    reshape = run_operation(Reshape((-1, 1152)), "torch.Tensor.view", tensor(BATCH, 64, 6, 6), at=20)
    layer = definition("torch.nn.Linear", Linear(2304, 10), arguments(in_features=(2304, 7)))
    found = only(linear_in_features.RULE.check(run_layer(layer, output(reshape))))
    assert found.place == place(20)
    assert found.related[0].place == place(7)
    assert "each sample holds 2304 values, Tensor.view makes rows of 1152" in found.message


def test_one_feature_is_singular() -> None:
    layer = definition("torch.nn.Linear", Linear(1, 10), arguments(in_features=(1, 7)))
    found = only(linear_in_features.RULE.check(run_layer(layer, tensor(4, 3))))
    assert found.message == "Linear expects 1 feature (in_features), but receives 3"


def failing(requirement: Requirement, callee: str, *shapes: tuple[int, ...]) -> Node:
    inputs = tuple(tensor(*shape) for shape in shapes)
    return Node(Operation(), callee, TORCH, inputs, (), (requirement,), place(3))


def failed(kind: Kind, expected: object, actual: object, relation: str = "==", **more: object) -> Requirement:
    return Requirement(kind, Verdict.FAILS, expected, actual, relation, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "requirement", "callee", "shapes", "message"),
    [
        (
            norm_features.RULE,
            failed(Kind.NORM_FEATURES, 64, 32, argument="num_features"),
            "torch.nn.BatchNorm2d",
            [(1, 32, 8, 8)],
            "BatchNorm2d expects 64 features (num_features), but receives 32",
        ),
        (
            wrong_rank.RULE,
            failed(Kind.RANK, "3 or 4", 2),
            "torch.nn.Conv2d",
            [(8, 3072)],
            "Conv2d expects 3 or 4 dimensions, but receives 2: (8, 3072)",
        ),
        (
            wrong_rank.RULE,
            failed(Kind.RANK, 1, 0, ">="),
            "torch.nn.Linear",
            [()],
            "Linear expects at least 1 dimension, but receives 0: ()",
        ),
        (
            reshape_size.RULE,
            failed(Kind.RESHAPE, 1600, 2304, "divides", text="2304 elements do not fall into rows of 1600"),
            "torch.Tensor.view",
            [(1, 64, 6, 6)],
            "Tensor.view of (1, 64, 6, 6): 2304 elements do not fall into rows of 1600",
        ),
        (
            axis_out_of_range.RULE,
            failed(Kind.AXIS, "-2 to 1", 2, "in", argument="dim"),
            "torch.softmax",
            [(8, 10)],
            "torch.softmax: the input (8, 10) has no axis 2 (dim), only -2 to 1",
        ),
        (
            invalid_hyperparameter.RULE,
            failed(Kind.HYPERPARAMETER, 5, 32, "divides", text="in_channels must be divisible by groups"),
            "torch.nn.Conv2d",
            [(1, 32, 8, 8)],
            "Conv2d: in_channels must be divisible by groups (32 by 5)",
        ),
        (
            invalid_hyperparameter.RULE,
            failed(Kind.HYPERPARAMETER, 1, 0, ">=", text="groups must be at least 1"),
            "torch.nn.Conv2d",
            [(1, 32, 8, 8)],
            "Conv2d: groups must be at least 1, not 0",
        ),
    ],
)
def test_message(
    rule: object, requirement: Requirement, callee: str, shapes: list[tuple[int, ...]], message: str
) -> None:
    node = failing(requirement, callee, *shapes)
    subject = Run("a run", (node,)) if Run in rule.subscribes else node  # type: ignore[attr-defined]
    assert only(rule.check(subject)).message == message  # type: ignore[attr-defined]


def test_operand_mismatch_names_both_shapes() -> None:
    node = run_operation(Elementwise("add"), "+", tensor(BATCH, 64, 8, 8), tensor(BATCH, 128, 8, 8))
    found = only(operand_mismatch.RULE.check(node))
    assert "(N, 64, 8, 8)" in found.message
    assert "(N, 128, 8, 8)" in found.message


def test_concat_mismatch_names_both_shapes() -> None:
    node = run_operation(Concatenate(1), "torch.cat", tensor(1, 64, 8, 8), tensor(1, 64, 7, 8))
    found = only(concat_mismatch.RULE.check(node))
    assert found.message == "torch.cat: the shapes (1, 64, 8, 8) and (1, 64, 7, 8) differ at axis 2"


def test_spatial_collapse_points_at_the_kernel() -> None:
    conv = definition("torch.nn.Conv2d", convolution(3, 8, 5), arguments(kernel_size=(5, 7)))
    node = run_layer(conv, tensor(1, 3, 4, 4))
    found = list(spatial_collapse.RULE.check(Run("a run", (node,), (conv,))))
    assert {f.place for f in found} == {place(7)}
    assert found[0].message.startswith("Conv2d cannot work on (1, 3, 4, 4): the kernel must not be larger")


def test_spatial_collapse_of_a_shared_layer_points_at_the_call() -> None:
    conv = definition("torch.nn.Conv2d", convolution(3, 3, 3), arguments(kernel_size=(3, 7)))
    first = run_layer(conv, tensor(1, 3, 4, 4), at=50)
    second = run_layer(conv, output(first), at=60)
    found = list(spatial_collapse.RULE.check(Run("a run", (first, second), (conv,))))
    assert {f.place for f in found} == {place(60)}


@pytest.mark.parametrize(("calls", "expected"), [([50], 5), ([50, 60], 60)])
def test_a_wrong_rank_is_the_fault_of_a_layer_with_one_call(calls: list[int], expected: int) -> None:
    conv = definition("torch.nn.Conv2d", convolution(3, 3, 3), at=5)
    shapes = [(1, 3, 8, 8)] * (len(calls) - 1) + [(1, 192)]
    nodes = tuple(run_layer(conv, tensor(*shape), at=at) for shape, at in zip(shapes, calls, strict=True))
    assert only(wrong_rank.RULE.check(Run("a run", nodes, (conv,)))).place == place(expected)


def test_bad_call_speaks_of_the_layer() -> None:
    event = Event("bad-call", "torch.nn.Conv2d", "missing 1 required argument: 'kernel_size'", place(4), dialect=TORCH)
    assert only(bad_call.RULE.check(event)).message == "Conv2d() missing 1 required argument: 'kernel_size'"


def test_other_events_are_no_bad_calls() -> None:
    assert not list(bad_call.RULE.check(Event("index", "IndexError", "list index out of range", place(4))))


def test_a_rejected_call_goes_to_the_rule_of_its_kind() -> None:
    requirement = failed(Kind.HYPERPARAMETER, 1, 2, text="padding='same' is not supported for strided convolutions")
    event = Event("rejected", "torch.nn.Conv2d", "refused", place(4), requirement=requirement, dialect=TORCH)
    assert only(invalid_hyperparameter.RULE.check(event)).place == place(4)
    assert not list(conv_in_channels.RULE.check(event))


def chain(channels: int, features: int) -> Node:
    """A convolution over an image of free size, flattened into a linear layer."""
    conv = definition("torch.nn.Conv2d", convolution(3, channels, 5))
    image = tensor(BATCH, 3, Symbol("H"), Symbol("W"))
    flat = run_operation(Flatten(1), "torch.flatten", output(run_layer(conv, image)))
    layer = definition("torch.nn.Linear", Linear(features, 10), arguments(in_features=(features, 7)))
    return run_layer(layer, output(flat))


def test_no_input_fits_is_proved() -> None:
    node = chain(channels=11, features=2304)
    found = only(no_input_fits.RULE.check(Run("Net(...)", nodes=through(node))))
    assert found.place == place(7)
    assert found.message.startswith("no input size fits: Linear expects 2304 features (in_features), but receives 11*")
    assert found.help == (
        "with 11 channels the number of features is a multiple of 11, which 2304 is not; 11*14*14 = 2156 fits square "
        "inputs of 18, 11*15*15 = 2475 square inputs of 19"
    )
    assert not list(linear_in_features.RULE.check(node))


def test_an_input_that_fits_is_enough() -> None:
    node = chain(channels=64, features=2304)
    assert not [*no_input_fits.RULE.check(Run("Net(...)", nodes=through(node))), *linear_in_features.RULE.check(node)]


def test_two_heads_of_one_model_are_solved_together() -> None:
    first = chain(channels=64, features=2304)
    second = definition("torch.nn.Linear", Linear(64 * 49, 10), arguments(in_features=(64 * 49, 8)))
    run = Run("Net(...)", nodes=(*through(first), run_layer(second, first.inputs[0])))
    found = only(no_input_fits.RULE.check(run))
    assert found.place == place(8)
    assert [related.text for related in found.related] == ["Linear needs 2304"]


def through(node: Node) -> tuple[Node, ...]:
    """A node after those that its input was made by."""
    before = node.inputs[0].producer
    return (node,) if before is None else (*through(before), node)
