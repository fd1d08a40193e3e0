"""The element types of a module's parameters: with which it makes them, and what `.double()`, `.half()` and
`.to(...)` make of them. https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.to
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shapelint.frontends.torch.element_types.devices import device_of_value
from shapelint.frontends.torch.element_types.making import TYPED, is_device
from shapelint.frontends.torch.tensors.declaring import exact_dtype
from shapelint.interpret.api.binding import reject
from shapelint.interpret.api.element_types import APART, certain, default_type, is_obscured, retyped
from shapelint.interpret.api.vocabulary import Rejected
from shapelint.interpret.domain.values import DictValue, Instance, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.ir import BoundArgument, ElementType, Kind, Tensor
from shapelint.ir.devices import Device
from shapelint.ops.element_types import FLOATING, WHOLE
from shapelint.records import replace
from shapelint.syntax.source import Place

HELD = ("_parameters", "_buffers")
COUNTERS = frozenset({"num_batches_tracked"})  # buffers of whole numbers
GIVEN = ("_weight", "_freeze")  # arguments by which a layer gets weights that are made elsewhere


def type_of_new(
    m: Interpreter, name: str, kind: str, arguments: Mapping[str, BoundArgument], place: Place | None
) -> ElementType | None:
    """The element type with which a declared layer makes a parameter or buffer."""
    if name in COUNTERS:
        return ElementType("int64", kind, place)
    given = arguments.get("dtype")
    if any((held := arguments.get(n)) is not None and held.value is not None for n in GIVEN[:1]):
        return None
    found = default_type(m, "torch") if given is None or given.value is None else exact_dtype(given.value)
    return None if found is None else ElementType(found, kind, place)


def device_of_new(kind: str, arguments: Mapping[str, BoundArgument], place: Place | None) -> Device | None:
    """Where a declared layer makes its parameters."""
    given = arguments.get("device")
    if given is None or given.value is None:
        return Device("cpu", None, place, kind)
    return device_of_value(given.value, place, kind)


def weights_of(m: Interpreter, layer: Instance) -> ElementType | None:
    """The element type that all parameters of a layer have, or all its floating buffers where it has no parameters;
    None where one is not certain."""
    if is_obscured(m):
        return None
    for where in HELD:
        found: ElementType | None = None
        for tensor in held_by(layer, where):
            own = certain(m, tensor) if isinstance(tensor, Tensor) else None
            if own is None or (found is not None and own.name != found.name):
                return None
            found = own if own.name in FLOATING or where == "_parameters" else found
        if found is not None:
            return found
    return None


def weights_device(m: Interpreter, layer: Instance) -> Device | None:
    """Where all parameters of a layer are held; None where that is not known: as long as no module has been moved,
    something else may move them all."""
    if not any(device is not None and not device.is_cpu for device in m.moved.values()):
        return None
    found: Device | None = None
    for tensor in held_by(layer, "_parameters"):
        own = m.moved.get(tensor, tensor.device) if isinstance(tensor, Tensor) else None
        if own is None or (found is not None and not own.is_same(found)):
            return None
        found = own
    return found


def held_by(module: Instance, where: str) -> Iterator[object]:
    """What a registry of a module and of all below it holds; None for what may be there and is not known."""
    waiting = [module]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        held = one.attributes.get(where)
        if one.open is not None or (isinstance(held, DictValue) and held.open):
            yield None
        if isinstance(held, DictValue):
            yield from (value for value in held.at_least().values() if value is not None)
        below = one.attributes.get("_modules")
        if isinstance(below, DictValue):
            waiting.extend(child for child in below.at_least().values() if isinstance(child, Instance))


def converted(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`module.to(...)` and its kin: the floating parameters and buffers of the module and of all below it get the type
    that is named, if one is. Tensors that are plain attributes stay as they are."""
    module, name = arguments[0], arguments[1]
    given, named = arguments[2], arguments[3]
    if isinstance(module, Instance):
        values = (*(given if isinstance(given, tuple) else ()), *named_values(named))
        target = target_of(str(name), values)
        if target is not None and target.name in WHOLE:
            refuse_whole(m, f"torch.nn.{name}", target.name, site)
        elif target is not None:
            convert_below(m, module, target, site.place)
        move_below(m, module, str(name), (*(given if isinstance(given, tuple) else ()), device_in(named)), site.place)
    return module


