"""Training: `compile`, `fit`, `evaluate`, `predict` and their kin run the model on a batch of the data, and its loss.

https://keras.io/api/models/model_training_apis/
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.frontends.keras.data.pipelines import cut_of, element_of, sized
from shapelint.frontends.keras.data.sequences import as_data_set
from shapelint.frontends.keras.dialect import KERAS
from shapelint.frontends.keras.losses import operation_of_loss
from shapelint.frontends.keras.removed import EARLIER
from shapelint.frontends.keras.training.batch_sizes import batching_of, run_on_batches
from shapelint.frontends.keras.training.feeding import output_names, run_model
from shapelint.frontends.keras.training.own_losses import run_own_loss, run_own_metrics
from shapelint.frontends.numpy import arraylike
from shapelint.frontends.numpy.dialect import NUMPY
from shapelint.interpret.api.apply import apply_node
from shapelint.interpret.api.binding import refuse, reject
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.api.layers import unshifted
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.domain.tensors import tensors_in
from shapelint.interpret.domain.values import (
    BoundMethod,
    DictValue,
    FunctionValue,
    Instance,
    ListValue,
    NativeFunction,
    Unknown,
    class_attribute,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import OPEN_BATCH, Batching, Kind, Tensor
from shapelint.ir.run import Objective
from shapelint.ops.layout.creation import Creation
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, fresh, symbols
from shapelint.syntax.source import Place

LOSS = "_compiled_loss"
METRICS = "_compiled_metrics"
FIT = (
    "x", "y", "batch_size", "epochs", "verbose", "callbacks", "validation_split", "validation_data", "shuffle",
    "class_weight", "sample_weight", "initial_epoch", "steps_per_epoch", "validation_steps", "validation_batch_size",
    "validation_freq",
)  # fmt: skip
PARAMETERS = {
    "fit": FIT,
    "evaluate": ("x", "y", "batch_size", "verbose", "sample_weight", "steps"),
    "predict": ("x", "batch_size", "verbose", "steps", "callbacks"),
    "train_on_batch": ("x", "y", "sample_weight", "class_weight", "return_dict"),
    "test_on_batch": ("x", "y", "sample_weight", "return_dict"),
    "predict_on_batch": ("x",),
}


COMPILE = (
    "optimizer", "loss", "loss_weights", "metrics", "weighted_metrics", "run_eagerly", "steps_per_execution",
    "jit_compile", "auto_scale_loss",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step is fed with: inputs and targets as the program structures them (None for no targets), the size of
    the first batch and the number of all samples, as far as they are known, where the data were given, and how they are
    cut into batches (None when that is not known)."""

    inputs: object
    targets: object
    size: Size
    count: Size | None
    place: Place | None
    cut: Batching | None = None


