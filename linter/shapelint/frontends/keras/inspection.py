"""What a summary wants to know of a Keras model object: `model.layers` in order, and its weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shapelint.frontends.inspection import KnownInput, LayerView, NamedWeights, Parameters
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.models.functional import INPUT_LAYER, MODEL, model_layers, ordered_layers
from shapelint.frontends.keras.models.graph import FunctionalGraph
from shapelint.frontends.keras.models.history import LayerCall, history
from shapelint.frontends.keras.models.layer_contents import is_layer, sublayers
from shapelint.frontends.keras.models.parameters import parameters_of, weights_known, weights_of
from shapelint.frontends.keras.traits import TABLE
from shapelint.frontends.keras.weights.porting import PORTING
from shapelint.frontends.keras.weights.stored_names import named_weights
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import BoundMethod, FunctionValue, Instance
from shapelint.interpret.interpreter import Interpreter
from shapelint.interpret.language.attributes import find_attribute
from shapelint.ir import Node, Tensor


class KerasInspection:
    """The view on Keras models."""

    dialect = KERAS
    traits = TABLE
    porting = PORTING
    by_first_call = False

    def is_model(self, value: object) -> bool:
        return is_layer(value)

    def registered(self, model: Instance) -> Iterable[tuple[str, Instance]]:
        """Nothing: the attributes of a layer are all that it has."""
        return ()

    def parts(self, model: Instance) -> Iterable[Instance]:
        """The layers that the attributes hold."""
        return sublayers(model)

    def named(self, model: Instance) -> Mapping[object, object]:
        """The attributes."""
        return dict(model.attributes.items())

    def has_own_weights(self, model: Instance) -> bool:
        """Not before it is built."""
        return False

    def entry_function(self, m: Interpreter, model: Instance) -> FunctionValue | None:
        """The `call` that is read from source; None for functional and Sequential models."""
        if isinstance(model.payload, FunctionalGraph):
            return None
        function = find_attribute(m, model, "call", None)
        function = function.function if isinstance(function, BoundMethod) else function
        return function if isinstance(function, FunctionValue) else None

    def known_inputs(self, m: Interpreter, model: Instance) -> list[KnownInput]:
        """The inputs that a functional model says itself."""
        if not isinstance(model.payload, FunctionalGraph):
            return []
        track = history(m)
        return [
            KnownInput(
                str(track.inputs[t].attributes.get("name", f"input_{i}")) if t in track.inputs else f"input_{i}",
                t.shape,
                t.type.dtype,
                t.origin,
            )
            for i, t in enumerate(model.payload.inputs)
        ]

    def prepare(self, m: Interpreter, model: Instance) -> None:
        """Keras summaries do not depend on a mode."""

    def layers(self, m: Interpreter, model: Instance) -> list[LayerView]:
        return list(self.rows(m, model, ""))

    def rows(self, m: Interpreter, model: Instance, prefix: str) -> Iterator[LayerView]:
        """`model.layers`, those of a nested model after its own row with names joined by a slash."""
        graph = model.payload if isinstance(model.payload, FunctionalGraph) else None
        is_sequential = any(c.qualified_name == "keras.Sequential" for c in model.type.mro)
        parts: list[object] = list(model_layers(model))
        if graph is not None and not is_sequential:
            parts = list(ordered_layers(m, graph))
        for part in parts:
            if isinstance(part, Node):
                name = part.callee.rsplit(".", 1)[-1]
                yield LayerView(
                    prefix + name, name.title(), part, (), None, tuple(t for t in m.node_outputs.get(id(part), ()))
                )
            elif isinstance(part, Instance):
                path = prefix + str(part.attributes.get("name", ""))
                yield self.view(m, part, path)
                if any(c.qualified_name == MODEL for c in part.type.mro):
                    yield from self.rows(m, part, path + "/")

    def view(self, m: Interpreter, layer: Instance, path: str) -> LayerView:
        weights = tuple(weights_of(layer)) if weights_known(layer) else None
        definition = layer.payload.definition if isinstance(layer.payload, Layer) else None
        return LayerView(path, layer.type.name, layer, weights, definition, self.outputs(m, layer))

    def outputs(self, m: Interpreter, layer: Instance) -> tuple[Tensor, ...]:
        """What came out of the layer where the model was put together."""
        from shapelint.interpret.domain.tensors import tensors_in

        track = history(m)
        if layer.type.qualified_name == INPUT_LAYER:
            return tuple(t for t, owner in track.inputs.items() if owner is layer)
        calls: list[LayerCall] = track.by_layer.get(id(layer), [])
        return tuple(tensors_in([calls[0].result])) if calls else ()

    def parameters(self, m: Interpreter, model: Instance) -> Parameters:
        """Every weight once; moving statistics and frozen layers are not trainable."""
        return parameters_of(m, model)

    def weights(self, m: Interpreter, model: Instance) -> NamedWeights:
        """The weights by their places in a file."""
        return named_weights(m, model)
