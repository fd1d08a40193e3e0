"""Layers that say what shape comes out of them: a call on a symbolic tensor takes their word and does not run them
(`compute_output_spec` in keras/src/layers/layer.py). What they would refuse is refused when data come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shapelint.frontends.keras.models.history import History, LayerCall, Step, history
from shapelint.frontends.keras.models.open_sizes import is_open, keras_shape, tensor_shape
from shapelint.frontends.keras.removed import EARLIER
from shapelint.interpret.api.apply import apply_operation
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import (
    BoundMethod,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.record.recorder import Recorder
from shapelint.ir import Shape, Tensor
from shapelint.ops.layout.creation import Creation
from shapelint.ops.structural.wrappers import Foreign
from shapelint.records import replace
from shapelint.symbolic import Expression, Verdict, equal

GRAPHS = ("keras.models.Functional.call", "keras.Sequential.call")
EACH_STEP, RECURRENCE = "keras.layers.TimeDistributed", "keras.layers.RNN"


def runs_a_graph(layer: Instance) -> bool:
    """Whether calling the layer is calling the layers of a functional or sequential model, and nothing else."""
    call = class_attribute(layer.type, "call")
    return isinstance(call, NativeFunction) and call.name in GRAPHS


def says_shape(layer: object) -> bool:
    """Whether a layer of the program's own, or one around it, says the shape of its output without being run."""
    if not isinstance(layer, Instance):
        return False
    if isinstance(class_attribute(layer.type, "compute_output_shape"), FunctionValue):
        return True
    if not isinstance(layer.payload, Layer) or not isinstance(layer.payload.operation, Foreign):
        return False
    wrapper = layer.type.qualified_name
    return wrapper == RECURRENCE or (wrapper == EACH_STEP and says_shape(layer.attributes.get("layer")))


def taken_at_its_word(
    m: Interpreter, layer: Instance, given: list[object], result: object, mark: tuple[int, ...], site: Site
) -> object:
    """What comes out of a symbolic call, in place of what running the layer has given (`result`, recorded since
    `mark`)."""
    track = history(m)
    if track.traced or not says_shape(layer) or m.state.get(EARLIER) or not track.is_symbolic():
        return result
    refused = any(refusals(m.recorder, mark))
    if refused:
        m.recorder.rewind(mark)
        track.unrun.add(id(layer))
    shape = stated_shape(m, layer, given[0] if given else None, site)
    if isinstance(result, Tensor) and result.shape is not None and shape is not None and agree(shape, result.shape):
        return result
    if shape is None or (not isinstance(result, Tensor) and any(tensors_in([result]))):
        return m.unknown(f"what {layer.type.name} says of its output", site.place) if refused else result
    lending = tuple(tensors_in(given[:1]))[:1]
    return apply_operation(m, Creation(layer.type.name, shape), lending, layer.type.name, site.place)


def refusals(recorder: Recorder, mark: tuple[int, ...]) -> Iterator[object]:
    """What has been refused since `mark`."""
    nodes, _, events = recorder.kept()[:3]
    yield from (n for n in nodes[mark[0] :] if any(r.verdict is Verdict.FAILS for r in n.requirements))
    yield from events[mark[2] :]


def stated_shape(m: Interpreter, layer: Instance, given: object, site: Site) -> Shape | None:
    """The shape that a layer states; None where it is not known, or is not that of one tensor."""
    stated = class_attribute(layer.type, "compute_output_shape")
    if isinstance(stated, FunctionValue):
        if len(stated.definition.parameters.regular) != 2:
            return None
        found = elements(m.call(BoundMethod(stated, layer), [shape_of(given)], {}, Site(site.place)))
        known = found is not None and all(size is None or isinstance(size, (int, Expression)) for size in found)
        return tensor_shape(found, layer.type.name) if known and found is not None else None
    if not isinstance(given, Tensor) or given.shape is None or len(given.shape) < 3:
        return None
    if layer.type.qualified_name == EACH_STEP:
        step = replace(given, type=given.type.with_shape((given.shape[0], *given.shape[2:])))
        inner = layer.attributes.get("layer")
        shape = stated_shape(m, inner, step, site) if isinstance(inner, Instance) else None
        return (shape[0], given.shape[1], *shape[1:]) if shape else None
    return None


def shape_of(value: object) -> object:
    """What `build` and `compute_output_shape` are given: the input's shape, or those of several inputs."""
    if isinstance(value, Tensor):
        return keras_shape(value.shape) if value.shape is not None else Unknown("the shape of an unknown input")
    if isinstance(value, ListValue):
        return value.changed(shape_of)
    if isinstance(value, tuple):
        return tuple(shape_of(v) for v in value)
    return Unknown("the shape of an unknown input")


def agree(stated: Shape, found: Shape) -> bool:
    """Whether a stated shape is that of a tensor, as far as both are known."""
    return len(stated) == len(found) and all(
        is_open(found_size) if is_open(size) else equal(size, found_size) is not Verdict.FAILS
        for size, found_size in zip(stated, found, strict=True)
    )


def was_not_run(track: History, steps: Iterable[Step]) -> bool:
    """Whether there is a layer among the steps of a model that refused what it has been called on."""
    layers = [step.layer for step in steps if isinstance(step, LayerCall)]
    inner: list[Iterable[Step]] = [getattr(layer.payload, "steps", ()) for layer in layers]
    return any(id(layer) in track.unrun for layer in layers) or any(was_not_run(track, steps) for steps in inner)
