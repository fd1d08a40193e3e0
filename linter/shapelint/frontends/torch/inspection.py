"""What a summary wants to know of a torch model object: its leaf layers and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shapelint.frontends.inspection import KnownInput, LayerView, NamedWeights, Parameters
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import children, is_module, named_modules
from shapelint.frontends.torch.parameters import gap_of, parameters_of
from shapelint.frontends.torch.porting import PORTING
from shapelint.frontends.torch.state_names import named_weights
from shapelint.frontends.torch.traits import TABLE
from shapelint.interpret.api.layers import Layer
from shapelint.interpret.domain.values import BoundMethod, DictValue, FunctionValue, Instance
from shapelint.interpret.interpreter import STUB, Interpreter
from shapelint.interpret.language.attributes import find_attribute
from shapelint.ir import Tensor
from shapelint.ops.attention.attention import MultiHeadAttention


class TorchInspection:
    """The view on torch models."""

    dialect = TORCH
    traits = TABLE
    porting = PORTING
    by_first_call = True

    def is_model(self, value: object) -> bool:
        return is_module(value)

    def registered(self, model: Instance) -> Iterable[tuple[str, Instance]]:
        """The children, by name."""
        return children(model)

    def parts(self, model: Instance) -> Iterable[Instance]:
        """The children."""
        return (child for _, child in children(model))

    def named(self, model: Instance) -> Mapping[object, object]:
        """The registered modules by name."""
        held = model.attributes.get("_modules")
        return held.at_least() if isinstance(held, DictValue) else dict(model.attributes.items())

    def has_own_weights(self, model: Instance) -> bool:
        held = model.attributes.get("_parameters")
        return isinstance(held, DictValue) and bool(held.at_least())

    def entry_function(self, m: Interpreter, model: Instance) -> FunctionValue | None:
        """What runs when the model is called, if it is read from source: a `__call__` of its own, else `forward`; None
        for a declared layer's."""
        own_call = next((c.variables["__call__"] for c in model.type.mro if "__call__" in c.variables), None)
        if isinstance(own_call, FunctionValue) and is_own_source(own_call):
            return own_call
        forward = find_attribute(m, model, "forward", None)
        function = forward.function if isinstance(forward, BoundMethod) else forward
        return function if isinstance(function, FunctionValue) else None

    def known_inputs(self, m: Interpreter, model: Instance) -> list[KnownInput]:
        """A torch model says nothing of its inputs."""
        return []

    def prepare(self, m: Interpreter, model: Instance) -> None:
        """Put the model into evaluation mode, as summaries show it."""
        for _, module in named_modules(model):
            m.journal.record_write(module)
            module.attributes["training"] = False

    def layers(self, m: Interpreter, model: Instance) -> list[LayerView]:
        """The leaf modules with their dotted paths, in the order of their registration, and those of the others that
        hold parameters themselves, so that the rows add up. An attention is one: what is in it is never called."""
        rows: list[LayerView] = []
        inside: set[int] = set()
        for path, module in named_modules(model):
            if id(module) in inside:
                continue
            held = own_parameters(module)
            is_leaf = not any(True for _ in children(module))
            if not is_leaf and is_attention(module):
                parts = [part for _, part in named_modules(module)]
                inside.update(map(id, parts))
                each = [own_parameters(part) for part in parts]
                held = None if None in each else tuple(p for some in each if some is not None for p in some)
                is_leaf = True
            if is_leaf or held:
                kind, definition = module.type.name, definition_of(module)
                rows.append(LayerView(path, kind, module, held, definition, alone=not is_leaf))
        return rows

    def parameters(self, m: Interpreter, model: Instance) -> Parameters:
        """Every parameter once, and whether it is trainable."""
        return parameters_of(m, model)

    def weights(self, m: Interpreter, model: Instance) -> NamedWeights:
        """The parameters and buffers as `state_dict()` names them."""
        return named_weights(m, model)


def is_own_source(function: FunctionValue) -> bool:
    """Whether a function stands in the program, not in what the interpreter itself is given to read."""
    return function.module.file is not None and not function.module.file.path.startswith(STUB)


def own_parameters(module: Instance) -> tuple[Tensor, ...] | None:
    held = module.attributes.get("_parameters")
    if gap_of(module):
        return None
    if not isinstance(held, DictValue):
        return ()
    return tuple(v for v in held.at_least().values() if isinstance(v, Tensor))


def is_attention(module: Instance) -> bool:
    """Whether a module computes an attention as a whole, its output projection included."""
    return isinstance(module.payload, Layer) and isinstance(module.payload.operation, MultiHeadAttention)


def definition_of(module: Instance) -> object:
    return module.payload.definition if isinstance(module.payload, Layer) else None
