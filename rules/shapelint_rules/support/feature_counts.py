"""The check that the rules on layers with a declared number of features share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shapelint.diagnostics.rule import Finding
from shapelint.ir import Kind
from shapelint_rules.support.failures import Subject, failures, features_expected
from shapelint_rules.support.remedies import right_number
from shapelint_rules.support.swapped_axes import swapped

INITIAL_STATES = ("hx", "initial_state")


def feature_count(kind: Kind) -> Callable[[Subject], Iterator[Finding]]:
    """The check of a rule on a layer that is declared for another number of features than it receives."""

    def check(subject: Subject) -> Iterator[Finding]:
        for failure in failures(subject, kind):
            required = failure.requirement
            is_whole_shape = required.argument in INITIAL_STATES
            is_equality = required.relation == "==" and failure.has_numbers and not is_whole_shape
            swap = swapped(failure) if is_equality else None
            yield Finding(
                features_expected(failure) if is_equality else failure.in_words,
                failure.place,
                required.expected,
                required.actual,
                help=swap.help if swap else "",
                replacement=str(required.actual) if failure.replaceable and is_equality and not swap else "",
                operand=failure.operand,
                remedy=swap.remedy() if swap else right_number(failure) if is_equality else None,
            )

    return check
