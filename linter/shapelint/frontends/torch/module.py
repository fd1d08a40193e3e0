"""The native half of torch.nn.Module: registering children and parameters, calling, and layers that are declared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shapelint.frontends.attributes import is_set_before_the_call, note_undefined, note_uninitialized
from shapelint.frontends.external import Package
from shapelint.frontends.missing_method import note_missing_method
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.fields import current_operation
from shapelint.frontends.torch.hooks import HOOKED, hooked_input, hooked_output
from shapelint.frontends.torch.modes import in_its_mode
from shapelint.frontends.torch.module_names import MODULE_NAMES, may_be_attribute
from shapelint.frontends.torch.parameter_types import device_of_new, type_of_new, weights_device, weights_of
from shapelint.interpret.api.constants import overwrite
from shapelint.interpret.api.layers import Layer, construct_layer, invoke_layer, unshifted
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.domain.join import merge_values
from shapelint.interpret.domain.tensors import all_known, tensors_in
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    NativeFunction,
    Unknown,
    class_attribute,
    is_special,
    may_read,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.attributes import (
    UNNAMED,
    find_attribute,
    of_open,
    store_any_attribute,
    store_attribute,
)
from shapelint.interpret.language.known_names import lacks
from shapelint.interpret.raising.errors import is_caught, is_raised, python_error
from shapelint.interpret.record.recorder import UNPLACED
from shapelint.ir import Definition, Node, Role, Shape, Tensor, TensorType
from shapelint.ir.run import ModelCall
from shapelint.ops.operation import Opaque, Operation
from shapelint.records import dataclass, replace

MODULE = "torch.nn.Module"
REGISTRIES = ("_parameters", "_buffers", "_modules")
BUFFER = "torch.nn.Buffer"  # the origin of a tensor that is registered when it is assigned
PATHS = "torch.paths"
PACKAGE = "torch.package"
TRANSIENT = "torch.transient"  # the buffers (by identity) that are, or may be, left out of the state dict
POOLING = re.compile(r"torch\.nn\.(Max(Unp|P)ool[123]d|LPPool[123]d|AvgPool[23]d|Adaptive(Avg|Max)Pool[123]d)$")


def is_module(value: object) -> bool:
    if isinstance(value, Instance):
        for base in value.type.mro:  # asked too often for a generator
            if base.qualified_name == MODULE:
                return True
    return False


def registry(m: Interpreter, module: Instance, name: str) -> DictValue:
    """`module._parameters` and its kin, made when first asked for."""
    found = module.attributes.get(name)
    if not isinstance(found, DictValue):
        found = DictValue({}, "" if module.open is None else module.open.reason)
        m.journal.record_write(module)
        module.attributes[name] = found
    return found


def module_init(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    module = arguments[0]
    if isinstance(module, Instance):
        for name in REGISTRIES:
            registry(m, module, name)
    return None


def module_set_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`module.name = value`: modules and parameters go to their registries, the rest to the object."""
    module, name, value = arguments[:3]
    if isinstance(module, Instance) and not isinstance(name, str):
        set_any(m, module, name, value)
        return None
    if not isinstance(module, Instance) or not isinstance(name, str):
        return None
    touch_weights(m, module)
    target = None
    if is_module(value) or (isinstance(value, Tensor) and value.role == "parameter"):
        note_uninitialized(m, module, name, site, refused=True)
    if is_module(value):
        target = "_modules"
    elif isinstance(value, Tensor) and value.role == "parameter":
        target = "_parameters"
    elif isinstance(value, Tensor) and value.role == "buffer" and value.origin == BUFFER:
        target = "_buffers"
    else:
        target = next(
            (r for r in REGISTRIES if isinstance(d := module.attributes.get(r), DictValue) and d.holds(name)), None
        )
    if target is None or isinstance(class_attribute(module.type, name), NativeFunction):
        store_attribute(m, module, name, value)
        return None
    for other in REGISTRIES:
        held = module.attributes.get(other)
        if other != target and isinstance(held, DictValue) and held.holds(name):
            m.journal.record_write(held)
            held.drop(name)
    if name in module.attributes:
        m.journal.record_write(module)
        del module.attributes[name]
    held = registry(m, module, target)
    m.journal.record_write(held)
    held.put(name, value)
    return None


def set_any(m: Interpreter, module: Instance, name: object, value: object) -> None:
    """`setattr(module, name, value)` with a name that is not known: each part may be the value from now on."""
    touch_weights(m, module)
    for where in REGISTRIES:
        held = registry(m, module, where)
        m.journal.record_write(held)
        for known, part in list(held.at_least().items()):
            if may_read(name, str(known)):
                held.put(known, merge_values(part, value, UNNAMED))
        held.gain(UNNAMED)
    store_any_attribute(m, module, name, value)
    if isinstance(module.payload, Layer):
        module.payload = module.payload.forget(UNNAMED)


