"""Data at the entry of a model that says itself what its inputs are."""

from __future__ import annotations

from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.functional import functional_call, is_sequential
from shapelint.frontends.keras.models.graph import FunctionalGraph
from shapelint.frontends.keras.models.history import LayerCall, history
from shapelint.frontends.keras.models.promises import was_not_run
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.binding import reject
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import DictValue, Instance, ListValue
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import Kind, Node, Requirement, Shape, Tensor
from shapelint.ops.structural.model_input import Feed, fitted
from shapelint.records import replace
from shapelint.symbolic import Verdict, equal
from shapelint.syntax.source import Place


def output_names(m: Interpreter, model: Instance) -> list[str]:
    """The names of a model's outputs: those of the layers that give them; one empty name where the model does not say
    how many there are."""
    if not isinstance(model.payload, FunctionalGraph):
        return [""]
    track = history(m)
    steps = [track.step(t) for t in tensors_in([model.payload.outputs])]
    return [
        str(step.layer.attributes.get("name", i)) if isinstance(step, LayerCall) else str(i)
        for i, step in enumerate(steps)
    ]


def run_model(m: Interpreter, model: Instance, inputs: object, callee: str, place: Place | None) -> object:
    """What comes out of a model for a batch; None when the batch is not what the model takes, or is not known."""
    if not any(tensors_in([inputs])):
        return None
    graph = model.payload
    if not isinstance(graph, FunctionalGraph):
        return m.call(model, [inputs], {}, Site(place))
    given = matched(m, graph, inputs)
    if given is None or not all_known(graph.structure):
        return None
    if len(given) != len(graph.inputs):
        text = f"the model takes {len(graph.inputs)} inputs, but is given {len(given)}"
        reject(m, Rejected(Kind.FED_DATA, None, text, len(graph.inputs), len(given)), callee, place, {})
        return None
    return entered(m, model, graph, given, callee, place)


def matched(m: Interpreter, graph: FunctionalGraph, inputs: object) -> list[Tensor] | None:
    """The tensors that are given for the graph's inputs, in their order; None when that is not clear."""
    if isinstance(inputs, Tensor):
        return [inputs]
    if isinstance(inputs, DictValue):
        track = history(m)
        names = [str(track.inputs[t].attributes["name"]) if t in track.inputs else "" for t in graph.inputs]
        found = [inputs.at_least().get(name) for name in names]
    else:
        found = list(elements(inputs) or ())
    tensors = [t for t in found if isinstance(t, Tensor)]
    return tensors if found and len(tensors) == len(found) else None


def entered(
    m: Interpreter, model: Instance, graph: FunctionalGraph, given: list[Tensor], callee: str, place: Place | None
) -> object:
    """The output for given inputs: what the model has declared where they are what it has declared, else what its
    layers make of them. None when they refuse them."""
    exact = not is_sequential(model)
    pairs = list(zip(given, graph.inputs, strict=True))
    shapes = [fitted(t.shape, own.shape) if t.shape and own.shape else None for t, own in pairs]
    wrong_rank = any(t.shape is not None and shape is None for t, shape in zip(given, shapes, strict=True))
    checks = [Feed(own.shape or (), exact=exact).infer([t.type]) for t, own in pairs]
    if wrong_rank or any(r.verdict is Verdict.FAILS for check in checks for r in check.requirements):
        objection, output = "", None
    else:
        objection, output = outcome(m, model, graph, given, shapes)
    failed = False
    for tensor, own, shape in zip(given, graph.inputs, shapes, strict=True):
        layer = history(m).inputs.get(own)
        name = str(layer.attributes.get("name", "")) if layer is not None and len(given) > 1 else ""
        differs = shape is not None and own.shape is not None and not same_sizes(shape, own.shape)
        operation = Feed(own.shape or (), name, exact, objection if differs else "")
        node, _ = apply_node(m, operation, (tensor,), callee, place, KERAS)
        failed = failed or any(r.verdict is Verdict.FAILS for r in node.requirements)
    return None if failed else output


def outcome(
    m: Interpreter, model: Instance, graph: FunctionalGraph, given: list[Tensor], shapes: list[Shape | None]
) -> tuple[str, object]:
    """What the layers refuse ("" for nothing), and what comes out. The layers are only run where a size differs from
    the declared one, or where one of them has not been run yet."""
    if was_not_run(history(m), graph.steps):
        return "", functional_call(m, [model, ListValue(list(given))], {}, Site(None))
    pairs = zip(shapes, graph.inputs, strict=True)
    if all(s is None or own.shape is None or same_sizes(s, own.shape) for s, own in pairs):
        return "", graph.outputs
    tensors = [t if s is None else replace(t, type=t.type.with_shape(s)) for t, s in zip(given, shapes, strict=True)]
    mark = m.recorder.mark()
    stops = dict(m.recorder.stops)
    told = {id(node.definition) for node in m.recorder.nodes if refused(node)}
    output = functional_call(m, [model, ListValue(list(tensors))], {}, Site(None))
    anew = (node for node in m.recorder.nodes[mark[0] :] if node.definition is None or id(node.definition) not in told)
    failed = next(((node, r) for node in anew for r in refused(node)), None)
    m.recorder.rewind(mark)
    m.recorder.stops = stops
    if failed is None:
        return "", output
    node, required = failed
    layer = node.callee.rsplit(".", 1)[-1]
    return f"{layer}: {required.text or f'needs {required.expected}, not {required.actual}'}", None


def refused(node: Node) -> list[Requirement]:
    """What an operation asks for in vain."""
    return [required for required in node.requirements if required.verdict is Verdict.FAILS]


def same_sizes(first: Shape, second: Shape) -> bool:
    """Whether two shapes certainly agree in all sizes but the batch."""
    return len(first) == len(second) and all(
        equal(a, b) is Verdict.HOLDS for a, b in zip(first[1:], second[1:], strict=True)
    )
