"""torch's own sample inputs of its modules, statically: `python benchmarks/module_samples.py [-v] [nn.Conv2d ...]`.

torch tests its modules with the samples of `torch.testing._internal.common_modules.module_db`. Each sample is written
as a small program, run with torch, and inferred by shapelint: exact where every output shape is torch's, or where torch
refuses the call and so does shapelint; unknown where shapelint does not say; missed where torch alone refuses; wrong
where a shape differs or an error is reported for a call that runs. The score is printed by module; -v shows the samples
that are not exact.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, wraps
from typing import Any
from unittest.mock import patch

import torch
from torch.testing._internal.common_modules import ErrorModuleInput, ModuleErrorEnum, ModuleInfo, module_db

from shapelint.analysis.engine import make_interpreter
from shapelint.analysis.entries import run_script
from shapelint.interpret.domain.values import DictValue, Instance, ListValue
from shapelint.interpret.interpreter import Interpreter
from shapelint.ir import Tensor
from shapelint.symbolic import Verdict
from shapelint.syntax import nodes, parse
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile

EXACT, UNKNOWN, MISSED, WRONG = "exact", "unknown", "missed", "wrong"
VERDICTS = (EXACT, UNKNOWN, MISSED, WRONG)
HOMES = ("torch", "torch.nn.functional")  # where the functions among the arguments stand
Shapes = tuple[tuple[int, ...], ...]
CONSTRUCTED: dict[int, tuple[Any, tuple[Any, ...], dict[str, Any]]] = {}


class Unspelled(Exception):
    """An argument that cannot be written as source."""


@dataclass(frozen=True)
class Sample:
    """A program whose `output` is what the module gives, and what torch says: the shapes, or None where it refuses."""

    module: str
    text: str
    truth: Shapes | None


def noting(initialize: Callable[..., None]) -> Callable[..., None]:
    """A constructor that remembers how it was called, for modules among the arguments."""

    @wraps(initialize)
    def wrapped(self: Any, *arguments: Any, **keywords: Any) -> None:
        CONSTRUCTED.setdefault(id(self), (self, arguments, keywords))
        initialize(self, *arguments, **keywords)

    return wrapped


def spelled(value: Any) -> str:
    """An argument as source."""
    if isinstance(value, torch.Tensor):
        made = f"torch.zeros({tuple(value.shape)}, dtype={value.dtype})"
        return f"torch.nn.Parameter({made})" if isinstance(value, torch.nn.Parameter) else made
    if isinstance(value, torch.nn.Module):
        _, arguments, keywords = CONSTRUCTED[id(value)]
        return f"torch.nn.{type(value).__name__}({spelled_call(arguments, keywords)})"
    if isinstance(value, (torch.dtype, torch.Size)):
        return str(value) if isinstance(value, torch.dtype) else str(tuple(value))
    if isinstance(value, torch.device):
        return repr(str(value))
    if isinstance(value, float):
        return f"float({str(value)!r})" if value in (float("inf"), float("-inf")) or value != value else repr(value)
    if value is None or isinstance(value, (bool, int, str, complex)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        inner = "".join(f"{spelled(item)}, " for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    if isinstance(value, dict):
        inner = ", ".join(f"{key!r}: {spelled(item)}" for key, item in value.items())
        return f"OrderedDict({{{inner}}})" if isinstance(value, OrderedDict) else f"{{{inner}}}"
    if is_dataclass(value) and not isinstance(value, type):
        return f"torch.nn.{type(value).__name__}({spelled_call((), vars_of(value))})"
    return spelled_function(value)


def vars_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def spelled_function(value: Any) -> str:
    name = getattr(value, "__name__", "")
    for home in HOMES:
        if getattr(sys.modules[home], name, None) is value:
            return f"{home}.{name}"
    if isinstance(value, type) and getattr(torch.nn, name, None) is value:
        return f"torch.nn.{name}"
    raise Unspelled(repr(value))


def spelled_call(arguments: Sequence[Any], keywords: dict[str, Any]) -> str:
    return ", ".join([*map(spelled, arguments), *(f"{name}={spelled(value)}" for name, value in keywords.items())])


def shapes(value: Any) -> Shapes:
    """The shapes of the tensors in a result, in order."""
    if isinstance(value, torch.Tensor):
        return (tuple(value.shape),)
    return () if value is None else tuple(shape for item in value for shape in shapes(item))


def sample_of(info: ModuleInfo, given: Any, training: bool) -> Sample:
    """The program of one sample."""
    name = f"torch.{info.name}"
    made, called = given.constructor_input, given.forward_input
    mode = "train" if training else "eval"
    lines = [
        "from collections import OrderedDict",
        "import torch",
        f"module = {name}({spelled_call(made.args, made.kwargs)}).{mode}()",
    ]
    if called is not None:
        lines.append(f"output = module({spelled_call(called.args, called.kwargs)})")
    try:
        module = info.module_cls(*made.args, **made.kwargs).train(training)
        truth = () if called is None else shapes(module(*called.args, **called.kwargs))
    except Exception:  # noqa: BLE001 - whatever torch raises, it refuses the call
        truth = None
    return Sample(info.name, "\n".join(lines) + "\n", truth)


def samples(names: Iterable[str] = ()) -> Iterator[Sample]:
    """Every different sample of the modules (all by default), error inputs included."""
    wanted, seen = set(names), set()
    for info in module_db:
        if wanted and info.name not in wanted:
            continue
        for training in (True, False):
            for given in inputs_of(info, training):
                sample = sample_of(info, given, training)
                if sample.text not in seen:
                    seen.add(sample.text)
                    yield sample


def inputs_of(info: ModuleInfo, training: bool) -> list[Any]:
    """The samples and the error inputs that torch has for a module on the CPU."""
    settings = {"device": "cpu", "dtype": torch.float32, "requires_grad": False, "training": training}
    found = list(info.module_inputs_func(info, **settings))
    if info.module_error_inputs_func is None:
        return found
    errors: list[ErrorModuleInput] = list(info.module_error_inputs_func(info, **settings))
    return found + [error.module_error_input for error in errors if error.error_on in ModuleErrorEnum]


class NoFiles:
    """The imports of a program of one file."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> SourceFile | Missing:
        return Missing(f"{module_name} is not there")


