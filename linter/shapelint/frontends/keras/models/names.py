"""The names that Keras gives to layers that have none: `conv2d`, `conv2d_1`, ..."""

from __future__ import annotations

import re

from shapelint.interpret.interpreter import Interpreter

COUNTS = "keras.names"
DATA_FORMAT = "keras.data_format"  # in the interpreter's state, once a program has set it


def snake_case(name: str) -> str:
    """`MaxPooling2D` as `max_pooling2d`, by the rule of `keras.src.utils.naming.to_snake_case`."""
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def auto_name(m: Interpreter, class_name: str) -> str:
    """The next free name for an object of that class; counts go on through the program."""
    counts = m.state.setdefault(COUNTS, {})
    assert isinstance(counts, dict)
    base = snake_case(class_name)
    number = counts.get(base, 0)
    counts[base] = number + 1
    return f"{base}_{number}" if number else base
