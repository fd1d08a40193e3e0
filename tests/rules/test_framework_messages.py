"""What a rule's page quotes is what the framework says of the page's example, so that a search for it lands there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

import shapelint_rules
from shapelint.diagnostics.rule import Rule

QUOTED = re.compile(r"## What the framework says\n```text\n(.*?)\n```", re.DOTALL)
RULES = [rule for rule in shapelint_rules.load() if QUOTED.search(rule.documentation)]


def quoted(rule: Rule) -> list[str]:
    found = QUOTED.search(rule.documentation)
    assert found is not None
    return found[1].split("\n")


def said(run: Callable[[], object]) -> str:
    with pytest.raises(Exception) as raised:  # noqa: PT011 (each framework's own)
        run()
    return str(raised.value)


def test_most_errors_are_quoted() -> None:
    assert len(RULES) >= 18


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_first_line_is_what_the_example_raises(rule: Rule) -> None:
    example = re.findall(r"```python\n(.*?)```", rule.documentation, re.DOTALL)[0]
    assert quoted(rule)[0] in said(lambda: exec(compile(example, rule.name, "exec"), {"__name__": "__main__"}))


def test_the_others_are_what_keras_raises() -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    from keras import layers

    def dense() -> object:
        layer = layers.Dense(4, name="dense")
        layer(keras.Input((16,)))
        return layer(keras.Input((17,)))

    def convolution() -> object:
        layer = layers.Conv2D(4, 3, name="conv2d")
        layer(keras.Input((8, 8, 3)))
        return layer(keras.Input((8, 8, 4)))

    cases = {
        "SHP101": convolution,
        "SHP102": dense,
        "SHP104": lambda: layers.Conv2D(4, 3, name="conv2d")(keras.Input((57600,))),
        "SHP107": lambda: layers.Add()([keras.Input((8, 8, 16)), keras.Input((8, 8, 32))]),
        "SHP108": lambda: layers.Concatenate()([keras.Input((16, 16, 3)), keras.Input((14, 14, 8))]),
    }
    assert set(cases) == {rule.code for rule in RULES if len(quoted(rule)) > 1}
    for rule in RULES:
        if rule.code in cases:
            assert quoted(rule)[1] in said(cases[rule.code]), rule.code
