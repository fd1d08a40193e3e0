"""What an operation requires of its inputs and arguments, and whether it is met.

A requirement stands beside the transfer function that trusts it, so that the constraint and the result cannot drift
apart. Rules report the requirements whose verdict is FAILS; the solver works on the UNDECIDED ones.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

from shapelint.records import dataclass
from shapelint.symbolic import Size, Verdict

Relation = Literal["==", "!=", "<=", ">=", "<", ">", "divides", "in", "within", "broadcasts with"]
"""How what is there must relate to what is expected."""


class Kind(Enum):
    """What is required. Each rule of the SHP1xx family reports some kinds."""

    IN_CHANNELS = "in_channels"  # SHP101
    IN_FEATURES = "in_features"  # SHP102
    NORM_FEATURES = "norm_features"  # SHP103
    RANK = "rank"  # SHP104
    WINDOW = "window"  # SHP105: a window larger than its input, an output size <= 0
    RESHAPE = "reshape"  # SHP106
    OPERANDS = "operands"  # SHP107: elementwise operands or merges that do not broadcast
    CONCATENATE = "concatenate"  # SHP108: cat, stack, Keras Concatenate
    MATMUL = "matmul"  # SHP109: matmul, bmm, einsum, Dot
    HYPERPARAMETER = "hyperparameter"  # SHP110
    RECURRENT_INPUT = "recurrent_input"  # SHP111
    ATTENTION = "attention"  # SHP112
    AXIS = "axis"  # SHP113
    LOSS_TARGET = "loss_target"  # SHP116
    FED_DATA = "fed_data"  # SHP117
    INDEX = "index"  # SHP119
    STATISTICS = "statistics"  # SHP120: a mean and a variance of one value
    ELEMENT_TYPE = "element_type"  # SHP122
    CHECK = "check"  # what the program itself checks before it goes on; never reported


@dataclass(frozen=True, slots=True)
class Requirement:
    """`actual` must relate to `expected` as `relation` says.

    `argument` names the constructor's or function's parameter at fault, in the framework's spelling; None if it is an
    input.
    `operand` is the position of the input tensor concerned, `axis` the axis of it, both None where that makes no sense.
    `text` says in one clause what is required, for kinds whose two numbers do not say it all.
    """

    kind: Kind
    verdict: Verdict
    expected: Size | str
    actual: Size | str
    relation: Relation = "=="
    argument: str | None = None
    operand: int | None = 0
    axis: int | None = None
    text: str = ""
