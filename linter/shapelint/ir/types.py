"""Tensor types: what is known of a tensor before anything runs."""

from __future__ import annotations

from shapelint.limits import MOST_AXES, is_countable
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, standing

Shape = tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class TensorType:
    """A tensor's shape and dtype.

    `shape` is None when not even the rank is known. Then `source` may name the model input whose shape this is,
    unchanged: the first operation that expects a certain rank settles it (see `Operation.canonical_input_shape`).
    A single unknown size is a fresh `symbolic.Symbol` with `known=False`: the same symbol is the same unknown.
    `dtype` is torch's name for it ("float32", "int64", "bool"), None when unknown.
    """

    shape: Shape | None
    dtype: str | None = "float32"
    source: str | None = None

    @property
    def rank(self) -> int | None:
        return None if self.shape is None else len(self.shape)

    def with_shape(self, shape: Shape | None) -> TensorType:
        """The same dtype with another shape."""
        return replace(self, shape=shape, source=None)

    def within_limits(self) -> TensorType:
        """The same, or of unknown shape where it has more axes than a tensor can have, or longer ones."""
        shape = self.shape
        if shape is None or (len(shape) <= MOST_AXES and all(map(is_countable, shape))):
            return self
        return self.with_shape(None)

    def with_dtype(self, dtype: str | None) -> TensorType:
        return replace(self, dtype=dtype)


UNKNOWN_TENSOR = TensorType(None, None)
OPEN_BATCH = standing("batch")  # the size that a framework leaves open in a shape that it states itself
