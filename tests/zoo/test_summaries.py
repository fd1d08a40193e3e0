"""What a summary tells of more than 60 real models is what torchinfo and Keras's own `model.summary()` print of them.

The models are really built here, so that all but a small share of them is marked slow. torchinfo's count of
multiply-adds is not compared: it takes parameters times places, and for a Linear on a sequence only the batch."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from zoo.judge import Record, expression, inputs
from zoo.records import load, target

import shapelint

TORCH = [
    record for record in load("torchvision") if len(inputs(record) or ()) == 1 and record["total_params"] < 90_000_000
]
KERAS = [record for record in load("keras_applications") if record["total_params"] < 90_000_000]
NUMBER = 30  # of each
QUICK = {"squeezenet1_1", "shufflenet_v2_x0_5", "mnasnet0_5", "MobileNet"}


def cases(records: list[Record]) -> list[object]:
    """The first ones, and all that are quickly built; only these are not marked slow."""
    chosen = [r for i, r in enumerate(records) if r["name"] in QUICK or i < NUMBER]
    return [pytest.param(r, id=expression(r), marks=() if r["name"] in QUICK else (pytest.mark.slow,)) for r in chosen]


@pytest.fixture(scope="module")
def torchvision_builder() -> Callable[[Record], Any]:
    """Builds a record's model. torchvision's compiled operators, which no model here needs, may be those of another
    torch."""
    import torch

    given = torch.library.register_fake
    torch.library.register_fake = lambda *arguments, **keywords: lambda function: function
    try:
        importlib.import_module("torchvision")
    finally:
        torch.library.register_fake = given

    def build(record: Record) -> Any:
        module, _, name = record["qualname"].rpartition(".")
        return getattr(importlib.import_module(module), name)(*record["args"], **record["kwargs"])

    return build


def summarized(name: str, record: Record, shapes: list[str] | None) -> shapelint.Summary:
    found = shapelint.summarize(target(name, record), inputs=shapes)
    assert isinstance(found, shapelint.Summary)
    return found


@pytest.mark.parametrize("record", cases(TORCH))
def test_torchinfo_says_the_same(record: Record, torchvision_builder: Callable[[Record], Any]) -> None:
    import torchinfo

    [shape] = record["input_shapes"]
    model = torchvision_builder(record).eval()
    measured = torchinfo.summary(model, input_size=tuple(shape), verbose=0, depth=50, mode="eval")
    found = summarized("torchvision", record, inputs(record))
    assert found.memory is not None
    assert found.params.total == measured.total_params
    assert found.params.trainable == measured.trainable_params
    assert found.memory.weights == sum(parameter.nbytes for parameter in model.parameters())
    assert found.memory.weights >= measured.total_param_bytes  # which leaves out what no leaf holds
    assert found.memory.inputs == measured.total_input - sys.getsizeof([shape])  # it counts the list of inputs too
    assert found.memory.activations == measured.total_output_bytes
    rows: dict[str, list[Any]] = {}
    for row in found.modules:
        rows.setdefault(row.path, []).append(row)
    for layer in measured.summary_list[1:]:
        if not layer.executed:
            continue  # a list of modules, which torchinfo shows as a module
        path = ".".join(parents(layer))
        row = rows[path].pop(0)  # torchinfo and the summary both have a row for each call
        assert row.type == layer.class_name
        if not layer.is_recursive:
            assert row.params == layer.num_params, path
        if layer.is_leaf_layer and isinstance(layer.output_size, list):
            assert list(row.outputs[0] or ()) == layer.output_size, path


def parents(layer: Any) -> list[str]:
    """The names from the model down to a layer of torchinfo's."""
    return [] if layer.parent_info is None else [*parents(layer.parent_info), layer.var_name]


@pytest.mark.parametrize("record", cases(KERAS))
def test_keras_says_the_same(record: Record) -> None:
    import keras

    keras.utils.clear_session()
    module, _, name = record["qualname"].rpartition(".")
    model = getattr(importlib.import_module(module), name)(*record["args"], **record["kwargs"])
    lines: list[str] = []
    model.summary(print_fn=lambda text, **keywords: lines.append(text), line_length=200, expand_nested=False)
    said = "\n".join(lines)
    found = summarized("keras_applications", record, None)
    for what, count in (
        ("Total", found.params.total),
        ("Trainable", found.params.trainable),
        ("Non-trainable", found.params.non_trainable),
    ):
        assert f"{count:,}" == re.findall(rf"{what} params: ([\d,]+)", said)[0]
    known = {layer.name for layer in model.layers}
    outer = [row for row in found.modules if row.depth == 0]
    layers = [row for row in outer if row.path in known]
    assert [row.path for row in layers] == [layer.name for layer in model.layers]
    assert [row.params for row in layers] == [layer.count_params() for layer in model.layers]
    operators = [one for one in model.operations if one.name not in known]  # x + y, which Keras shows as a row too
    assert len(outer) - len(layers) == len(operators)
