"""Calls that are not known and yet leave what they are given as it is, as far as shapes go: logging, showing, counting,
initialising, registering, optimizers and metrics. docs/soundness.md says why these are taken for granted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from shapelint.frontends.registry import Framework
from shapelint.interpret.domain.values import Unknown

PACKAGES = frozenset(
    {
        "GPUtil", "IPython", "adabelief_pytorch", "aim", "bitsandbytes", "bz2", "cProfile", "clearml", "codecarbon",
        "comet_ml", "csv", "datetime", "dvclive", "glob", "gzip", "humanize", "icecream", "json", "lion_pytorch",
        "logging", "loguru", "lzma", "madgrad", "marimo", "matplotlib", "memory_profiler", "mlflow", "neptune", "os",
        "pickle", "plotly", "pprint", "prettytable", "prodigyopt", "psutil", "pympler", "pytorch_optimizer",
        "pytorch_ranger", "rich", "seaborn", "shutil", "socket", "sqlite3", "structlog", "subprocess",
        "swanlab", "tabulate", "tarfile", "tempfile", "tensorboard", "tensorboard_logger", "termcolor", "time",
        "torch_optimizer", "torchmetrics", "tqdm", "tracemalloc", "urllib", "visdom", "wandb", "warnings",
        "yaspin", "zipfile",
    }
)  # fmt: skip
READING = frozenset(
    {
        "add_figure", "add_graph", "add_histogram", "add_image", "add_images", "add_scalar", "add_scalars", "add_text",
        "backward", "buffers", "children", "copy", "count", "cpu", "critical", "cuda", "debug", "deepcopy", "detach",
        "dim", "endswith", "error", "eval", "exception", "exists", "float", "format", "get", "half", "index", "info",
        "isdir", "isfile", "item", "items", "join", "keys", "lower", "modules", "named_children", "named_modules",
        "named_parameters", "numel", "numpy", "parameters", "size", "split", "startswith", "state_dict", "step",
        "strip", "to", "tolist", "train", "type", "upper", "values", "warn", "warning", "watch", "zero_grad",
    }
)  # fmt: skip
CONTEXTS = frozenset(
    {
        "accumulate", "autocast", "device", "distributed", "device_placement", "no_sync", "open", "profile", "scope",
        "start_run", "summon_full_params", "timer", "Timer", "trace", "unwrap_model",
    }
)  # fmt: skip
"""What is entered by `with` and lets every exception through."""
BY_NAME = re.compile(
    r"^(print|log|summar|show|plot|visuali[sz]e|count|save|register|seed|set_seed|get_logger|load_(state_dict|weights))"
    r"|(^|(?<!_)_)init(iali[sz]e)?(_|$)|(normal|uniform|constant|orthogonal|kaiming|xavier)_$"
)


def hides_no_model(frameworks: Iterable[Framework]) -> Callable[[str], bool]:
    """Whether a package is one of those whose functions leave what they are given as it is."""
    packages = PACKAGES.union(*(one.harmless for one in frameworks))
    return lambda package: package in packages


def harmless(frameworks: Iterable[Framework]) -> Callable[[Unknown], bool]:
    """Whether a function that is not known leaves what it is given as it is, where these frameworks are known."""
    packages = PACKAGES.union(*(one.harmless for one in frameworks))
    return lambda function: is_harmless(function, packages)


def is_harmless(function: Unknown, packages: frozenset[str]) -> bool:
    """Whether a function that is not known leaves what it is given as it is: by the package it comes from, or by its
    name."""
    names = list(path_of(function))
    if not names or names[0].startswith("__"):
        return False
    return (
        names[0] in READING
        or names[0] in CONTEXTS
        or bool(BY_NAME.search(names[0]))
        or names[-1].partition(".")[0] in packages
    )


def path_of(function: Unknown) -> list[str]:
    """The names by which a function was got at, its own first, the module's last."""
    names: list[str] = []
    key = function.key
    while isinstance(key, tuple):
        if key[0] == "import":
            names.append(str(key[2]))
        elif key[0] == "module":
            names += [str(key[2]), str(key[1])]
        elif key[0] == "attribute" and isinstance(key[2], str):
            names.append(key[2])
        inner = next((part for part in key[1:] if isinstance(part, Unknown)), None)
        key = None if inner is None else inner.key
    return names
