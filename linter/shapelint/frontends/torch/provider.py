"""torch as the interpreter imports it."""

from __future__ import annotations

from pathlib import Path

from shapelint.frontends.external import Package
from shapelint.frontends.registry import frameworks_of
from shapelint.frontends.stubs import read_stub
from shapelint.frontends.torch import checkpoints, traversal
from shapelint.frontends.torch.data import data_names
from shapelint.frontends.torch.declarations import load
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.distributions import distribution_names
from shapelint.frontends.torch.element_types.rules import typed
from shapelint.frontends.torch.hooks import HOOKS, hook_all
from shapelint.frontends.torch.layer_methods import methods_of
from shapelint.frontends.torch.module import BUFFER, NATIVE_MODULE, PACKAGE, REGISTRIES, layer_forward, layer_init
from shapelint.frontends.torch.module_names import LAYER_NAMES, MODULE_NAMES
from shapelint.frontends.torch.nn.packing import PACKED_CLASS
from shapelint.frontends.torch.parameter_types import converted, refuse_whole, scatters
from shapelint.frontends.torch.parameters import once, others
from shapelint.frontends.torch.runtime import RUNTIME
from shapelint.frontends.torch.utilities import utilities
from shapelint.frontends.weight_files import LOADERS
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassValue, DeclaredFunction, ModuleValue, NativeFunction
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.language.classes import linearize, native_class
from shapelint.ir import UNKNOWN_TENSOR, Tensor
from shapelint.ops.element_types import WHOLE
from shapelint.records import replace

STUBS = Path(__file__).with_name("stubs")
CONTAINERS = {
    "Sequential": "container", "ModuleList": "container", "ModuleDict": "container", "ParameterList": "container",
    "ParameterDict": "container", "Module": "module",
}  # fmt: skip


def torch_external(m: Interpreter, name: str) -> ModuleValue | None:
    """The module of that name if torch declares it; torch's package is made at its first import."""
    if name != "torch" and not name.startswith("torch."):
        return None
    package = m.state.get(PACKAGE)
    if not isinstance(package, Package):
        package = make_package(m)
        m.state[PACKAGE] = package
    return package.module(name)


def torch_layer_class(m: Interpreter, entry: Entry) -> ClassValue:
    """The class of a layer that is declared elsewhere, a subclass of Module."""
    package = m.state[PACKAGE]
    assert isinstance(package, Package)
    made = package.make_layer(entry)
    assert isinstance(made, ClassValue)
    return made


def make_package(m: Interpreter) -> Package:
    vocabulary = load()
    vocabulary.typed, vocabulary.default_setters = typed, ("set_default_dtype", "set_default_tensor_type")
    m.vocabularies["torch"] = vocabulary
    m.state.setdefault("framework", "torch")
    m.registries |= {*REGISTRIES, *HOOKS}
    stub = read_stub(m, STUBS / "containers.py", {})
    classes = {name: value for name, value in stub.variables.items() if isinstance(value, ClassValue)}
    module = classes["Module"]
    module.variables.update(
        {
            name: NativeFunction(f"torch.nn.Module.{name}", body)
            for name, body in {
                **NATIVE_MODULE,
                **traversal.NATIVE,
                "_shapelint_others": others,
                "_shapelint_state_dict": checkpoints.state_dict,
                "_shapelint_check_load": checkpoints.check_load,
                "_shapelint_once": once,
                "_shapelint_convert": converted,
                "_shapelint_scatters": scatters,
            }.items()
        }
    )
    names: dict[str, object] = {**RUNTIME, **utilities()}
    names["torch.load"] = native("torch.load", checkpoints.load)
    m.state[LOADERS] = checkpoints.load
    for hook in ("register_module_forward_hook", "register_module_forward_pre_hook"):
        names[f"torch.nn.modules.module.{hook}"] = native(hook, hook_all)
    names["torch.nn.utils.rnn.PackedSequence"] = PACKED_CLASS
    for name, value in classes.items():
        if name in ("OrderedDict", "RemovableHandle"):
            continue
        value.qualified_name = f"torch.nn.{name}"
        value.definition = None
        value.names = MODULE_NAMES if name == "Module" else MODULE_NAMES | LAYER_NAMES
        names[f"torch.nn.{name}"] = value
        if name in CONTAINERS:
            names[f"torch.nn.modules.{name}"] = names[f"torch.nn.modules.{CONTAINERS[name]}.{name}"] = value
    names["torch.nn.parallel.DataParallel"] = classes["DataParallel"]
    names["torch.nn.parallel.DistributedDataParallel"] = classes["DistributedDataParallel"]
    names["torch.jit.ScriptModule"] = module
    names["torch.nn.Container"] = classes["Container"]
    for module_name, base in (("rnn", "RNNBase"), ("rnn", "RNNCellBase")):
        full = f"torch.nn.modules.{module_name}.{base}"
        names[full] = names[f"torch.nn.{base}"] = native_class(full, (module,))
    names.update(tensor_classes(m, vocabulary.entries))
    names.update(frameworks_of(m).additions_to(m, "torch"))
    names.update(data_names(m))
    names.update(distribution_names(m))
    return Package(names, vocabulary.entries, lambda entry: declared_layer(entry, module))


