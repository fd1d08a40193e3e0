"""Padding of torch.nn.functional: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.torch.functional.pooling import applied
from shapelint.frontends.torch.nn.padding import pad as padding_of
from shapelint.frontends.torch.vocabulary import functional_names, torch
from shapelint.interpret.api.coercions import Sizes
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.ir import Kind, Tensor

MODES = ("constant", "reflect", "replicate", "circular")


@torch.function(*functional_names("pad"))
def pad(input: Tensor, pad: Sizes, mode: str = "constant", value: Any = None) -> Application | Rejected | Undetermined:
    if mode not in MODES:
        expected = ", ".join(MODES)
        return Rejected(Kind.HYPERPARAMETER, "mode", f"mode must be one of {expected}", expected, mode)
    if mode != "constant" and isinstance(value, (int, float)) and value != 0:
        text = "a value can be given in the mode 'constant' alone"
        return Rejected(Kind.HYPERPARAMETER, "value", text, "none", str(value))
    if mode != "constant" and len(pad) not in (2, 4, 6):
        text = f"the mode {mode} pads one to three axes, which takes 2, 4 or 6 amounts"
        return Rejected(Kind.HYPERPARAMETER, "pad", text, "2, 4 or 6", len(pad))
    return applied(padding_of(pad, mode, "pad"), input)
