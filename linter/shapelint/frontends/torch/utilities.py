"""torch.nn.utils: wrappers that keep a layer's weight in other parameters, and what goes over all parameters.

https://docs.pytorch.org/docs/stable/nn.html#utilities
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.module import is_module, registry
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import Instance
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.interpret.language.iteration import iterate
from shapelint.ir import Tensor, TensorType
from shapelint.symbolic import Size


def weight_norm(
    m: Interpreter, site: Site, module: object, name: object = "weight", dim: object = 0, *rest: object, **more: object
) -> object:
    """A weight in two parameters: its length along all axes but one, and its direction.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.parametrizations.weight_norm.html
    """
    if not isinstance(module, Instance) or not is_module(module):
        return module
    held = registry(m, module, "_parameters")
    weight = held.at_least().get(name)
    if not isinstance(weight, Tensor) or not isinstance(name, str):
        return module
    shape = weight.shape
    length = None
    if shape is not None and (dim is None or isinstance(dim, int)):
        kept = range(0) if dim is None else (dim % max(len(shape), 1),)
        length = () if dim is None else tuple(size if axis in kept else 1 for axis, size in enumerate(shape))
    m.journal.record_write(held)
    m.journal.record_write(module)
    held.drop(name)
    held.put(f"{name}_g", Tensor(TensorType(length, weight.type.dtype), "parameter", dialect=TORCH))
    held.put(f"{name}_v", Tensor(weight.type, "parameter", dialect=TORCH))
    module.attributes[name] = Tensor(weight.type, dialect=TORCH)
    return module


def remove_weight_norm(m: Interpreter, site: Site, module: object, name: object = "weight") -> object:
    if not isinstance(module, Instance) or not is_module(module):
        return module
    held = registry(m, module, "_parameters")
    direction = held.at_least().get(f"{name}_v")
    if isinstance(direction, Tensor):
        m.journal.record_write(held)
        m.journal.record_write(module)
        held.drop(f"{name}_v")
        held.drop(f"{name}_g")
        module.attributes.pop(str(name), None)
        held.put(name, Tensor(direction.type, "parameter", dialect=TORCH))
    return module


def same_module(m: Interpreter, site: Site, module: object, *rest: object, **more: object) -> object:
    """The module itself: its weight keeps its shape, in parameters of as many numbers."""
    return module


def skip_init(m: Interpreter, site: Site, module_cls: object, *arguments: object, **keywords: object) -> object:
    return call(m, module_cls, list(arguments), dict(keywords), Site(site.place))


def total_norm(m: Interpreter, site: Site, parameters: object, *rest: object, **more: object) -> object:
    return Tensor(TensorType(()), origin="the norm of gradients", place=site.place, dialect=TORCH)


def parameters_to_vector(m: Interpreter, site: Site, parameters: object) -> object:
    """All parameters, flattened and joined."""
    items, complete = iterate(m, parameters, site.place)
    total: Size = 0
    for item in items:
        if not complete or not isinstance(item, Tensor) or item.shape is None:
            return m.unknown("parameters that are not all known", site.place)
        count: Size = 1
        for size in item.shape:
            count = count * size
        total = total + count
    return Tensor(TensorType((total,)), origin="all parameters", place=site.place, dialect=TORCH)


def nothing(m: Interpreter, site: Site, *arguments: object, **keywords: object) -> object:
    return None


UTILS = "torch.nn.utils"
SAME = (
    "spectral_norm", "parametrizations.spectral_norm", "parametrizations.orthogonal", "remove_spectral_norm",
    "fuse_conv_bn_eval", "fuse_linear_bn_eval", "parametrize.register_parametrization",
    "parametrize.remove_parametrizations", "prune.l1_unstructured", "prune.random_unstructured", "prune.ln_structured",
    "prune.random_structured", "prune.identity", "prune.custom_from_mask", "prune.remove",
    "convert_conv2d_weight_memory_format", "convert_conv3d_weight_memory_format",
)  # fmt: skip
BODIES: dict[str, Callable[..., object]] = {
    "weight_norm": weight_norm,
    "parametrizations.weight_norm": weight_norm,
    "remove_weight_norm": remove_weight_norm,
    "skip_init": skip_init,
    "clip_grad_norm_": total_norm,
    "clip_grad_norm": total_norm,
    "get_total_norm": total_norm,
    "clip_grad_value_": nothing,
    "clip_grads_with_norm_": nothing,
    "vector_to_parameters": nothing,
    "parameters_to_vector": parameters_to_vector,
    **dict.fromkeys(SAME, same_module),
}
HOMES = {
    "weight_norm": ("weight_norm",),
    "spectral_norm": ("spectral_norm",),
    "clip_grad": ("clip_grad_norm_", "clip_grad_norm", "clip_grad_value_", "get_total_norm"),
    "convert_parameters": ("parameters_to_vector", "vector_to_parameters"),
    "init": ("skip_init",),
    "fusion": ("fuse_conv_bn_eval", "fuse_linear_bn_eval"),
}


def utilities() -> dict[str, object]:
    """The names of torch.nn.utils, under the modules that they are written in too."""
    found: dict[str, object] = {f"{UTILS}.{name}": native(f"{UTILS}.{name}", body) for name, body in BODIES.items()}
    for home, names in HOMES.items():
        if f"{UTILS}.{home}" not in found:  # a function of that name hides the module
            found.update({f"{UTILS}.{home}.{name}": found[f"{UTILS}.{name}"] for name in names})
    return found
