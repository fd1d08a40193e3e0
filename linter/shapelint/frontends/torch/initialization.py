"""What torch.nn.init computes from the shape of a weight.

https://docs.pytorch.org/docs/stable/nn.init.html
"""

from __future__ import annotations

import math

from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Tensor
from shapelint.symbolic import Size, product

GAINS = {
    **dict.fromkeys(("linear", "conv1d", "conv2d", "conv3d", "sigmoid"), 1.0),
    **{f"conv_transpose{rank}d": 1.0 for rank in (1, 2, 3)},
    "tanh": 5.0 / 3, "relu": math.sqrt(2.0), "selu": 0.75,
}  # fmt: skip


def fans(tensor: object) -> tuple[Size, Size] | None:
    """How many values enter and leave one unit; None where the weight's shape is not known."""
    shape = tensor.shape if isinstance(tensor, Tensor) else None
    if shape is None or len(shape) < 2:
        return None
    field = product(shape[2:])
    return shape[1] * field, shape[0] * field


def both_fans(m: Interpreter, site: Site, tensor: object) -> object:
    found = fans(tensor)
    return found if found is not None else (Unknown("a fan", site.place), Unknown("a fan", site.place))


def one_fan(m: Interpreter, site: Site, tensor: object, mode: object) -> object:
    found = fans(tensor)
    if found is None or mode not in ("fan_in", "fan_out"):
        return Unknown("a fan", site.place)
    return found[0] if mode == "fan_in" else found[1]


def gain(m: Interpreter, site: Site, nonlinearity: object, param: object = None) -> object:
    if isinstance(nonlinearity, str) and nonlinearity in GAINS:
        return GAINS[nonlinearity]
    return Unknown("the gain of an activation", site.place)


NAMES: dict[str, object] = {
    "torch.nn.init._calculate_fan_in_and_fan_out": native("torch.nn.init._calculate_fan_in_and_fan_out", both_fans),
    "torch.nn.init._calculate_correct_fan": native("torch.nn.init._calculate_correct_fan", one_fan),
    "torch.nn.init.calculate_gain": native("torch.nn.init.calculate_gain", gain),
}
