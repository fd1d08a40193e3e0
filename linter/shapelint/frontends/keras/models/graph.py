"""The graph of a functional model: the steps that lead from its inputs to its outputs, and what of it is not known."""

from __future__ import annotations

from shapelint.frontends.keras.models.history import History, LayerCall, Step, history, parents, steps_between
from shapelint.interpret.domain.join import ONE_OF_TWO
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.records import dataclass

UNKNOWN_ENDS = "a functional model whose inputs or outputs are not known"
UNKNOWN_PART = "a functional model with a part that is not known"


@dataclass(frozen=True, slots=True, eq=False)
class FunctionalGraph:
    """A model as the steps from its inputs to its outputs; `outputs` keeps the structure that was given. `gap` says why
    there may be other steps between them; "" when these are all."""

    inputs: tuple[Tensor, ...]
    structure: object
    outputs: object
    steps: tuple[Step, ...]
    gap: str = ""

    def forget(self, reason: str) -> None:
        """The model when code that is not known may have changed it: no graph is known."""
        return


def as_list(value: object) -> list[Tensor]:
    return list(tensors_in([value]))


def make_graph(m: Interpreter, inputs: object, outputs: object) -> FunctionalGraph | None:
    """The graph between inputs and outputs; None when either holds no tensor at all."""
    sources, targets = as_list(inputs), as_list(outputs)
    if not sources or not targets:
        return None
    track = history(m)
    steps = tuple(steps_between(track, sources, targets))
    gap = "" if all_known(inputs) and all_known(outputs) else UNKNOWN_ENDS
    if not gap and any(isinstance(s, LayerCall) and not all_known(s.arguments) for s in steps):
        gap = UNKNOWN_PART
    given = frozenset(sources)
    if not gap and any(is_cut_off(track, t, given) for t in (*targets, *(t for s in steps for t in parents(s)))):
        gap = UNKNOWN_PART
    return FunctionalGraph(tuple(sources), inputs, outputs, steps, gap)


def is_cut_off(track: History, tensor: Tensor, sources: frozenset[Tensor]) -> bool:
    """Whether it is not known where a tensor comes from: it stands for an unknown value, or for one of two."""
    if tensor in sources or track.step(tensor) is not None:
        return False
    return tensor.shape is None or tensor.origin == ONE_OF_TWO
