"""What a program sets on torch's own layers: their forward reads some of their fields, and their weights, at each call.

Which ones is written in torch.nn.modules, https://docs.pytorch.org/docs/stable/nn.html: a convolution reads its stride
and takes its channels from its weight, so that setting `in_channels` changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from shapelint.frontends.torch.module_names import LAYER_NAMES
from shapelint.interpret.api.layers import MISSING, Layer, fields_set, reconstructed
from shapelint.interpret.domain.values import DictValue, Instance, Unknown
from shapelint.ir import Shape, Tensor
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import dataclass
from shapelint.symbolic import Size

Arguments = dict[str, object]
FromWeight = Callable[[Shape, Mapping[str, object]], Arguments]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the forward of a layer with weights reads: not the `unread` fields; from the weight's shape follow the
    arguments that `sizes` gives."""

    unread: frozenset[str]
    sizes: FromWeight


def grouped(size: Size, arguments: Mapping[str, object]) -> Size:
    groups = arguments.get("groups", 1)
    return size * groups if isinstance(groups, int) else size


def of_convolution(shape: Shape, arguments: Mapping[str, object]) -> Arguments:
    return {"out_channels": shape[0], "in_channels": grouped(shape[1], arguments), "kernel_size": tuple(shape[2:])}


def of_transposed(shape: Shape, arguments: Mapping[str, object]) -> Arguments:
    return {"in_channels": shape[0], "out_channels": grouped(shape[1], arguments), "kernel_size": tuple(shape[2:])}


def in_order(*names: str) -> FromWeight:
    """The weight's sizes are these arguments."""
    return lambda shape, arguments: dict(zip(names, shape, strict=False))


def of_nothing(shape: Shape, arguments: Mapping[str, object]) -> Arguments:
    return {}


CONVOLUTION = Reading(frozenset({"in_channels", "out_channels", "kernel_size"}), of_convolution)
TRANSPOSED = Reading(frozenset({"in_channels", "out_channels"}), of_transposed)
BATCH_NORM = Reading(frozenset({"num_features", "affine"}), in_order("num_features"))
LINEAR = Reading(frozenset({"in_features", "out_features"}), in_order("out_features", "in_features"))
EMBEDDING = Reading(frozenset({"num_embeddings", "embedding_dim"}), in_order("num_embeddings", "embedding_dim"))
READINGS: dict[str, Reading] = {
    **{f"torch.nn.Conv{rank}d": CONVOLUTION for rank in (1, 2, 3)},
    **{f"torch.nn.ConvTranspose{rank}d": TRANSPOSED for rank in (1, 2, 3)},
    **{f"torch.nn.BatchNorm{rank}d": BATCH_NORM for rank in (1, 2, 3)},
    **{f"torch.nn.InstanceNorm{rank}d": Reading(frozenset(), in_order("num_features")) for rank in (1, 2, 3)},
    "torch.nn.SyncBatchNorm": BATCH_NORM,
    "torch.nn.Linear": LINEAR,
    "torch.nn.modules.linear.NonDynamicallyQuantizableLinear": LINEAR,
    "torch.nn.Bilinear": Reading(
        frozenset({"in1_features", "in2_features", "out_features"}),
        in_order("out_features", "in1_features", "in2_features"),
    ),
    "torch.nn.Embedding": EMBEDDING,
    "torch.nn.EmbeddingBag": EMBEDDING,
    "torch.nn.GroupNorm": Reading(frozenset({"num_channels", "affine"}), in_order("num_channels")),
    "torch.nn.LayerNorm": Reading(frozenset({"elementwise_affine"}), of_nothing),
    "torch.nn.RMSNorm": Reading(frozenset({"elementwise_affine"}), of_nothing),
    "torch.nn.PReLU": Reading(frozenset({"num_parameters"}), in_order("num_parameters")),
}
UNREAD = frozenset({"device", "dtype", "eps", "momentum", "dropout", "inplace", "training"})
READ_AT_EACH_CALL = frozenset({"batch_first"})  # by all layers that have it, but for those of transformers


def current_operation(instance: Instance, layer: Layer) -> Operation:
    """The operation that a call of the layer runs now: that of its construction, or what follows from the fields and
    weights that the program has set since."""
    if isinstance(layer.operation, Opaque):
        return layer.operation
    if is_patched(instance):
        return Opaque(f"a {instance.type.name} whose own methods are replaced")
    changed = {
        n: v for n, v in fields_set(instance, layer).items() if n not in UNREAD and not is_registered(instance, n)
    }
    shapes = weights_replaced(instance, layer.operation)
    if not changed and not shapes:
        return layer.operation
    return operation_set(instance, layer, changed, shapes)


