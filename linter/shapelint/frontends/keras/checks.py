"""What Keras' constructors check of their arguments, and the forms that it brings them into.

The checks and their words are those of `keras.src.utils.argument_validation`: each gives a `Rejected` for what is
surely refused and None otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

from shapelint.interpret.api.vocabulary import Rejected
from shapelint.ir import Kind
from shapelint.records import replace
from shapelint.symbolic import Size

DATA_FORMATS = ("channels_first", "channels_last")


def refuse(argument: str, text: str, actual: object = "", expected: object = "") -> Rejected:
    return Rejected(Kind.HYPERPARAMETER, argument, text, expected, actual)


def once_called(wrong: Rejected | None) -> Rejected | None:
    """The same where the constructor takes it, and it is refused when the layer is called."""
    return None if wrong is None else replace(wrong, when_called=True)


def resolve_data_format(value: str | None, default: str = "channels_last") -> str:
    """The data format in lower case, the default for None; a name that is neither stays as it is."""
    return default if value is None else value.lower()


def check_data_format(value: str | None) -> Rejected | None:
    if resolve_data_format(value) in DATA_FORMATS:
        return None
    return refuse("data_format", "the data format is channels_last or channels_first", value, " or ".join(DATA_FORMATS))


def is_channels_last(value: str | None) -> bool:
    return resolve_data_format(value) == "channels_last"


def check_choice(argument: str, value: object, choices: Iterable[object]) -> Rejected | None:
    """That a value is one of those that the layer knows."""
    known = tuple(choices)
    if value in known:
        return None
    names = ", ".join(str(c) for c in known)
    return refuse(argument, f"{argument} is one of {names}", value, names)


def check_padding(value: str, causal: bool = False) -> Rejected | None:
    return check_choice("padding", value.lower(), ("valid", "same", "causal") if causal else ("valid", "same"))


def check_positive(argument: str, *sizes: Size) -> Rejected | None:
    """That every size is at least 1. A symbolic size is taken to be."""
    bad = next((s for s in sizes if isinstance(s, int) and s <= 0), None)
    return None if bad is None else refuse(argument, f"{argument} must be positive", bad, "> 0")


def check_nonnegative(argument: str, *values: Size | float) -> Rejected | None:
    bad = next((v for v in values if isinstance(v, (int, float)) and v < 0), None)
    return None if bad is None else refuse(argument, f"{argument} must not be negative", bad, ">= 0")


def check_fraction(argument: str, value: float) -> Rejected | None:
    """That a rate lies between 0 and 1."""
    if 0 <= value <= 1:
        return None
    return refuse(argument, f"{argument} must lie between 0 and 1", value, "0 to 1")


def check_stride_or_dilation(strides: tuple[Size, ...], dilation_rate: tuple[Size, ...]) -> Rejected | None:
    """Keras refuses strides above 1 together with dilation rates above 1."""
    strided = any(isinstance(s, int) and s > 1 for s in strides)
    dilated = any(isinstance(d, int) and d > 1 for d in dilation_rate)
    if not (strided and dilated):
        return None
    text = "strides above 1 are not supported together with a dilation rate above 1"
    return refuse("dilation_rate", text, dilation_rate, "1")


def first_refusal(*findings: Rejected | None) -> Rejected | None:
    """The first thing that is wrong."""
    return next((f for f in findings if f is not None), None)
