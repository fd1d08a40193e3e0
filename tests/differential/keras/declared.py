"""What the declarations answer for a described call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from differential.harness import Outcome, _Stopped, call, failed
from differential.keras.cases import Layered, Ranked

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.tensorflow.declarations import load
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.api.vocabulary import Application
from shapelint.interpret.domain.values import ClassValue, Instance, ListValue
from shapelint.ir import Definition, Tensor, TensorType
from shapelint.ops.operation import Opaque, Operation
from shapelint.symbolic import Symbol
from shapelint.syntax.source import Place

keras = load()
BATCH = Symbol("N")


def _place() -> Place:
    return Place.__new__(Place)


def described(value: Any) -> Any:
    """A described argument as the interpreter holds it."""
    if isinstance(value, Ranked):
        shape = tuple(BATCH if size is None else size for size in value.shape)
        return Tensor(TensorType(shape, value.dtype), role="data")
    if isinstance(value, Layered):
        return _instance(value)
    if isinstance(value, list):
        return ListValue([described(item) for item in value])
    return tuple(described(item) for item in value) if isinstance(value, tuple) else value


def _instance(layer: Layered) -> Instance | None:
    arguments = [described(a) for a in layer.arguments]
    operation = call(keras.entries[layer.name].implementation, arguments, layer.keywords)
    if not isinstance(operation, Operation):
        return None
    definition = Definition(layer.name, KERAS, operation, {}, _place())
    return Instance(ClassValue(layer.name, (), {}), {}, Layer(keras.entries[layer.name], definition, operation))


def infer_layer(
    name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], inputs: Sequence[Any], options: Mapping[str, Any]
) -> Outcome:
    """The declared layer constructed and called once, built on the way as Keras builds it."""
    entry = keras.entries[name]
    given = {k: described(v) for k, v in keywords.items()}
    operation = call(entry.implementation, [described(a) for a in arguments], given)
    if isinstance(operation, _Stopped):
        return operation.outcome()
    assert isinstance(operation, Operation)
    assert entry.call is not None
    tensors, extra = [described(i) for i in inputs], {k: described(v) for k, v in options.items()}
    first = call(entry.call, (operation, *tensors), extra)
    if isinstance(first, _Stopped):
        return first.outcome()
    assert isinstance(first, Application)
    built = operation.build([t.type for t in first.inputs])
    application = call(entry.call, (built, *tensors), extra)
    assert isinstance(application, Application)
    return _outcome(application, built)


def infer_function(name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Outcome:
    result = call(
        keras.entries[name].implementation,
        [described(a) for a in arguments],
        {k: described(v) for k, v in keywords.items()},
    )
    if isinstance(result, _Stopped):
        return result.outcome()
    if isinstance(result, Application):
        return _outcome(result, None)
    made = isinstance(result, Tensor) or (isinstance(result, list) and all(isinstance(r, Tensor) for r in result))
    return Outcome(False, value=result, output_shapes=tuple(t.shape for t in _flat(result)) if made else None)


def arranged(application: Application, outputs: list[Tensor]) -> tuple[Tensor, ...]:
    """The tensors of the value that the call gives, in order."""
    return _flat(application.arrange(*outputs) if application.arrange is not None else tuple(outputs))


def _flat(value: Any) -> tuple[Tensor, ...]:
    if isinstance(value, Tensor):
        return (value,)
    if not isinstance(value, (tuple, list, ListValue)):
        return ()  # no tensor: what is sparse, or None
    items = value.at_least() if isinstance(value, ListValue) else value
    return tuple(t for item in items for t in _flat(item))


def _outcome(application: Application, layer: Operation | None) -> Outcome:
    inference = application.operation.infer([t.type for t in application.inputs])
    outputs = arranged(application, [Tensor(t) for t in inference.outputs])
    checked = layer if layer is not None else application.operation
    reasons = (*failed(checked.validate()), *failed(inference.requirements))
    return Outcome(
        raises=bool(reasons),
        output_shapes=tuple(t.shape for t in outputs),
        output_dtypes=tuple(t.type.dtype for t in outputs),
        parameter_shapes=None if layer is None else layer.parameters(),
        state_shapes=None if layer is None else layer.state(),
        reasons=reasons,
        undetermined=application.operation.reason if isinstance(application.operation, Opaque) else "",
        operation=application.operation,
    )
