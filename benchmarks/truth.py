"""Runs mutants under the real framework; started by mutation.py, one process for many mutants.

usage: truth.py torch|keras JOBS RESULTS SECONDS

JOBS is a JSON file with a list of {id, text, root, file, driver, calls}: `file` is the path below `root` that the text
stands for. A fixture is run as the tests run it (`driver` as in fixtures/drivers.toml, or null); a module of an
installed package has `calls` [{model, inputs}] instead, expressions over its names and the shapes of their tensors.
RESULTS gets a line of JSON for each mutant as it is done: {id, outcome, error, lines}.

An outcome is `runs`, `raises`, `own` (an assert or raise statement of the mutant itself refuses), `timeout`, or
`device` (the processor, not the model, lacks the operation). `lines` are the ranges of lines that the exception is
about: the innermost statement of the file, and the construction of the layer that refused its input.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import MagicMock

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "fixtures"))

from run_fixtures import (
    Constructions,
    OutOfTimeError,
    execute,
    importable,
    prepare_keras,
    prepare_torch,
    stop,
)

DEVICE_LIMITS = (
    "only supports the NHWC tensor format",
    "only supports NHWC",
    "op only supports NHWC on device type CPU",
    "NHWC tensor format",
    "No OpKernel was registered",
    "not implemented for",
    "only supported on GPU",
    "Grouped convolutions",
    "grouped convolutions",
)
"""What TensorFlow and torch say on a processor that cannot do what is right elsewhere."""


class Trees:
    """Copies of source trees, in which a mutant stands in its file's place."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.copies: dict[str, Path] = {}

    @contextlib.contextmanager
    def with_mutant(self, root: str, file: str, text: str, alone: bool) -> Iterator[Path]:
        """The path of the text below a copy of the root, or of nothing but the file itself."""
        if root not in self.copies:
            self.copies[root] = self.directory / f"tree{len(self.copies)}"
            if alone:
                self.copies[root].mkdir()
            else:
                shutil.copytree(root, self.copies[root], ignore=shutil.ignore_patterns("__pycache__"))
        path = self.copies[root] / file
        path.parent.mkdir(parents=True, exist_ok=True)
        original = path.read_bytes() if path.exists() else b""
        path.write_text(text, encoding="utf-8")
        try:
            yield path
        finally:
            path.write_bytes(original)


def run_fixture(job: dict, path: Path, make: Callable[..., object]) -> None:
    """Run a fixture with the calls of its driver. Raises what it raises."""
    driver = job["driver"]
    with importable(path) as module:
        names = execute(path, module)
        if driver is None:
            return
        scope = dict(names)
        scope["model"] = eval(driver["model"], scope)
        for shapes in driver["calls"]:
            dtypes = driver["dtypes"] or ["float32"] * len(shapes)
            inputs = [make(shape, dtype) for shape, dtype in zip(shapes, dtypes, strict=True)]
            eval(driver["call"], {**scope, "inputs": inputs})


def run_module(job: dict, path: Path, make: Callable[..., object]) -> None:
    """Run a module of a package under its own name, and build and call its models. Raises what they raise."""
    name = job["file"].removesuffix(".py").replace("/", ".")
    package = importlib.import_module(name.rpartition(".")[0])
    module = types.ModuleType(name)
    module.__file__ = str(path)
    module.__package__ = package.__name__
    registry = sys.modules.get("torchvision.models._api")
    if registry is not None:
        registry.BUILTIN_MODELS.clear()
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        exec(compile(job["text"], str(path), "exec"), vars(module))
        for call in job["calls"]:
            model = eval(call["model"], vars(module))
            if call["inputs"]:
                model(*(make(shape, "float32") for shape in call["inputs"]))
    finally:
        sys.modules.pop(name)
        if before is not None:
            sys.modules[name] = before


def prepare_packages(root: str) -> None:
    """Make torchvision's model files importable without its compiled operations and without Pillow, and its weights
    cheap: what a parameter is filled with has no say in shapes."""
    import torch

    for name in ("torchvision", "torchvision.models", "torchvision.transforms"):
        package = types.ModuleType(name)
        package.__path__ = [str(Path(root, *name.split(".")))]
        sys.modules[name] = package
    for name in ("PIL", "torchvision.transforms._presets"):
        sys.modules[name] = MagicMock(__version__="0")
    for name in ("kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "trunc_normal_", "normal_", "uniform_"):
        setattr(torch.nn.init, name, lambda tensor, *arguments, **keywords: tensor)
    importlib.import_module("torchvision.models._api")


def is_own_statement(text: str, line: int) -> bool:
    """Whether an assert or a raise stands on the line."""
    nodes = (n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.Assert, ast.Raise)))
    return any(node.lineno <= line <= (node.end_lineno or line) for node in nodes)


def describe(error: BaseException, path: Path, constructions: Constructions) -> dict[str, object]:
    text = "".join(traceback.format_exception_only(type(error), error)).strip()
    lines = constructions.of_failure(error)[:2]
    last = traceback.extract_tb(error.__traceback__)[-1]
    if isinstance(error, OutOfTimeError):
        outcome = "timeout"
    elif any(limit in text for limit in DEVICE_LIMITS):
        outcome = "device"
    elif last.name == "_assert":  # torch's function for assertions that are traced
        outcome = "own"
    elif Path(last.filename).is_file() and Path(last.filename).is_relative_to(tree_of(path)):
        own = is_own_statement(Path(last.filename).read_text(encoding="utf-8"), last.lineno or 0)
        outcome = "own" if own else "raises"
    else:
        outcome = "raises"
    return {"outcome": outcome, "error": text[:1000], "lines": lines}


def tree_of(path: Path) -> Path:
    return next(parent for parent in path.parents if parent.name.startswith("tree"))


def run(job: dict, trees: Trees, constructions: Constructions, make: Callable[..., object], seconds: int) -> dict:
    with trees.with_mutant(job["root"], job["file"], job["text"], bool(job["calls"])) as path:
        constructions.start(str(path))
        signal.alarm(seconds)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                (run_module if job["calls"] else run_fixture)(job, path, make)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (what a mutant raises is the answer)
            signal.alarm(0)
            return describe(error, path, constructions)
        finally:
            signal.alarm(0)
    return {"outcome": "runs", "error": None, "lines": []}


def seed(framework: str) -> None:
    random.seed(0)
    sys.modules["numpy"].random.seed(0)
    if framework == "torch":
        sys.modules["torch"].manual_seed(0)
    else:
        sys.modules["keras"].utils.set_random_seed(0)


def main() -> None:
    framework, jobs_file, results, seconds = sys.argv[1:]
    os.environ.update(KERAS_BACKEND="tensorflow", TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
    jobs = json.loads(Path(jobs_file).read_text(encoding="utf-8"))
    layer_class, make, reset = prepare_torch() if framework == "torch" else prepare_keras()
    importlib.import_module("numpy")
    constructions = Constructions(layer_class)
    signal.signal(signal.SIGALRM, stop)
    if framework == "torch" and any(job["calls"] for job in jobs):
        prepare_packages(next(job["root"] for job in jobs if job["calls"]))
    with tempfile.TemporaryDirectory() as directory, Path(results).open("a", encoding="utf-8") as out:
        trees = Trees(Path(directory))
        for job in jobs:
            reset()
            seed(framework)
            result = run(job, trees, constructions, make, int(seconds))
            out.write(json.dumps({"id": job["id"], **result}) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