def module_get_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    module, name = arguments[:2]
    if not isinstance(module, Instance) or not isinstance(name, str):
        return m.unknown("an attribute of an unknown module", site.place)
    for held_name in REGISTRIES:
        held = module.attributes.get(held_name)
        if isinstance(held, DictValue) and held.holds(name):
            touch_weights(m, module)
            return held.at_least()[name]
    if name in REGISTRIES:
        return registry(m, module, name)
    shared = class_attribute(module.type, name)
    if isinstance(shared, Unknown):
        return shared
    if any(isinstance(d := module.attributes.get(r), DictValue) and d.holds(name) is None for r in REGISTRIES):
        return m.unknown(f"the attribute {name} of a module whose attributes are not all known", site.place)
    if isinstance(module.payload, Layer) and isinstance(module.payload.operation, Opaque):
        return m.unknown(module.payload.operation.reason, site.place)
    if module.open is not None:
        return of_open(module, name, site.place)
    unknown = next((c.unknown_base for c in module.type.mro if c.unknown_base), "")
    if unknown:
        return Unknown(unknown, site.place, ("attribute", id(module), name))
    if any(c.entry is not None for c in module.type.mro) and (
        may_be_attribute(name) or not is_caught(m, "AttributeError")
    ):
        return m.unknown(f"{module.type.name}.{name} is not modelled", site.place)
    if not lacks(module.type, name) and (is_raised(m, "AttributeError") or name in MODULE_NAMES or is_special(name)):
        return Unknown(f"{module.type.name}.{name} is not modelled", site.place)
    if is_set_before_the_call(m, module, name):
        reason = f"{name} is set by what is not called here"
        return Unknown(reason, site.place, ("attribute", id(module), name), may_be_missing=True)
    if name not in MODULE_NAMES:
        note_undefined(m, module, name, [n for n, _ in children(module)], site)
    return python_error(m, "AttributeError", f"'{module.type.name}' object has no attribute '{name}'", site.place)


def touch_weights(m: Interpreter, module: Instance) -> None:
    """Note that the program has looked at a layer's weights, or replaced them."""
    if isinstance(module.payload, Layer):
        m.touched.add(module.payload.definition)


