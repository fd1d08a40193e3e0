"""What torch's layer classes offer beside being called, as far as programs use it."""

from __future__ import annotations

import re

from shapelint.frontends.torch.dialect import TORCH
from shapelint.interpret.builtins.native import native
from shapelint.interpret.domain.values import ClassMethod, DictValue, Instance, StaticMethod, Unknown
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.calls import call
from shapelint.ir import Tensor, TensorType
from shapelint.records import replace
from shapelint.symbolic import Expression, Size, fresh


def nothing(m: Interpreter, site: Site, module: object) -> object:
    return None


def table_sizes(embeddings: object) -> tuple[Size, Size]:
    shape = embeddings.shape if isinstance(embeddings, Tensor) else None
    return (shape[0], shape[1]) if shape is not None and len(shape) == 2 else (fresh("rows"), fresh("columns"))


def from_pretrained(
    m: Interpreter,
    site: Site,
    owner: object,
    embeddings: object,
    freeze: object = True,
    *rest: object,
    **keywords: object,
) -> object:
    """An embedding over a table that is given, of which no number is trained unless `freeze` is false.

    https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html#torch.nn.Embedding.from_pretrained
    """
    if isinstance(embeddings, Tensor) and embeddings.shape is not None and len(embeddings.shape) != 2:
        return m.unknown("an embedding from a table that is no matrix", site.place)
    kept: dict[str, object] = {
        name: keywords[name] for name in ("padding_idx", "mode", "include_last_offset") if name in keywords
    }
    if rest:
        return m.unknown("from_pretrained with further positional arguments", site.place)
    made = call(m, owner, list(table_sizes(embeddings)), kept, Site(site.place))
    held = made.attributes.get("_parameters") if isinstance(made, Instance) else None
    weight = held.at_least().get("weight") if isinstance(held, DictValue) else None
    if isinstance(weight, Tensor) and isinstance(held, DictValue):
        weight = replace(weight, element=embeddings.element if isinstance(embeddings, Tensor) else None)
        held.put("weight", weight)
    if isinstance(weight, Tensor) and freeze is not False:
        m.tensor_attributes[weight] = {"requires_grad": freeze if isinstance(freeze, Unknown) else False}
    return made


def subsequent_mask(m: Interpreter, site: Site, sz: object, device: object = None, dtype: object = None) -> object:
    """The square mask that lets no position see a later one."""
    if isinstance(sz, Unknown):
        sz = sz.as_size()
    if not isinstance(sz, (int, Expression)):
        return m.unknown("a mask of unknown size", site.place)
    return Tensor(TensorType((sz, sz)), "data", "generate_square_subsequent_mask", site.place, dialect=TORCH)


RECURRENT: dict[str, object] = {name: native(name, nothing) for name in ("flatten_parameters", "reset_parameters")}
RESET: dict[str, object] = {"reset_parameters": native("reset_parameters", nothing)}
TABLE: dict[str, object] = {**RESET, "from_pretrained": ClassMethod(native("from_pretrained", from_pretrained))}
MASK = StaticMethod(native("torch.nn.Transformer.generate_square_subsequent_mask", subsequent_mask))

RESETTABLE = re.compile(
    r"torch\.nn\.(Bilinear|GroupNorm|LayerNorm|RMSNorm|PReLU|SyncBatchNorm|AdaptiveLogSoftmaxWithLoss"
    r"|(Lazy)?(Linear|Conv(Transpose)?[123]d|(Batch|Instance)Norm[123]d))$"
)
"""Layers that draw their weights anew, besides those that have further methods here."""


def methods_of(layer: str) -> dict[str, object]:
    """The class attributes of a declared layer, by its full name."""
    return LAYER_METHODS.get(layer, RESET if RESETTABLE.match(layer) else {})


# Class attributes of the declared layers, by the layer's full name.
LAYER_METHODS: dict[str, dict[str, object]] = {
    "torch.nn.RNN": RECURRENT,
    "torch.nn.GRU": RECURRENT,
    "torch.nn.LSTM": RECURRENT,
    "torch.nn.RNNCell": RESET,
    "torch.nn.GRUCell": RESET,
    "torch.nn.LSTMCell": RESET,
    "torch.nn.Embedding": TABLE,
    "torch.nn.EmbeddingBag": TABLE,
    "torch.nn.MultiheadAttention": {"_reset_parameters": native("_reset_parameters", nothing)},
    "torch.nn.Transformer": {
        "_reset_parameters": native("_reset_parameters", nothing),
        "generate_square_subsequent_mask": MASK,
    },
}
