"""Data sets that a program writes itself: `keras.utils.PyDataset`, whose `__getitem__` gives a whole batch.
https://keras.io/api/utils/python_utils/#pydataset-class"""

from __future__ import annotations

from shapelint.frontends.keras.data.pipelines import DATASET, ELEMENT, changed
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import Instance, Unknown, class_attribute
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.classes import native_class
from shapelint.ir import OPEN_BATCH, Tensor
from shapelint.records import replace
from shapelint.symbolic import fresh
from shapelint.syntax.source import Place

NAME = "keras.utils.PyDataset"
OF_BATCHES = native_class(DATASET)


def sequence_names() -> dict[str, object]:
    """The class, under its earlier name too."""
    made = native_class(NAME)
    made.variables["__init__"] = native(NAME, lambda m, s, *arguments, **options: None)
    made.variables["on_epoch_end"] = native(NAME, lambda m, s, *arguments: None)
    for name in ("workers", "use_multiprocessing", "max_queue_size", "num_batches"):
        made.variables[name] = Unknown(f"{name} of a data set")
    return {NAME: made, "keras.utils.Sequence": made}


def as_data_set(m: Interpreter, value: object, place: Place | None) -> object:
    """A data set of what its batches look like; any other value as it is."""
    if not isinstance(value, Instance) or all(base.qualified_name != NAME for base in value.type.mro):
        return value
    getter = class_attribute(value.type, "__getitem__")
    if getter is None:
        return value
    batch = m.call_function(getter, [value, fresh("an index", low=0)], place=place)
    return Instance(OF_BATCHES, {ELEMENT: changed(batch, of_any_size)}, place=value.place)


def of_any_size(tensor: Tensor) -> Tensor:
    """How many samples a batch has may differ from one to the next."""
    shape = (OPEN_BATCH, *tensor.shape[1:]) if tensor.shape else tensor.shape
    return replace(tensor, type=tensor.type.with_shape(shape))
