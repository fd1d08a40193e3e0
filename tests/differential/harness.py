"""Running one declared API entry on plain Python arguments, the way the interpreter does, without a program around it.

    infer_layer(vocabulary, "torch.nn.Conv2d", (3, 8, 3), {"padding": 1}, [(1, 3, 8, 8)]) -> Outcome
    infer_function(vocabulary, "torch.flatten", (Given((2, 3, 4)), 1), {}) -> Outcome

Tensors among the arguments are written as `Given(shape, dtype)`; an input of a layer may also be a bare shape. Nothing
here knows a framework: what the framework itself answers is the caller's business (`differential.torch.oracle`, ...).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shapelint.interpret.api.coercions import Unfit, coercion
from shapelint.interpret.api.vocabulary import Application, Entry, Rejected, Undetermined, Vocabulary
from shapelint.interpret.domain.values import DictValue, ListValue
from shapelint.ir import Requirement, Shape, Tensor, TensorType
from shapelint.ops.operation import Opaque, Operation
from shapelint.symbolic import Verdict


@dataclass(frozen=True)
class Given:
    """A tensor among the arguments; `values` are "zeros", or "identity" where matrices must not be singular."""

    shape: tuple[int, ...]
    dtype: str = "float32"
    values: str = "zeros"


@dataclass(frozen=True)
class Outcome:
    """What the declaration says about one call.

    `reasons` are the failed requirements and refusals, in order. `undetermined` says why there is no answer, "" when
    there is one. `value` is a function's plain result, where it is no tensor. Shapes are those of the operation's
    outputs in order. `parameter_shapes` and `state_shapes` are None for a function, and where they are not known.
    """

    raises: bool
    output_shapes: tuple[Shape | None, ...] | None = None
    output_dtypes: tuple[str | None, ...] | None = None
    parameter_shapes: Mapping[str, Shape] | None = None
    state_shapes: Mapping[str, Shape] | None = None
    reasons: tuple[Requirement | Rejected | str, ...] = ()
    undetermined: str = ""
    operation: Operation | None = None
    value: object = None


@dataclass(frozen=True)
class _Stopped:
    """A binding that did not succeed: the call raises (`reason`) or is not determined."""

    reason: Rejected | str | None
    undetermined: str = ""

    def outcome(self) -> Outcome:
        if self.reason is None:
            return Outcome(False, undetermined=self.undetermined)
        return Outcome(True, reasons=(self.reason,))


def interpreted(value: object) -> object:
    """A Python value as the interpreter holds it."""
    if isinstance(value, Given):
        return Tensor(TensorType(tuple(value.shape), value.dtype), role="data")
    if isinstance(value, list):
        return ListValue([interpreted(item) for item in value])
    if isinstance(value, tuple):
        return tuple(interpreted(item) for item in value)
    if isinstance(value, dict):
        return DictValue({key: interpreted(item) for key, item in value.items()})
    return value


def bind(
    function: Callable[..., object], arguments: Sequence[object], keywords: Mapping[str, object]
) -> tuple[tuple[object, ...], dict[str, object]] | _Stopped:
    """Arguments bound to the declared signature, defaults included, each coerced as its annotation says."""
    signature = inspect.signature(function)
    try:
        bound = signature.bind(*(interpreted(a) for a in arguments), **{k: interpreted(v) for k, v in keywords.items()})
    except TypeError as error:
        return _Stopped(str(error))
    bound.apply_defaults()
    for name, parameter in signature.parameters.items():
        coerce = coercion(parameter.annotation)
        if coerce is None or bound.arguments[name] is parameter.default is None:
            continue
        if parameter.kind is parameter.VAR_KEYWORD:
            continue
        value = bound.arguments[name]
        several = parameter.kind is parameter.VAR_POSITIONAL
        coerced = tuple(coerce(item) for item in value) if several else (coerce(value),)
        for item in coerced:
            if isinstance(item, Unfit):
                return _Stopped(f"{name}: {item.text}")
            if isinstance(item, Undetermined):
                return _Stopped(None, f"{name}: {item.reason}")
        bound.arguments[name] = coerced if several else coerced[0]
    return bound.args, bound.kwargs


def call(function: Callable[..., object], arguments: Sequence[object], keywords: Mapping[str, object]) -> object:
    """The result of a declared body, or a `_Stopped`."""
    bound = bind(function, arguments, keywords)
    if isinstance(bound, _Stopped):
        return bound
    result = function(*bound[0], **bound[1])
    if isinstance(result, Rejected):
        return _Stopped(result)
    if isinstance(result, Undetermined):
        return _Stopped(None, result.reason)
    return result


def failed(requirements: Sequence[Requirement]) -> tuple[Requirement, ...]:
    return tuple(r for r in requirements if r.verdict is Verdict.FAILS)


def infer_layer(
    vocabulary: Vocabulary,
    name: str,
    arguments: Sequence[object] = (),
    keywords: Mapping[str, object] | None = None,
    inputs: Sequence[Given | tuple[int, ...]] = (),
    call_keywords: Mapping[str, object] | None = None,
) -> Outcome:
    """Construct the declared layer and call it once on `inputs`."""
    entry = vocabulary.entries[name]
    operation = call(entry.implementation, arguments, keywords or {})
    if isinstance(operation, _Stopped):
        return operation.outcome()
    assert isinstance(operation, Operation)
    tensors = [item if isinstance(item, Given) else Given(tuple(item)) for item in inputs]
    application = _layer_call(entry, operation, tensors, call_keywords or {})
    at_construction = failed(operation.validate())
    if isinstance(application, _Stopped):
        outcome = application.outcome()
        reasons = (*at_construction, *outcome.reasons)
        return Outcome(bool(reasons), reasons=reasons, undetermined=outcome.undetermined, operation=operation)
    built = operation.build([t.type for t in application.inputs])
    if built != operation:
        application = _layer_call(entry, built, tensors, call_keywords or {})
        assert isinstance(application, Application)
    return _outcome(application, at_construction, built)


def _layer_call(
    entry: Entry, operation: Operation, tensors: Sequence[Given], keywords: Mapping[str, object]
) -> Application | _Stopped:
    assert entry.call is not None
    application = call(entry.call, (operation, *tensors), keywords)
    assert isinstance(application, (Application, _Stopped))
    return application


def infer_function(
    vocabulary: Vocabulary, name: str, arguments: Sequence[object] = (), keywords: Mapping[str, object] | None = None
) -> Outcome:
    """Call the declared function, or the tensor method of that name when it begins with a dot (".view")."""
    entry = vocabulary.methods[name[1:]] if name.startswith(".") else vocabulary.entries[name]
    result = call(entry.implementation, arguments, keywords or {})
    if isinstance(result, _Stopped):
        return result.outcome()
    if not isinstance(result, Application):
        return Outcome(False, value=result)
    return _outcome(result, failed(result.operation.validate()), None)


def _outcome(application: Application, before: tuple[Requirement, ...], layer: Operation | None) -> Outcome:
    inference = application.operation.infer([t.type for t in application.inputs])
    reasons = (*before, *failed(inference.requirements))
    return Outcome(
        raises=bool(reasons),
        output_shapes=tuple(t.shape for t in inference.outputs),
        output_dtypes=tuple(t.dtype for t in inference.outputs),
        parameter_shapes=None if layer is None else layer.parameters(),
        state_shapes=None if layer is None else layer.state(),
        reasons=reasons,
        undetermined=application.operation.reason if isinstance(application.operation, Opaque) else "",
        operation=application.operation,
    )