def tensors(value: object) -> Iterator[Tensor | None]:
    """The tensors in an interpreted result, in order; None for what is not known."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (tuple, ListValue)):
        for item in value.at_least() if isinstance(value, ListValue) else value:
            yield from tensors(item)
    elif isinstance(value, (Instance, DictValue)):
        for item in (value.attributes if isinstance(value, Instance) else value.at_least()).values():
            yield from tensors(item)
    elif value is not None:
        yield None


def run(text: str) -> tuple[list[Any], bool]:
    """The shapes inferred for `output`, None for what is not known, and whether anything is refused."""
    file = SourceFile("sample.py", text)
    tree = parse(file)
    assert isinstance(tree, nodes.Module), text
    module, left = run_script(interpreter(), file, tree)
    found = [None if tensor is None else tensor.shape for tensor in tensors(module.variables.get("output"))]
    required = [r for part in (*left.nodes, *left.definitions) for r in part.requirements]
    return found, bool(left.events) or any(r.verdict is Verdict.FAILS for r in required)


@cache
def interpreter() -> Interpreter:
    """One interpreter for all samples, which then reads torch's declarations once."""
    return make_interpreter(NoFiles())


def judge(sample: Sample) -> str:
    """What shapelint makes of a sample."""
    found, refused = run(sample.text)
    if sample.truth is None:
        return EXACT if refused else MISSED
    if refused:
        return WRONG
    if any(shape is None or any(not isinstance(size, int) for size in shape) for shape in found):
        return UNKNOWN
    return EXACT if tuple(found) == sample.truth else UNKNOWN if not found and sample.truth else WRONG


def main(names: Sequence[str]) -> int:
    """Print the score; 1 if anything is wrong or fewer than 95 of a hundred samples are exact."""
    scores: dict[str, Counter[str]] = {}
    for sample in recorded(name for name in names if name != "-v"):
        verdict = judge(sample)
        scores.setdefault(sample.module, Counter())[verdict] += 1
        if "-v" in names and verdict != EXACT:
            print(f"{verdict}: torch says {sample.truth}, shapelint {run(sample.text)}\n{sample.text}")
    print(f"{'module':34}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    total: Counter[str] = Counter()
    for module, counts in scores.items():
        total += counts
        print(f"{module:34}" + "".join(f"{counts[verdict]:>9}" for verdict in VERDICTS))
    print(f"{'all':34}" + "".join(f"{total[verdict]:>9}" for verdict in VERDICTS))
    share = total[EXACT] / max(total.total(), 1)
    print(f"exact: {share:.1%}")
    return int(share < 0.95 or total[WRONG] > 0)


def recorded(names: Iterable[str] = ()) -> Iterator[Sample]:
    """The samples, with the constructions of the modules among their arguments noted."""
    classes = [c for c in vars(torch.nn).values() if isinstance(c, type) and "__init__" in vars(c)]
    with ExitStack() as patches, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for owner in classes:
            patches.enter_context(patch.object(owner, "__init__", noting(owner.__init__)))
        yield from samples(names)
    CONSTRUCTED.clear()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
