"""Classes of declared layers as a framework's own base class makes them."""

from __future__ import annotations

from shapelint.frontends.external import Package
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.domain.values import ClassValue
from shapelint.interpret.interpreter import Interpreter


def framework_class(m: Interpreter, framework: str, entry: Entry) -> ClassValue:
    """The class of a declared layer of "torch" or "keras", a subclass of the framework's layers."""
    if framework == "torch":
        from shapelint.frontends.torch.module import PACKAGE
        from shapelint.frontends.torch.provider import torch_external as external
    else:
        from shapelint.frontends.keras.provider import PACKAGE
        from shapelint.frontends.keras.provider import keras_external as external
    external(m, framework)
    package = m.state[PACKAGE]
    assert isinstance(package, Package)
    made = package.make_layer(entry)
    assert isinstance(made, ClassValue)
    return made
