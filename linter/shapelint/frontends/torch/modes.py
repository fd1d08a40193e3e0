"""Training and evaluation: what a layer does depends on the mode that its module is in.

https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.train
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import Instance, class_attribute
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.ops.element_types import WHOLE
from shapelint.ops.norm.normalization import BatchNormalization
from shapelint.ops.operation import Operation
from shapelint.ops.pointwise.dropout import Dropout
from shapelint.records import replace


def in_its_mode(
    m: Interpreter, instance: Instance, layer: Layer, operation: Operation, arguments: Sequence[object]
) -> Operation:
    """The operation as it is in the mode of its module, where that makes a difference: a normalization in training of
    a batch of one, or a dropout of whole channels of what has none, whose mode is the program's own doing."""
    given = arguments[0] if arguments else None
    if isinstance(operation, Dropout):
        return dropping(m, instance, layer, operation, given)
    if not isinstance(operation, BatchNormalization) or not isinstance(given, Tensor) or not given.shape:
        return operation
    if given.shape[0] != 1 or operation.features is None:
        return operation
    if not is_training(instance) or not is_of_this_run(m, layer):
        return operation
    return replace(operation, training=True)


def dropping(m: Interpreter, instance: Instance, layer: Layer, operation: Dropout, given: object) -> Operation:
    """A dropout in training looks for channels, where it leaves some out, and divides what it keeps."""
    p = layer.fields.get("p")
    if not isinstance(given, Tensor) or not isinstance(p, (int, float)) or p <= 0:
        return operation
    flat = given.shape is not None and len(given.shape) < 2 and operation.of_channels and not operation.minimum_rank
    whole = p < 1 and given.element is not None and given.element.name in WHOLE
    if (not flat and not whole) or not is_training(instance) or not is_of_this_run(m, layer):
        return operation
    return replace(operation, minimum_rank=2 if flat else operation.minimum_rank, at_work=whole)


def is_training(instance: Instance) -> bool | None:
    """The mode of a module; None when it is not known."""
    held = instance.attributes.get("training", class_attribute(instance.type, "training"))
    return held if isinstance(held, bool) and instance.open is None else None


def is_of_this_run(m: Interpreter, layer: Layer) -> bool:
    """Whether the layer was built in the run that calls it now, with the program's own arguments: between two runs
    the program may have changed its mode."""
    return not m.is_assumed and any(made is layer.definition for made in reversed(m.recorder.definitions))
