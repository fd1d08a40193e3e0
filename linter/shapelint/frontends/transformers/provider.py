"""Transformers where its source cannot be read. What is declared of it stands in `stubs/transformers.py`."""

from __future__ import annotations

from shapelint.frontends.stubs import Stub, paths_beside
from shapelint.frontends.torchvision.parts import expose
from shapelint.frontends.torchvision.without_source import backbone_attribute
from shapelint.frontends.transformers.checkpoints import CHECKPOINTS
from shapelint.interpret.api.coercions import elements
from shapelint.interpret.builtins.native import Body, native
from shapelint.interpret.domain.values import (
    ClassValue,
    DictValue,
    Instance,
    ListValue,
    ModuleValue,
    NativeFunction,
    Unknown,
)
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.language.modules import import_module, import_name
from shapelint.symbolic import Expression, fresh
from shapelint.syntax.source import SourceFile

UNREAD = "the source of transformers cannot be read (install transformers, or pass --python)"
NAMES = {
    **dict.fromkeys(
        (
            "AutoTokenizer", "BertTokenizer", "BertTokenizerFast", "RobertaTokenizer", "RobertaTokenizerFast",
            "DistilBertTokenizer", "DistilBertTokenizerFast", "XLMRobertaTokenizer", "XLMRobertaTokenizerFast",
        ),
        "Tokenizer",
    ),
    **dict.fromkeys(("AutoModel", "BertModel", "RobertaModel", "DistilBertModel", "XLMRobertaModel"), "Encoder"),
}  # fmt: skip
"""The public names, and theirs in the stub."""


def transformers_fallback(m: Interpreter, name: str) -> ModuleValue | None:
    """The package's own module; what is not declared in it is unknown."""
    return STUB.module(m, name, NAMES) if name == "transformers" else None


def is_known(name: object) -> bool:
    return isinstance(name, str) and name in CHECKPOINTS


def is_as_loaded(m: Interpreter, site: Site, model: object) -> object:
    """Whether no part of a model can have been exchanged: none was set, none handed out."""
    if not isinstance(model, Instance) or model.open is not None or "_exposed" in model.attributes:
        return False
    parts = model.attributes.get("_modules")
    own = all(name.startswith("_") or name in ("config", "training") for name in model.attributes)
    return own and (parts is None or (isinstance(parts, DictValue) and parts.exactly() == {}))


def texts_in(m: Interpreter, site: Site, value: object) -> object:
    """How many texts a tokenizer is given; None where that is not known."""
    if isinstance(value, str):
        return 1
    found = elements(value) if isinstance(value, ListValue) else None
    return len(found) if found and all(isinstance(one, str) for one in found) else None


def given(m: Interpreter) -> dict[str, object]:
    nowhere = SourceFile("<none>", "")
    torch, numpy, layers = (import_module(m, full, nowhere, 0, None) for full in ("torch", "numpy", "torch.nn"))
    return {"torch": torch, "np": numpy, "Module": import_name(m, layers, "Module", None)}


def finish(module: ModuleValue) -> None:
    """A model has more than is seen: whoever looks for that may exchange what it holds."""
    encoder = module.variables["Encoder"]
    assert isinstance(encoder, ClassValue)
    encoder.unknown_base = UNREAD
    encoder.variables["__getattr__"] = NativeFunction("Encoder.__getattr__", backbone_attribute)
    for name in ("children", "named_children", "modules", "named_modules", "apply"):
        encoder.variables[name] = native(name, expose)


BODIES: dict[str, Body] = {
    "unknown": lambda m, site, reason: Unknown(str(reason), site.place),
    "some": lambda m, site: fresh("length", low=0),
    "texts_in": texts_in,
    "width_of": lambda m, site, name: CHECKPOINTS[name].hidden_size if is_known(name) else None,
    "has_pooler": lambda m, site, name: is_known(name) and CHECKPOINTS[name].has_pooler,
    "is_as_loaded": is_as_loaded,
    "is_count": lambda m, site, value: isinstance(value, (int, Expression)) and not isinstance(value, bool),
}
STUB = Stub("transformers", paths_beside(__file__, "transformers"), BODIES, given, finish)