def has_bias(operation: Operation) -> bool:
    """Whether `bias` is a weight, and no switch."""
    return "bias" in (operation.parameters() or {}) or "bias" in operation.absent()


def is_patched(instance: Instance) -> bool:
    """Whether the program has replaced what a layer's forward is made of."""
    return any(name.startswith("_") and name in LAYER_NAMES for name in instance.attributes)


def is_registered(instance: Instance, name: str) -> bool:
    """Whether a name is a parameter's or a module's by now, and no plain field."""
    held = [instance.attributes.get(registry) for registry in ("_parameters", "_modules", "_buffers")]
    return any(isinstance(one, DictValue) and one.holds(name) is not False for one in held)


def weights_replaced(instance: Instance, operation: Operation) -> dict[str, object]:
    """The weights that are not of the shapes that the operation has: what is in their places."""
    wanted = operation.parameters()
    if wanted is None:
        return {}
    found: dict[str, object] = {}
    for name, shape in (*wanted.items(), *operation.state().items()):
        now = weight_of(instance, name)
        if not isinstance(now, Tensor) or now.shape != shape:
            found[name] = now
    for name in operation.absent():
        now = weight_of(instance, name)
        if now is not None and now is not MISSING:
            found[name] = now
    return found


def weight_of(instance: Instance, path: str) -> object:
    """The parameter, buffer or plain tensor of a dotted name; MISSING where there is none."""
    *owners, name = path.split(".")
    for owner in owners:
        held = instance.attributes.get("_modules")
        child = held.at_least().get(owner) if isinstance(held, DictValue) else None
        if not isinstance(child, Instance):
            return MISSING
        instance = child
    for registry in ("_parameters", "_buffers"):
        held = instance.attributes.get(registry)
        if isinstance(held, DictValue) and held.holds(name) is not False:
            return held.at_least().get(name, Unknown(str(held.open)))
    return instance.attributes.get(name, MISSING)


def operation_set(
    instance: Instance, layer: Layer, changed: Mapping[str, object], weights: Mapping[str, object]
) -> Operation:
    """The operation of a layer after some of its fields and weights were set."""
    names = ", ".join(sorted({*changed, *weights}))
    unknown = Opaque(f"{layer.entry.name} whose {names} the program sets")
    if any(isinstance(value, Unknown) or value is MISSING for value in changed.values()):
        return unknown
    reading = READINGS.get(layer.entry.name)
    if reading is None:
        has_weights = layer.operation.parameters() != {}
        read = READ_AT_EACH_CALL if has_weights and "Transformer" not in layer.entry.name else frozenset()
        return unknown if weights or (has_weights and not changed.keys() <= read) else reconstructed(layer, changed)
    arguments: Arguments = {name: value for name, value in changed.items() if name not in reading.unread}
    now = {name: one.value for name, one in layer.definition.arguments.items()} | arguments
    if now.get("padding_mode", "zeros") != "zeros":  # what is padded then was worked out at the construction
        arguments.pop("padding", None)
    if "weight" in weights or "weight" in layer.operation.absent():
        weight = weights.get("weight")
        if isinstance(weight, Tensor) and weight.shape is not None:
            arguments.update(reading.sizes(weight.shape, now))
        elif "weight" in weights and weight is not None:
            return unknown
    arguments.update(with_or_without(instance, layer))
    made = reconstructed(layer, arguments) if arguments else layer.operation
    return made if agrees(instance, made) else unknown


def with_or_without(instance: Instance, layer: Layer) -> Arguments:
    """Whether the layer has a bias by now, and whether a normalisation has a weight."""
    found: Arguments = {}
    for argument, weight in (("bias", "bias"), ("affine", "weight"), ("elementwise_affine", "weight")):
        if argument in layer.definition.arguments:
            found[argument] = weight_of(instance, weight) not in (None, MISSING)
    return found


def agrees(instance: Instance, operation: Operation) -> bool:
    """Whether the weights that the layer holds are those of an operation; a bias that is not known does no harm."""
    return not any(
        name != "bias" or (isinstance(now, Tensor) and now.shape is not None)
        for name, now in weights_replaced(instance, operation).items()
    )
