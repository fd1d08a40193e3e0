"""Files that can be read at once: their lengths, those of the functions in them, and how many stand in a folder."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import shapelint
import shapelint_rules

ENGINE, RULES = (Path(package.__file__).parent for package in (shapelint, shapelint_rules))
HERE = Path(__file__).parent
LINES_OF_A_FILE = 600
LINES_OF_A_FUNCTION = 50
"""What a screen shows."""
MODULES_OF_A_FOLDER = 30
LONGER = {
    "frontends/keras/data/pipelines.py": "dataset_classes",
    "frontends/keras/data/datasets.py": "image_generator",
    "frontends/keras/models/functional.py": "ordered_layers",
    "frontends/keras/models/layer.py": "layer_call",
    "frontends/keras/provider.py": "model_classes",
    "frontends/torch/functional/pooling.py": "declare",
    "frontends/torch/nn/convolution.py": "declare",
    "frontends/torch/nn/normalization.py": "declare",
    "frontends/torch/provider.py": "make_package",
    "interpret/api/layers.py": "invoke_layer",
    "interpret/interpreter.py": "__init__",
    "interpret/record/recorder.py": "apply",
}
"""The functions that are longer than a screen. It only ever shrinks: what is written anew is divided."""


def modules() -> Iterator[tuple[str, Path]]:
    """The engine's modules and the rules', with their places."""
    for root in (ENGINE, RULES):
        for path in sorted(root.rglob("*.py")):
            yield path.relative_to(root).as_posix(), path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@cache
def long_functions() -> dict[str, str]:
    return {
        where: function.name
        for where, path in modules()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LINES_OF_A_FUNCTION
    }


def test_no_file_is_too_long() -> None:
    paths = [*(path for _, path in modules()), *HERE.rglob("*.py")]
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    assert not {name: length for name, length in lengths.items() if length > LINES_OF_A_FILE}


def test_no_folder_is_too_full() -> None:
    counts = Counter(path.parent for _, path in modules())
    assert not {str(folder): count for folder, count in counts.items() if count > MODULES_OF_A_FOLDER}


def test_functions_can_be_seen_at_once() -> None:
    assert not {where: name for where, name in long_functions().items() if LONGER.get(where) != name}


def test_every_exception_is_needed() -> None:
    assert not {where: name for where, name in LONGER.items() if where not in long_functions()}