def declared_layer(entry: Entry, module: ClassValue) -> ClassValue:
    """The class of a declared layer, a subclass of Module."""
    made = native_class(entry.name, (module,))
    made.entry = entry
    made.variables["__init__"] = layer_init(entry)
    made.variables["forward"] = layer_forward(entry)
    made.variables.update(methods_of(entry.name))
    made.names = MODULE_NAMES | LAYER_NAMES
    for base in entry.bases:
        marker = native_class(base, (module,))
        marker.names = made.names
        made.mro = (made, marker, *linearize(made, (module,))[1:])
    return made


def tensor_classes(m: Interpreter, entries: dict[str, Entry]) -> dict[str, object]:
    """torch.Tensor and torch.nn.Parameter as classes, for isinstance and for making tensors."""
    tensor = native_class("torch.Tensor")
    maker = entries.get("torch.Tensor")

    def make(m: Interpreter, site: Site, owner: ClassValue, *arguments: object, **keywords: object) -> object:
        if maker is None:
            return Tensor(UNKNOWN_TENSOR, dialect=TORCH)
        return call(m, DeclaredFunction(maker), list(arguments), keywords, site.shifted())

    tensor.variables["__new__"] = native("torch.Tensor", make)
    parameter = native_class("torch.nn.Parameter", (tensor,))
    parameter.variables["__new__"] = native("torch.nn.Parameter", make_parameter)
    buffer = native_class("torch.nn.Buffer", (tensor,))
    buffer.variables["__new__"] = native("torch.nn.Buffer", make_buffer)
    m.tensor_classes["torch"] = tensor
    m.tensor_classes["torch:parameter"] = parameter
    return {
        "torch.Tensor": tensor,
        "torch.nn.Parameter": parameter,
        "torch.nn.parameter.Parameter": parameter,
        "torch.nn.UninitializedParameter": parameter,
        "torch.nn.parameter.UninitializedParameter": parameter,
        **dict.fromkeys(("torch.nn.Buffer", "torch.nn.parameter.Buffer", "torch.nn.UninitializedBuffer"), buffer),
    }


def make_parameter(
    m: Interpreter, site: Site, owner: object, data: object = None, requires_grad: object = True
) -> object:
    """A tensor in the role of a parameter."""
    if not isinstance(data, Tensor):
        return Tensor(UNKNOWN_TENSOR, "parameter", dialect=TORCH)
    if requires_grad is True and data.element is not None and data.element.name in WHOLE:
        refuse_whole(m, "torch.nn.Parameter", data.element.name, site)
    made = replace(data, role="parameter", dialect=TORCH)
    if requires_grad is not True:
        m.tensor_attributes[made] = {"requires_grad": requires_grad}
    return made


def make_buffer(m: Interpreter, site: Site, owner: object, data: object = None, *, persistent: object = True) -> object:
    """A tensor that a module registers as a buffer when it is assigned to it."""
    if not isinstance(data, Tensor):
        return Tensor(UNKNOWN_TENSOR, "buffer", BUFFER, dialect=TORCH)
    return replace(data, role="buffer", origin=BUFFER, dialect=TORCH)