def compile_model(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`model.compile(optimizer, loss, ...)`: keep the loss, and record what it is for where the outputs are known."""
    model, *rest = arguments
    given = dict(zip(COMPILE, rest, strict=False)) | keywords
    surplus = [k for k in keywords if k not in COMPILE and k not in ("*", "**")]
    if surplus and not m.state.get(EARLIER):
        refuse(m, "keras.Model.compile", f"got an unexpected keyword argument '{surplus[0]}'", unshifted(site))
    if isinstance(model, Instance):
        m.journal.record_write(model)
        unknown = Unknown("a loss that is not known", site.place)
        model.attributes[LOSS] = given.get("loss", unknown if "**" in keywords or "*" in keywords else None)
        model.attributes[METRICS] = given.get("metrics")
        outputs = tuple(tensors_in([model.attributes.get("outputs")]))
        loss, place = operation_of_loss(given.get("loss")), site.keywords.get("loss") or site.of(2) or site.place
        if outputs and loss is not None and place is not None and not m.branching:
            m.recorder.aim(Objective(outputs, loss.name, loss.from_logits, place))
    return None


def trainer(name: str) -> NativeFunction:
    """`fit`, `evaluate`, ... of a model: the data against its input, and the loss of what comes out."""
    parameters = PARAMETERS[name]
    whole = name.endswith("_on_batch")

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        model, *rest = arguments
        given: dict[str, object] = dict(zip(parameters, rest, strict=False)) | keywords
        surplus = [k for k in keywords if k not in parameters and k not in ("*", "**")]
        if surplus and name != "evaluate" and not m.state.get(EARLIER):
            refuse(m, f"keras.Model.{name}", f"got an unexpected keyword argument '{surplus[0]}'", unshifted(site))
        if not isinstance(model, Instance) or "*" in keywords or "**" in keywords:
            return Unknown(f"what {name} gives", site.place)
        places = {p: site.of(i + 1) for i, p in enumerate(parameters)} | dict(site.keywords)
        for parameter in ("x", "y", "sample_weight"):
            if parameter in given:
                given[parameter] = as_rows(given[parameter])
        for parameter in ("x", "validation_data"):
            if parameter in given:
                given[parameter] = as_data_set(m, given[parameter], places.get(parameter) or site.place)
        batch = batch_of(given.get("x"), given.get("y"), given, whole, places.get("x") or site.place)
        callee = f"keras.Model.{name}"
        if name.startswith("predict"):
            return predicted(m, model, batch, callee, site.place)
        if not whole:
            fed = [given.get(parameter) for parameter in ("x", "y", "sample_weight")]
            refuse_counts(m, fed, callee, batch.place)
        step(m, model, batch, callee, site.place)
        held_out = validation(given, places.get("validation_data") or site.place) if name == "fit" else None
        if held_out is not None:
            step(m, model, held_out, "keras.Model.evaluate", site.place)
        return Unknown("what training gives", site.place)

    return NativeFunction(f"keras.Model.{name}", run)


def as_rows(value: object) -> object:
    """A data frame as the array that Keras makes of it, and one of its columns as an array of a single column."""
    made = arraylike.as_array(value)
    if made is value or not isinstance(made, Tensor) or made.shape is None or len(made.shape) != 1:
        return made
    return replace(made, type=made.type.with_shape((*made.shape, 1)))


def validation(given: dict[str, object], place: Place | None) -> Batch | None:
    """The data that `validation_data=` names: a pair, or a data set."""
    value = given.get("validation_data")
    parts = elements(value)
    if parts is not None and len(parts) in (2, 3):
        sizes = {"batch_size": given.get("validation_batch_size") or given.get("batch_size")}
        return batch_of(parts[0], parts[1], sizes, False, place)
    return batch_of(value, None, {}, False, place) if value is not None else None


def batch_of(x: object, y: object, given: dict[str, object], whole: bool, place: Place | None) -> Batch:
    """The first batch of the data: of arrays the first axis is cut, a data set says what its elements are."""
    element = element_of(x)
    if element is not None:
        parts = element if isinstance(element, tuple) else (element,)
        inputs, targets = parts[0], parts[1] if len(parts) > 1 else None
        limited = given.get("steps_per_epoch") is not None or given.get("steps") is not None
        cut = cut_of(x) if isinstance(x, Instance) and not limited else None
        return Batch(inputs, targets, OPEN_BATCH, None, place, cut)
    count = next((t.shape[0] for t in tensors_in([x]) if t.shape), None)
    if whole:
        return Batch(x, y, count if count is not None else OPEN_BATCH, count, place)
    cut = batching_of(count, given)
    first = cut.full if cut is not None and not given.get("validation_split") else OPEN_BATCH
    return Batch(first_batch(x), first_batch(y), first, count, place, cut)


def first_batch(value: object) -> object:
    """Arrays with an open batch in place of the number of samples."""
    if isinstance(value, Tensor):
        if not value.shape:
            return value
        kind = value.type.with_shape((OPEN_BATCH, *value.shape[1:]))
        return replace(value, type=kind)
    if isinstance(value, tuple):
        return tuple(first_batch(v) for v in value)
    if isinstance(value, ListValue):
        return value.changed(first_batch)
    if isinstance(value, DictValue):
        return value.changed(first_batch)
    return value


# --------------------------------------------------------------------------------------------------------- one step


def step(m: Interpreter, model: Instance, batch: Batch, callee: str, place: Place | None) -> None:
    """Inputs through the model, targets and what comes out through the loss."""
    own = class_attribute(model.type, "train_step")
    if isinstance(own, FunctionValue):
        data = batch.inputs if batch.targets is None else (batch.inputs, batch.targets)
        if callee == "keras.Model.fit" and any(tensors_in([data])):
            m.call(BoundMethod(own, model), [data], {}, Site(place))
        return
    output = run_model(m, model, batch.inputs, callee, batch.place or place)
    if output is not None:
        run_on_batches(m, model, batch.inputs, batch.cut, place)
    if output is None or batch.targets is None or class_attribute(model.type, "compute_loss") is not None:
        return
    pairs = [*losses(m, model, batch.targets, output)]
    for loss, target, prediction in pairs:
        pair = (sized(target, batch.size), sized(prediction, batch.size))
        operation = operation_of_loss(loss)
        if operation is not None:
            apply_node(m, operation, pair, f"keras.losses.{operation.name}", batch.place or place, KERAS)
        else:
            run_own_loss(m, loss, *pair, batch.place or place)
        if len(pairs) == 1:
            run_own_metrics(m, model.attributes.get(METRICS), *pair, batch.place or place)


def refuse_counts(m: Interpreter, fed: list[object], callee: str, place: Place | None) -> None:
    """Arrays that are fed together have the same number of samples
    (`check_data_cardinality` in keras/src/trainers/data_adapters/data_adapter_utils.py)."""
    counts = [t.shape[0] for t in tensors_in(fed) if t.shape and isinstance(t.shape[0], int)]
    other = next((count for count in counts if count != counts[0]), None)
    if other is not None:
        text = f"arrays that are fed together must have the same number of samples, not {counts[0]} and {other}"
        reject(m, Rejected(Kind.FED_DATA, None, text, counts[0], other), callee, place, {})


def losses(m: Interpreter, model: Instance, targets: object, output: object) -> Iterator[tuple[object, Tensor, Tensor]]:
    """Each loss with its target and its prediction, where it is clear which belong together: structures of the same
    form, or names of outputs."""
    value = model.attributes.get(LOSS)
    names = output_names(m, model)
    predictions = by_name(output, names)
    wanted, given = by_name(targets, names), by_name(value, names)
    if predictions is None or wanted is None or set(wanted) != set(predictions):
        return
    for name, prediction in predictions.items():
        loss = value if given is None else given.get(name)
        target = wanted[name]
        if loss is not None and isinstance(target, Tensor) and isinstance(prediction, Tensor):
            yield loss, target, prediction


def by_name(value: object, names: list[str]) -> dict[str, object] | None:
    """The parts of a structure of outputs, targets or losses by the outputs' names; None where they do not agree."""
    if isinstance(value, DictValue):
        held = value.exactly()
        return None if held is None else {str(k): v for k, v in held.items()}
    parts = elements(value) if isinstance(value, (ListValue, tuple)) else (value,)
    if parts is None:
        return None
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else None


# ------------------------------------------------------------------------------------------------------- predictions


def predicted(m: Interpreter, model: Instance, batch: Batch, callee: str, place: Place | None) -> object:
    """What `predict` gives: arrays of numpy with the results of all samples."""
    output = run_model(m, model, batch.inputs, callee, batch.place or place)
    if output is not None:
        run_on_batches(m, model, batch.inputs, batch.cut, place)
    if isinstance(output, Tensor):
        return as_array(m, output, batch.count, callee, place)
    parts = elements(output)
    if parts is not None and all(isinstance(part, Tensor) for part in parts):
        return ListValue([as_array(m, t, batch.count, callee, place) for t in tensors_in(parts)])
    return m.unknown("what predict gives", place)


def as_array(m: Interpreter, tensor: Tensor, count: Size | None, callee: str, place: Place | None) -> Tensor:
    """A model's output over all samples, in place of that of one batch."""
    shape = tensor.shape
    if shape:
        first = shape[0] if isinstance(shape[0], int) or OPEN_BATCH not in symbols(shape[0]) else None
        whole = count if shape[0] is OPEN_BATCH and count is not None else first
        shape = (fresh("samples") if whole is None else whole, *shape[1:])
    _, outputs = apply_node(m, Creation(callee, shape, tensor.type.dtype), (tensor,), callee, place, NUMPY)
    return outputs[0]
