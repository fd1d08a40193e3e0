from __future__ import annotations

from frontends.sketch.declarations import sketch
from frontends.sketch.dialect import SKETCH

from shapelint.frontends.external import Package
from shapelint.frontends.plain_models import layer_class, model_class
from shapelint.interpret.api.vocabulary import Entry
from shapelint.interpret.domain.values import ClassValue, ModuleValue
from shapelint.interpret.interpreter import Interpreter

PACKAGE = "sketch.package"


def package_of(m: Interpreter) -> Package:
    found = m.state.get(PACKAGE)
    if not isinstance(found, Package):
        m.vocabularies["sketch"] = sketch
        m.state.setdefault("framework", "sketch")
        model = model_class("sketch.Model", SKETCH)
        names: dict[str, object] = {"sketch.Model": model}
        found = m.state[PACKAGE] = Package(names, sketch.entries, lambda entry: layer_class(entry, model, SKETCH))
    return found


def module(m: Interpreter, name: str) -> ModuleValue | None:
    return package_of(m).module(name)


def layer(m: Interpreter, entry: Entry) -> ClassValue:
    made = package_of(m).make_layer(entry)
    assert isinstance(made, ClassValue)
    return made
