"""One mistake is one finding; and the way of a value, on graphs built by hand."""

from __future__ import annotations

import pytest

import shapelint
from model_builders import arguments, definition, output, place, run_layer, run_operation, tensor
from shapelint.ir import Definition, Node, Tensor
from shapelint.ir.run import Run
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.reshape import Flatten, Reshape
from shapelint.ops.pointwise.elementwise import Elementwise
from shapelint.project.config.rulebook import all_rules
from shapelint.project.findings.collect import Found, Seen, find, one_for_each
from shapelint.project.findings.trail import stations


def linear(in_features: int, out_features: int, at: int) -> Definition:
    return definition(
        "torch.nn.Linear", Linear(in_features, out_features), arguments(in_features=(in_features, at)), at
    )


def found(*runs: Run, literals: bool = True) -> list[Found]:
    rules = [rule for rule in all_rules() if rule.is_on_by_default]
    return one_for_each(find(runs, rules), Seen(lambda _: literals))


def run_of(*nodes: Node) -> Run:
    return Run("a run", nodes)


def places(several: list[Found]) -> list[int]:
    return [one.finding.place.at for one in several]


def test_the_same_place_is_reported_once_over_runs() -> None:
    layer = linear(8, 4, at=7)
    first, second = run_layer(layer, tensor(2, 9)), run_layer(layer, tensor(2, 10), at=200)
    (only,) = found(run_of(first), run_of(second))
    assert (only.finding.expected, only.finding.actual) == (8, 9)


def test_two_plain_numbers_are_two_mistakes() -> None:
    x = tensor(2, 9)
    several = found(run_of(run_layer(linear(8, 4, 7), x), run_layer(linear(8, 4, 8), x)))
    assert places(several) == [7, 8]


def test_one_variable_in_two_places_is_one_mistake() -> None:
    x = tensor(2, 9)
    several = found(run_of(run_layer(linear(8, 4, 7), x), run_layer(linear(8, 4, 8), x)), literals=False)
    assert places(several) == [7]


def test_a_place_that_was_part_of_one_mistake_stays_so() -> None:
    x, y = tensor(2, 9), tensor(2, 10)
    block = run_of(run_layer(linear(8, 4, 7), x), run_layer(linear(8, 4, 8), x), run_layer(linear(8, 4, 8), y))
    assert places(found(block, literals=False)) == [7]


def test_what_repeats_a_failed_reshape_is_left_out() -> None:
    reshape = run_operation(Reshape((-1, 1600)), "torch.Tensor.view", tensor(1, 64, 6, 6), at=30)
    after = run_operation(Elementwise("relu"), "torch.relu", output(reshape))
    several = found(run_of(reshape, after, run_layer(linear(2304, 10, 7), output(after))))
    assert [one.rule.code for one in several] == ["SHP106"]


def test_what_is_guarded_is_not_reported() -> None:
    assert not found(run_of(run_layer(linear(8, 4, at=7), tensor(2, 9), guarded=True)))


def test_independent_mistakes_are_all_reported() -> None:
    first = run_layer(linear(8, 4, 7), tensor(2, 9))
    assert places(found(run_of(first, run_layer(linear(5, 4, 8), output(first))))) == [7, 8]


def chain() -> Tensor:
    image = tensor(1, 8, 2, 2, role="input", origin="torch.randn(1, 8, 2, 2)", at=1)
    flat = run_operation(Flatten(1), "torch.flatten", image, at=2)
    relu = run_operation(Elementwise("relu"), "torch.relu", output(flat), at=3)
    return output(run_layer(linear(32, 32, 7), output(relu), at=4, path="head.fc"))


def test_the_way_of_a_value() -> None:
    way = stations(chain())
    assert [(s.name, s.tensor.shape, s.note) for s in way] == [
        ("input", (1, 8, 2, 2), "from torch.randn(1, 8, 2, 2)"),
        ("flatten", (1, 32), ""),
        ("head.fc", (1, 32), ""),
    ]
    assert [s.place for s in way] == [place(1), place(2), place(4)]


def test_the_way_goes_on_with_what_flows() -> None:
    scale = tensor(32, role="parameter", at=9)
    scaled = run_operation(Elementwise("mul"), "*", scale, chain(), at=10)
    assert [s.name for s in stations(output(scaled))] == ["input", "flatten", "head.fc", "*"]


@pytest.mark.parametrize("value", [None, tensor(2, 3)])
def test_a_value_without_a_history_has_no_way(value: Tensor | None) -> None:
    assert stations(value) == []


DOWN = """\
import torch
from torch import nn


class Down(nn.Module):
    def __init__(self):
        super().__init__()
        self.narrow = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.deep = nn.Conv2d(16, 16, 3, padding=1)
        self.shortcut = nn.Conv2d(8, 16, 1)

    def forward(self, x):
        return self.deep(self.narrow(x)) + self.shortcut(x)


Down()(torch.randn(2, 8, 32, 32))
"""


def test_the_trail_of_an_addition_has_the_ways_of_both_sides() -> None:
    (found,) = shapelint.check_source(DOWN)
    assert found.code == "SHP107"
    assert [(step.name, step.shape) for step in found.trail] == [
        ("input", "(2, 8, 32, 32)"),
        ("shortcut", "(2, 16, 32, 32)"),
        ("narrow", "(2, 16, 16, 16)"),
        ("deep", "(2, 16, 16, 16)"),
    ]


def test_a_loss_says_which_shape_its_target_needs_and_where_the_scores_come_from() -> None:
    (found,) = shapelint.check_source(
        "import torch\n\nhead = torch.nn.Linear(8, 3)\n"
        "torch.nn.CrossEntropyLoss()(head(torch.randn(6, 8)), torch.randint(0, 3, (6, 5)))\n"
    )
    assert found.code == "SHP116"
    assert found.message.endswith("(6,) is needed, not (6, 5)")
    assert ("Linear", "(6, 3)") in [(step.name, step.shape) for step in found.trail]