def module_delete_attribute(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    module, name = arguments[:2]
    if isinstance(module, Instance):
        for held_name in REGISTRIES:
            held = module.attributes.get(held_name)
            if isinstance(held, DictValue) and held.holds(name):
                m.journal.record_write(held)
                held.drop(name)
                return None
        m.journal.record_write(module)
        module.attributes.pop(str(name), None)
    return None


def add_module(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`module.add_module(name, child)`: also a child that is not known has its place among the children."""
    return register(m, "_modules", "", arguments, keywords)


def register_parameter(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    return register(m, "_parameters", "parameter", arguments, keywords)


def register_buffer(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    return register(m, "_buffers", "buffer", arguments, keywords)


def register(m: Interpreter, where: str, role: Role, arguments: list[object], keywords: dict[str, object]) -> object:
    """Put a tensor (or None) into a registry under its name."""
    given = dict(zip(("self", "name", "value"), arguments, strict=False))
    module, name = given["self"], keywords.get("name", given.get("name"))
    value = next((keywords[k] for k in ("param", "tensor", "module") if k in keywords), given.get("value"))
    if not isinstance(module, Instance):
        return None
    held = registry(m, module, where)
    m.journal.record_write(held)
    overwrite(m, [value])
    if isinstance(value, Tensor) and role and value.role != role:
        value = replace(value, role=role)
    persistent = keywords.get("persistent", arguments[3] if len(arguments) > 3 else True)
    if role == "buffer" and persistent is not True:
        kept_out = m.state.setdefault(TRANSIENT, set())
        assert isinstance(kept_out, set)
        kept_out.add(id(value))
    if isinstance(name, str):
        held.put(name, value)
    else:
        held.gain("registered under a name that is not known")
    return None


def children(module: Instance) -> Iterator[tuple[str, Instance]]:
    """The registered child modules by name."""
    held = module.attributes.get("_modules")
    if isinstance(held, DictValue):
        for name, child in held.at_least().items():
            if isinstance(child, Instance):
                yield str(name), child


def named_modules(module: Instance, prefix: str = "", seen: set[int] | None = None) -> Iterator[tuple[str, Instance]]:
    """A module and all below it with dotted paths, each once, as torch's `named_modules()` has them."""
    seen = set() if seen is None else seen
    if id(module) in seen:
        return
    seen.add(id(module))
    yield prefix, module
    for name, child in children(module):
        yield from named_modules(child, f"{prefix}.{name}" if prefix else name, seen)


@dataclass(frozen=True, slots=True, eq=False)
class ModulePaths:
    """The model that is being run, and the dotted path of each module in it, by identity."""

    root: Instance
    paths: dict[int, str]


def paths_below(root: Instance) -> ModulePaths:
    return ModulePaths(root, {id(child): path for path, child in named_modules(root)})


def path_of(m: Interpreter, module: Instance) -> str:
    """The dotted path of a module within the model that is being run."""
    if not m.recorder.paths:
        m.state[PATHS] = paths_below(module)
        return ""
    held = m.state.get(PATHS)
    if not isinstance(held, ModulePaths):
        return m.recorder.paths[-1]
    if id(module) not in held.paths:
        held = m.state[PATHS] = paths_below(held.root)
    return held.paths.get(id(module), m.recorder.paths[-1])


def module_call(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
    """`module(...)`: run its forward, and record the call with what came out."""
    module = arguments[0]
    assert isinstance(module, Instance)
    forward = find_attribute(m, module, "forward", site.place)
    if isinstance(forward, Unknown):
        note_missing_method(m, module, "forward", site)
    path = path_of(m, module)
    m.recorder.enter(path, module.type.name, module)
    try:
        given, named = hooked_input(m, module, list(arguments[1:]), keywords, site)
        result = m.call(forward, given, named, unshifted(site))
        result = hooked_output(m, module, given, named, result, site)
    finally:
        m.recorder.leave()
    if module.open is not None and module.open.handed_over:
        result = of_open(module, "forward", site.place)
    if m.state.get(HOOKED):
        result = Unknown("a hook of all modules may replace what they give", site.place)
    definition = module.payload.definition if isinstance(module.payload, Layer) else None
    m.recorder.call(
        ModelCall(
            module.type.name,
            path,
            module,
            tuple(t.type for t in tensors_in([*arguments[1:], *keywords.values()])),
            tuple(t.type for t in tensors_in([result])),
            site.place or UNPLACED,
            definition,
            complete=all_known(result),
        )
    )
    return result


def layer_init(entry: Entry) -> NativeFunction:
    """The constructor of a declared layer."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        module_init(m, [instance], {}, site)
        made = construct_layer(m, entry, list(arguments[1:]), keywords, unshifted(site))
        if made is None:
            return None
        layer, given = made
        m.journal.record_write(instance)
        fields = {name: argument.value for name, argument in given.items()}
        fields.update(kept_as_given(entry, list(arguments[1:]), keywords, fields))
        is_whole = layer.operation.parameters() is not None  # only a lazy layer takes anything from its first input
        instance.payload = replace(layer, fields=fields, built=is_whole)
        instance.attributes.update(fields)
        publish(m, instance, layer.operation)
        return None

    return NativeFunction(f"{entry.name}.__init__", run)


def kept_as_given(
    entry: Entry, arguments: list[object], keywords: dict[str, object], fields: dict[str, object]
) -> dict[str, object]:
    """The fields that torch's pooling layers keep as they are given, a number as a number; a stride that is not given
    is the window's size."""
    if not POOLING.match(entry.name):
        return {}
    names = [name for name in fields if name in ("kernel_size", "stride", "padding", "dilation", "output_size")]
    given = {**dict(zip(fields, arguments, strict=False)), **keywords}
    kept = {name: given[name] for name in names if name in given}
    kept.update(
        {name: default for name, default in (("padding", 0), ("dilation", 1)) if name in names and name not in given}
    )
    if kept.get("stride") is None and "LP" not in entry.name and "kernel_size" in kept:
        kept["stride"] = kept["kernel_size"]
    return kept


def publish(m: Interpreter, layer: Instance, operation: Operation) -> None:
    """Register the child modules, parameters and buffers of a declared layer; dotted names belong to child modules.
    What is registered already stays: the program may have put another parameter there; and what is a plain tensor now
    follows from other parameters."""
    made = layer.payload.definition if isinstance(layer.payload, Layer) else None
    for path, (kind, part) in operation.children().items():
        add_child(m, layer, path, kind, part)
    held_in: tuple[tuple[str, Role, Mapping[str, Shape] | None], ...] = (
        ("_parameters", "parameter", operation.parameters()),
        ("_buffers", "buffer", operation.state()),
    )
    for where, role, shapes in held_in:
        held = registry(m, layer, where)
        if shapes is None:
            held.gain("parameters that depend on an unknown value")
            continue
        held.hold(held.at_least())
        for name, shape in shapes.items():
            owner, _, own = name.rpartition(".")
            target = submodule(m, layer, owner)
            held = registry(m, target, where)
            if own not in held.at_least() and not isinstance(target.attributes.get(own), Tensor):
                target.attributes.pop(own, None)
                element = None if made is None else type_of_new(m, own, made.type_name, made.arguments, made.place)
                device = None if made is None else device_of_new(made.type_name, made.arguments, made.place)
                shaped = TensorType(shape)
                held.put(own, Tensor(shaped, role, name, dialect=TORCH, element=element, device=device))
    for name in operation.absent():
        if name not in layer.attributes:
            held = registry(m, layer, "_parameters")
            held.hold({name: None, **held.at_least()}, held.open)
    if layer.attributes.get("bias") is False and may_have_bias(operation):
        layer.attributes["bias"] = None


def may_have_bias(operation: Operation) -> bool:
    """Whether `bias` is a weight, which this operation has not, and no switch (as that of attention and recurrence)."""
    if "bias" in operation.absent():
        return True
    if not hasattr(operation, "bias"):
        return False
    whole = replace(operation, bias=True).parameters()  # type: ignore[call-arg]
    return whole is None or "bias" in whole


def submodule(m: Interpreter, module: Instance, path: str) -> Instance:
    """The module at a dotted path below another one; that one itself for "", and where there is none."""
    for step in path.split("."):
        child = registry(m, module, "_modules").at_least().get(step)
        if isinstance(child, Instance):
            module = child
    return module


def add_child(m: Interpreter, layer: Instance, path: str, kind: str, operation: Operation | None) -> None:
    """Register a sub-layer of a declared layer (an attention's out_proj): the module that the constructor was given
    under that name, or one of torch's own."""
    owner, _, name = path.rpartition(".")
    parent = submodule(m, layer, owner)
    held = registry(m, parent, "_modules")
    if held.holds(name):
        return
    given = parent.attributes.pop(name, None)
    held.put(name, given if is_module(given) else make_child(m, layer, kind, operation))


def make_child(m: Interpreter, layer: Instance, kind: str, operation: Operation | None) -> Instance:
    """A module that torch itself constructs within a declared layer."""
    package = m.state.get(PACKAGE)
    found: object = None
    if isinstance(package, Package):
        found = package.find(f"torch.nn.{kind}") or package.find(f"torch.nn.modules.linear.{kind}")
    if not isinstance(found, ClassValue):
        found = next(c for c in layer.type.mro if c.qualified_name == MODULE)
    child = Instance(found, {}, place=layer.place)
    module_init(m, [child], {}, Site(layer.place))
    whole = layer.payload.definition if isinstance(layer.payload, Layer) else None
    if operation is not None and found.entry is not None and whole is not None:
        definition = Definition(found.entry.name, TORCH, operation, {}, whole.place, stack=whole.stack)
        child.payload = Layer(found.entry, definition, operation)
    return child


def layer_forward(entry: Entry) -> NativeFunction:
    """The forward of a declared layer: its declared call, on its operation."""

    def run(m: Interpreter, arguments: list[object], keywords: dict[str, object], site: Site) -> object:
        instance = arguments[0]
        assert isinstance(instance, Instance)
        if not isinstance(instance.payload, Layer):
            return m.unknown(f"{entry.name} whose construction is not known", site.place)
        recorded = len(m.recorder.nodes)
        layer = instance.payload
        operation = in_its_mode(m, instance, layer, current_operation(instance, layer), arguments[1:])
        if operation is not layer.operation:
            layer = replace(layer, operation=operation, built=True)
        weights = weights_of(m, instance)
        given, where = list(arguments[1:]), weights_device(m, instance)
        result = invoke_layer(m, instance, layer, given, keywords, unshifted(site), publish, weights, where)
        for node in m.recorder.nodes[recorded:]:
            record_children(m, instance, node)
        return result

    return NativeFunction(f"{entry.name}.forward", run)


def record_children(m: Interpreter, layer: Instance, node: Node) -> None:
    """Record the calls of a declared layer's own sub-layers."""
    for name, (given, output) in node.operation.child_calls([t.type for t in node.inputs]).items():
        child = submodule(m, layer, name)
        definition = child.payload.definition if isinstance(child.payload, Layer) else None
        m.recorder.call(
            ModelCall(child.type.name, path_of(m, child), child, tuple(given), (output,), node.place, definition)
        )


NATIVE_MODULE = {
    "__init__": module_init,
    "__setattr__": module_set_attribute,
    "__getattr__": module_get_attribute,
    "__delattr__": module_delete_attribute,
    "__call__": module_call,
    "_call_impl": module_call,
    "add_module": add_module,
    "register_module": add_module,
    "register_parameter": register_parameter,
    "register_buffer": register_buffer,
}
