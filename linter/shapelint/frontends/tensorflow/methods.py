"""Methods and attributes of tensorflow's tensors and variables:
https://www.tensorflow.org/api_docs/python/tf/Tensor, https://www.tensorflow.org/api_docs/python/tf/Variable."""

from __future__ import annotations

from typing import Any

from shapelint.frontends.keras.vocabulary import keras
from shapelint.frontends.tensorflow.scattering import ensure_shape
from shapelint.frontends.tensorflow.tables import Answer
from shapelint.interpret.api.coercions import Operand
from shapelint.interpret.api.vocabulary import Application, Undetermined
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Shape, Tensor
from shapelint.ops.pointwise.elementwise import Elementwise


@keras.attribute("ndim")
def ndim(tensor: Tensor) -> object:
    return Unknown("the rank of an unknown tensor") if tensor.shape is None else len(tensor.shape)


@keras.attribute("dtype")
def dtype(tensor: Tensor) -> object:
    """Not told: programs decide by it, and types are followed less closely than shapes."""
    return Unknown("the dtype of a tensor")


def _nameless(name: str) -> None:
    @keras.attribute(name)
    def attribute(tensor: Tensor) -> object:
        return Unknown(f"the {what} of a tensor")

    what = name


for _name in ("name", "device", "graph", "op", "trainable"):
    _nameless(_name)


@keras.method("get_shape")
def get_shape(self: Operand) -> Shape | Undetermined:
    from shapelint.frontends.keras.models.open_sizes import keras_shape

    return Undetermined("the shape of an unknown tensor") if self.shape is None else keras_shape(self.shape)  # type: ignore[return-value]


@keras.method("set_shape", replaces=True)
def set_shape(self: Operand, shape: Any) -> Answer:
    answer: Answer = ensure_shape(self, shape)  # type: ignore[assignment]
    return Application(Elementwise("set_shape"), (self,)) if isinstance(answer, Undetermined) else answer


def _itself(name: str) -> None:
    @keras.method(name)
    def method(self: Operand) -> Answer:
        return Application(Elementwise(name), (self,))


for _name in ("numpy", "value", "read_value", "eval", "initialized_value", "gpu", "cpu"):
    _itself(_name)


def _assigning(name: str) -> None:
    @keras.method(name)
    def assign(
        self: Operand, value: object, use_locking: object = False, name: object = None, read_value: object = True
    ) -> Answer:
        return Application(Elementwise("assign"), (self,))


for _name in ("assign", "assign_add", "assign_sub"):
    _assigning(_name)
