"""Dropout: elements, or whole channels, that are zero at random while a model is trained."""

from __future__ import annotations

from shapelint.ops.pointwise.activation import ShapePreservingWithRank
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class Dropout(ShapePreservingWithRank):
    """Elements are left out at random. `name` is "dropout", or "alpha_dropout" and "gaussian_dropout" for what keeps
    mean and variance in another way; `of_channels` leaves out whole channels, whose other axes go with them. `at_work`
    tells that it certainly leaves something out and divides the rest."""

    of_channels: bool = False
    at_work: bool = False
