"""What torch's calls make of element types: the rule for each name, found once."""

from __future__ import annotations

from shapelint.frontends.torch.element_types.algebra import ALGEBRA
from shapelint.frontends.torch.element_types.devices import placed, together
from shapelint.frontends.torch.element_types.functions import FUNCTIONS
from shapelint.frontends.torch.element_types.indexing import INDEXING
from shapelint.frontends.torch.element_types.kinds import SAME, written_into
from shapelint.frontends.torch.element_types.layers import LAYERS, weight_of_loss
from shapelint.frontends.torch.element_types.losses import LOSSES
from shapelint.frontends.torch.element_types.making import MAKING
from shapelint.ir import TypedCall, Typing
from shapelint.ir.element_types import UNTYPED
from shapelint.ops.element_types import Rule, answered, same
from shapelint.records import replace

METHODS = "torch.Tensor."
FUNCTIONAL = "torch.nn.functional."
LAYER = "torch.nn."
FROM_OTHERS = frozenset({"from_numpy", "tensor", "as_tensor", "asarray"})
# In-place methods that write whatever they have computed or are given, as the tensor's own type.
CASTING = frozenset({
    "copy_", "fill_", "zero_", "normal_", "uniform_", "random_", "exponential_", "bernoulli_", "requires_grad_",
    "share_memory_", "masked_fill_", "eq_", "ne_", "lt_", "le_", "gt_", "ge_", "squeeze_", "unsqueeze_", "t_",
    "transpose_", "swapaxes_", "swapdims_", "detach_",
})  # fmt: skip
NAMED = {**FUNCTIONS, **ALGEBRA, **INDEXING, **LOSSES, **MAKING}


def typed(call: TypedCall) -> Typing:
    """The element types that a call of torch's gives; unknown for what no table names, and for operands of others."""
    name = short_name(call.callee)
    found = typed_elements(call, name)
    device, conflict = together(call) if call.definition is not None else placed(call, name)
    if device is None and conflict is None:
        return found
    return replace(found, device=device, conflict=conflict)


def typed_elements(call: TypedCall, name: str) -> Typing:
    if call.definition is not None:
        rule = LAYERS.get(call.callee.removeprefix(LAYER))
        return UNTYPED if weight_of_loss(call) else answered(rule, call)
    if name not in FROM_OTHERS and any(tensor.framework not in ("torch", "") for tensor in call.operands):
        return UNTYPED
    return answered(rule_of(name), call)


def short_name(callee: str) -> str:
    for prefix in (METHODS, FUNCTIONAL, "torch.special.", "torch."):
        if callee.startswith(prefix):
            return callee[len(prefix) :]
    return callee


def rule_of(name: str) -> Rule | None:
    found = NAMED.get(name)
    if found is not None:
        return found
    if name in CASTING:
        base = NAMED.get(name.rstrip("_"))
        return SAME if base is None else Rule(same(), base.needs)
    if name.endswith("_") and not name.endswith("__"):
        base = NAMED.get(name[:-1])
        return None if base is None else written_into(base)
    if name.endswith("=") and name[:-1] in FUNCTIONS:  # x += y
        return written_into(FUNCTIONS[name[:-1]])
    return None
