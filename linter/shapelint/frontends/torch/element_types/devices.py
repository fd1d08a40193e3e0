"""On which devices torch's calls give tensors, and which calls mix them:
https://docs.pytorch.org/docs/stable/notes/cuda.html."""

from __future__ import annotations

import re

from shapelint.frontends.torch.element_types.functions import FUNCTIONS, LAYOUT
from shapelint.frontends.torch.element_types.losses import LOSSES
from shapelint.frontends.torch.element_types.making import MAKING, TYPED
from shapelint.interpret.domain.values import Unknown
from shapelint.ir import Tensor, TypedCall
from shapelint.ir.devices import Device, DeviceConflict
from shapelint.ops.element_types import argument, is_number
from shapelint.syntax.source import Place

NAMED = re.compile(r"(cpu|cuda|mps|xpu|meta)(:\d+)?$")
CONVERTING = ("float", "double", "half", "bfloat16", "long", "int", "short", "bool", "byte")
OF_FIRST = frozenset({*LAYOUT, *CONVERTING, "[]", "[] =", "copy_", "detach", "requires_grad_"})
NOT_MADE = frozenset({"to", "type", "type_as", "copy_", *TYPED})  # torch.cuda.FloatTensor goes by another name
FREE = frozenset({*LAYOUT, "[]", "[] =", "isin", "bucketize", "searchsorted"})  # operands may be held apart
MIXING = frozenset({*FUNCTIONS, *LOSSES}) - FREE

Placed = tuple[Device | None, DeviceConflict | None]
NOWHERE: Placed = (None, None)


def device_of_value(value: object, place: Place | None, origin: str) -> Device | None:
    """The device that an argument names: a text, a number, or what `torch.device` gave."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Device(f"cuda:{value}", None, place, origin)
    if isinstance(value, str):
        return Device(value, None, place, origin) if NAMED.match(value) else None
    if not isinstance(value, Unknown):
        return None
    key = value.key
    if isinstance(key, tuple) and key and key[0] == "torch.device":
        if key[1:2] == ("of",):
            return like_tensor(key[2])
        if len(key) == 2 and isinstance(key[1], str) and NAMED.match(key[1]):
            return Device(key[1], None, place, origin)
        return Device("", key, place, origin)
    if value.one_of and all(NAMED.match(text) for text in value.one_of):
        return Device("", value.same(), place, origin)
    return None


def is_own(tensor: Tensor) -> bool:
    """Whether a tensor goes where its module is moved to, wherever it was made."""
    return tensor.role in ("parameter", "buffer")


def like_tensor(tensor: object) -> Device | None:
    """The device of another tensor, which is not known of a parameter: its module may have been moved since."""
    return tensor.device if isinstance(tensor, Tensor) and not is_own(tensor) else None


def placed(call: TypedCall, name: str) -> Placed:
    """The device of what a function gives, and whether its operands are held apart."""
    if name in ("cuda", "cpu"):
        given = argument(call, "device")
        return (device_of_value(given, call.place, f".{name}()") if given is not None else made_on(call, name)), None
    if name == "to":
        return moved(call), None
    if name == "type_as":
        return like_tensor(argument(call, "other")), None
    if name in MAKING and name not in NOT_MADE:
        return made(call, name), None
    if name in OF_FIRST:
        return (call.operands[0].device if call.operands else None), None
    return together(call) if name in MIXING or not name[:1].isidentifier() else NOWHERE


def made_on(call: TypedCall, name: str) -> Device:
    return Device(name, None, call.place, f".{name}()")


def made(call: TypedCall, name: str) -> Device | None:
    """What is created is held on the CPU, unless an argument or what it is made like says otherwise."""
    given = argument(call, "device")
    if given is not None:
        return device_of_value(given, call.place, name)
    receiver = argument(call, "self")
    likeness = receiver if isinstance(receiver, Tensor) else call.operands[0] if call.operands else None
    if likeness is not None:
        return like_tensor(likeness) if likeness.framework != "numpy" else Device("cpu", None, call.place, name)
    return Device("cpu", None, call.place, name) if call.on_cpu else None


def moved(call: TypedCall) -> Device | None:
    """`x.to(...)`: the device among its arguments; without one the tensor stays where it is."""
    values = (*(argument(call, "arguments") or ()), argument(call, "device"))
    for value in values:
        if isinstance(value, Tensor):
            return like_tensor(value)
        found = device_of_value(value, call.place, ".to()")
        if found is not None:
            return found
        if isinstance(value, Unknown):
            return None
    return call.operands[0].device if call.operands else None


def together(call: TypedCall) -> Placed:
    """The device of a result of tensors that must be held on one: those without dimensions may be apart, and where a
    parameter is held the others say."""
    held: list[tuple[int, Device | None]] = [
        (position, tensor.device)
        for position, tensor in enumerate(call.operands)
        if not is_number(tensor) and tensor.shape != () and not is_own(tensor)
    ]
    if any(call.operands[position].shape is None for position, _ in held):
        return NOWHERE
    known = [(position, device) for position, device in held if device is not None]
    layer = call.weights_device
    if layer is not None and layer.is_cpu:
        apart = next(((i, device) for i, device in known if not device.is_cpu), None)
        return (None, DeviceConflict(apart[0], apart[1], layer, True)) if apart is not None else NOWHERE
    on_cpu = next(((position, device) for position, device in known if device.is_cpu), None)
    elsewhere = layer or next((device for _, device in known if not device.is_cpu), None)
    if on_cpu is not None and elsewhere is not None and not elsewhere.is_cpu:
        return None, DeviceConflict(*on_cpu, elsewhere, elsewhere is layer)
    devices = [device for _, device in known]
    reference = layer or (devices[0] if devices else None)
    if reference is None or (layer is None and len(known) < len(held)):
        return NOWHERE
    return (reference if all(device.is_same(reference) for device in devices) else None), None
