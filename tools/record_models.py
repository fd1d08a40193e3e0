"""Measures models under their real frameworks: `python tools/record_models.py MODELS.toml... --into DIRECTORY`.

A table of models (`benchmarks/models/*.toml`) says which models of a package are measured: the module that the model's
call is an expression over, and the inputs. Each is built and called once by the framework that is installed, and one
line of JSON holds what was measured: the record that `benchmarks/model_records.py` holds a summary against. What cannot
be built or called here is named on stderr, and has no record.

The packages have to be installed beside the frameworks; nothing of shapelint is used.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import tomllib

Record = dict[str, Any]
Shape = list[int | None]

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure models under their real frameworks.")
    parser.add_argument("tables", nargs="+", type=Path, help="tables of models")
    parser.add_argument("--into", type=Path, required=True, help="where NAME.jsonl.gz is written for NAME.toml")
    options = parser.parse_args(arguments)
    missed = 0
    for table in options.tables:
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
        records = []
        for row in rows["model"]:
            try:
                records.append(measured(rows, row))
            except Exception as error:  # noqa: BLE001 - a model that cannot be built here is named, and left out
                missed += 1
                sys.stderr.write(f"{table.name}: {row['call']}: {type(error).__name__}: {str(error)[:200]}\n")
        write(options.into / f"{table.stem}.jsonl.gz", records)
        sys.stderr.write(f"{table.stem}: {len(records)} of {len(rows['model'])}\n")
    return 1 if missed else 0


def write(path: Path, records: Sequence[Record]) -> None:
    """The same bytes for the same records: no time of day in the archive."""
    lines = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)
    path.write_bytes(gzip.compress(lines.encode(), mtime=0))


def measured(table: Mapping[str, Any], row: Mapping[str, Any]) -> Record:
    """The record of one row of a table."""
    name = row.get("module") or table["module"]
    module = importlib.import_module(name)
    count_names_anew()
    model = eval(row["call"], dict(vars(module)))
    if isinstance(model, type):
        model = model()
    framework = "torch" if is_torch(model) else "keras"
    measure = torch_figures if framework == "torch" else keras_figures
    file = Path(module.__file__ or "")
    root = Path(importlib.import_module(name.partition(".")[0]).__file__ or "").parents[1]
    return {
        "framework": framework,
        "package": table["package"],
        "version": metadata.version(table["package"]),
        "file": file.relative_to(root).as_posix(),
        "call": row["call"],
        "input_shapes": [as_input(text) for text in row.get("inputs", [])],
        **measure(model, row.get("inputs", [])),
    }


def count_names_anew() -> None:
    """Keras names layers by their number in the process: each record is of a process that has built nothing else."""
    for name in ("keras", "tf_keras"):
        if name in sys.modules:
            sys.modules[name].backend.clear_session()


def is_torch(model: object) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(model, torch.nn.Module)


def as_input(text: str) -> Shape | dict[str, Any]:
    """`1,3,32,32` or `1,16:int64` as a record has it."""
    sizes, _, dtype = text.partition(":")
    shape = [int(size) for size in sizes.split(",")] if sizes else []
    return {"shape": shape, "dtype": dtype} if dtype else shape


def flattened(value: object) -> Iterator[Any]:
    """The tensors in what a model gives, in order."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return
    if isinstance(value, Mapping):
        for one in value.values():
            yield from flattened(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from flattened(one)
    elif hasattr(value, "shape"):
        yield value
    elif hasattr(value, "__dict__"):
        for one in vars(value).values():
            yield from flattened(one)


def as_row(shapes: list[Shape]) -> Any:
    """The shapes of a layer's outputs as a record has them: a single one stands for itself."""
    return shapes[0] if len(shapes) == 1 else shapes


# ---------------------------------------------------------------------------------------------------------------- torch


def torch_figures(model: Any, inputs: Sequence[str]) -> Record:
    """What torch measures: each leaf module in the order of first calls, those never called last."""
    import torch

    model.eval()
    calls: dict[str, list[Any]] = {}
    hooks = []
    for path, module in model.named_modules():
        if not any(module.children()):
            hooks.append(module.register_forward_hook(counted(calls, path)))
    with torch.no_grad():
        result = model(*(torch_input(text) for text in inputs))
    for hook in hooks:
        hook.remove()
    leaves = {path: module for path, module in model.named_modules() if path and not any(module.children())}
    order = [path for path in calls if path in leaves] + [path for path in leaves if path not in calls]
    return {
        "total_params": sum(p.numel() for p in model.parameters()),
        "trainable_params": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "output_shapes": [list(tensor.shape) for tensor in flattened(result)],
        "layers": [
            [
                path,
                type(leaves[path]).__name__,
                calls[path][0] if path in calls else None,
                sum(p.numel() for p in leaves[path].parameters(recurse=False)),
                calls[path][1] if path in calls else 0,
            ]
            for path in order
        ],
    }


def counted(calls: dict[str, list[Any]], path: str) -> Any:
    """A hook that keeps the output shapes of a module's first call, and how often it is called."""

    def hook(module: object, arguments: object, output: object) -> None:
        if path in calls:
            calls[path][1] += 1
        else:
            calls[path] = [as_row([list(tensor.shape) for tensor in flattened(output)]), 1]

    return hook


def torch_input(text: str) -> Any:
    import torch

    sizes, _, dtype = text.partition(":")
    shape = [int(size) for size in sizes.split(",")] if sizes else []
    kind = getattr(torch, dtype or "float32")
    return torch.randn(shape, dtype=kind) if kind.is_floating_point else torch.ones(shape, dtype=kind)


# ---------------------------------------------------------------------------------------------------------------- keras


def keras_figures(model: Any, inputs: Sequence[str]) -> Record:
    """What Keras measures: `model.layers` in order, the rows of a nested model after its own, names joined by `/`."""
    import numpy

    output_shapes = None
    if inputs:
        given = [keras_input(text) for text in inputs]
        output_shapes = [list(one.shape) for one in flattened(model(given[0] if len(given) == 1 else given))]
    elif getattr(model, "outputs", None):
        output_shapes = [batch_of_one(one.shape) for one in flattened(model.output)]
    size = lambda weights: int(sum(numpy.prod(tuple(w.shape)) for w in weights))
    return {
        "total_params": model.count_params(),
        "trainable_params": size(model.trainable_weights),
        "non_trainable_params": size(model.non_trainable_weights),
        "output_shapes": output_shapes,
        "layers": list(keras_rows(model, "")),
    }


def keras_rows(model: Any, prefix: str) -> Iterator[list[Any]]:
    for layer in model.layers:
        path = f"{prefix}{layer.name}"
        yield [
            path,
            type(layer).__name__,
            keras_shape(layer),
            layer.count_params() if layer.built else 0,
            1,
            layer.trainable,
        ]
        if hasattr(layer, "layers") and hasattr(layer, "summary"):
            yield from keras_rows(layer, f"{path}/")


def keras_shape(layer: Any) -> Any:
    """The output of a layer in the model that it is part of; None where there is no such thing."""
    try:
        return as_row([batch_of_one(one.shape) for one in flattened(layer.output)])
    except Exception:  # noqa: BLE001 - layers of subclassed models have no output of their own
        return None


def batch_of_one(shape: Sequence[int | None]) -> Shape:
    """A record's batch is 1 where Keras leaves it open."""
    return [1 if position == 0 and size is None else size for position, size in enumerate(shape)]


def keras_input(text: str) -> Any:
    import numpy

    sizes, _, dtype = text.partition(":")
    shape = [int(size) for size in sizes.split(",")]
    return numpy.ones(shape, dtype=dtype or "float32")


if __name__ == "__main__":
    sys.exit(main())
