"""A row of a summary as people read it: one call of a module or layer, at its depth."""

from __future__ import annotations

from shapelint.analysis.results import Dim, PlainShape, SourceLocation
from shapelint.records import dataclass


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """One call of a module or layer within a model, or one that is never called (`call` 0).

    `name` is its path from the row around it on, `depth` the number of rows around it. `params` and `weight_bytes`
    count what it holds and all below, each once; `call` numbers its calls, from the second on it is the same one again.
    `trainable` is None where some of it is trained, or where that is not known. `kernel` and `receptive_field` are by
    spatial axis, None where there is none. `activation_bytes` are those of what comes out."""

    path: str
    name: str
    type: str
    depth: int
    call: int
    inputs: tuple[PlainShape, ...]
    outputs: tuple[PlainShape, ...]
    params: Dim
    trainable: bool | None
    macs: Dim
    weight_bytes: Dim
    activation_bytes: Dim
    kernel: tuple[Dim, ...] | None = None
    receptive_field: tuple[int, ...] | None = None
    location: SourceLocation | None = None

    def to_dict(self) -> dict[str, object]:
        return {
            "path": self.path,
            "name": self.name,
            "type": self.type,
            "depth": self.depth,
            "call": self.call,
            "inputs": [None if s is None else list(s) for s in self.inputs],
            "outputs": [None if s is None else list(s) for s in self.outputs],
            "params": self.params,
            "trainable": self.trainable,
            "macs": self.macs,
            "weight_bytes": self.weight_bytes,
            "activation_bytes": self.activation_bytes,
            "kernel": None if self.kernel is None else list(self.kernel),
            "receptive_field": None if self.receptive_field is None else list(self.receptive_field),
            "location": None if self.location is None else self.location.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes: of the inputs, of all parameters, and of the results of the layers with parameters, twice, as a training
    step keeps them with their gradients (what torchinfo calls the forward/backward pass). None where not known."""

    inputs: Dim = None
    weights: Dim = None
    activations: Dim = None

    def to_dict(self) -> dict[str, object]:
        return {"inputs": self.inputs, "weights": self.weights, "activations": self.activations}