def refuse_whole(m: Interpreter, callee: str, name: str, site: Site) -> None:
    """Parameters are floating or complex; torch refuses to make others of them."""
    text = f"parameters must be floating, not {name}"
    reject(m, Rejected(Kind.ELEMENT_TYPE, None, text, "floating", name), callee, site.place, {})


def device_in(named: object) -> object:
    return named.at_least().get("device") if isinstance(named, DictValue) else None


def move_below(m: Interpreter, module: Instance, method: str, values: tuple[object, ...], place: Place | None) -> None:
    """Note where the parameters and buffers of a module and of all below it are held after a conversion."""
    target: Device | None = Device("cuda", None, place, method) if method == "Module.cuda" else None
    is_moved = method == "Module.cuda" or any(isinstance(value, (Tensor, Unknown)) for value in values)
    for value in values:
        found = value.device if isinstance(value, Tensor) else device_of_value(value, place, method)
        target, is_moved = (found, True) if found is not None else (target, is_moved)
    if not is_moved:
        return
    for where in HELD:
        for tensor in held_by(module, where):
            if isinstance(tensor, Tensor):
                m.moved[tensor] = None if m.branching else target


def named_values(named: object) -> tuple[object, ...]:
    if not isinstance(named, DictValue):
        return ()
    kept = named.at_least().items()
    return tuple(value for key, value in kept if key not in ("non_blocking", "memory_format", "device", "recurse"))


UNKNOWN_TARGET = ElementType("")


def target_of(method: str, values: tuple[object, ...]) -> ElementType | None:
    """The type that a conversion names: None where it names none, UNKNOWN_TARGET where it is not known."""
    for value in values:
        if isinstance(value, Tensor):
            return value.element or UNKNOWN_TARGET
        if value is None or isinstance(value, bool) or is_device(value):
            tail = value.rpartition(".")[2] if isinstance(value, str) else ""
            if tail in TYPED:
                return ElementType(TYPED[tail], method)
            continue
        found = exact_dtype(value)
        return UNKNOWN_TARGET if found is None else ElementType(found, method)
    return None


def convert_below(m: Interpreter, module: Instance, target: ElementType, place: Place | None) -> None:
    if target.name and target.name not in FLOATING:
        target = UNKNOWN_TARGET
    target = replace(target, place=place) if target.name and target.place is None else target
    changed: dict[Tensor, Tensor] = {}
    waiting, seen = [module], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        for where in HELD:
            held = one.attributes.get(where)
            if isinstance(held, DictValue):
                convert_registry(m, held, target, changed)
        below = one.attributes.get("_modules")
        if isinstance(below, DictValue):
            waiting.extend(child for child in below.at_least().values() if isinstance(child, Instance))


def convert_registry(m: Interpreter, held: DictValue, target: ElementType, changed: dict[Tensor, Tensor]) -> None:
    for name, tensor in list(held.at_least().items()):
        if not isinstance(tensor, Tensor):
            continue
        own = certain(m, tensor)
        if own is None or own.name not in FLOATING or own.name == target.name:
            continue
        if tensor not in changed:
            kind = tensor.type.with_dtype(target.name or None)
            new = replace(tensor, type=kind, element=target if target.name else None)
            if tensor in m.tensor_attributes:
                m.tensor_attributes[new] = dict(m.tensor_attributes[tensor])
            retyped(m, tensor)
            if tensor in m.moved:
                m.moved[new] = m.moved[tensor]
            changed[tensor] = new
        m.journal.record_write(held)
        held.put(name, changed[tensor])


def scatters(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """A wrapper moves what it is given to the devices of its copies: from here on no device is certain."""
    m.state[APART] = True
    return None
