"""What tensorflow's shapes and element types, which are held as tuples and texts, have besides."""

from __future__ import annotations

from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.interpret.language.attributes import MISSING

OF_DTYPES = frozenset(
    {"name", "is_floating", "is_integer", "is_bool", "base_dtype", "max", "min", "size", "as_numpy_dtype"}
)


def attribute_of_shape(value: object, name: str) -> object:
    """An attribute of a `tf.TensorShape`; MISSING if it is not modelled."""
    assert isinstance(value, tuple)
    return len(value) if name in ("rank", "ndims") else ListValue(list(value)) if name == "dims" else MISSING


def attribute_of_dtype(value: object, name: str) -> object:
    """An attribute of a `tf.DType`; MISSING if it is not modelled."""
    if name in ("name", "base_dtype"):
        return value
    return Unknown(f"{name} of a dtype") if name in OF_DTYPES else MISSING
