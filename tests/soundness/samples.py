"""The calls that the differential tests draw, as small programs: `output` is what the call gives, `total` how many
weights a layer has."""

from __future__ import annotations

import importlib
import itertools
import math
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import differential.keras
import differential.torch
from differential import harness
from differential.keras import declared
from differential.keras.cases import Case, Layered, Ranked
from hypothesis import HealthCheck, Phase, settings

OTHERWISE = ("programs", "elements", "signatures", "module_tree", "symbolically", "subscripts")  # no single calls
BATCH = 2  # stands for the open batch


@dataclass(frozen=True)
class Sample:
    """The program of one call. `lines` are the statements that hold what can be hidden."""

    name: str
    text: str
    first_line: int


@dataclass
class Recorder:
    """What is put in the place of the comparisons with the frameworks: it keeps the calls."""

    texts: dict[str, Sample] = field(default_factory=dict)

    def layer(
        self, framework: str, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], *call: Any
    ) -> None:
        inputs, options = (*call, (), {})[:2]
        self.keep(name, layer_program(framework, name, arguments, keywords, inputs, options or {}))

    def function(self, framework: str, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any] | None) -> None:
        self.keep(name, function_program(framework, name, arguments, keywords or {}))

    def keep(self, name: str, lines: tuple[str, ...] | None) -> None:
        if lines is not None:
            text = "\n".join(lines) + "\n"
            self.texts.setdefault(text, Sample(name, text, 2))


class Unspelled(Exception):
    """A value that cannot be written."""


def layer_program(
    framework: str,
    name: str,
    arguments: Sequence[Any],
    keywords: Mapping[str, Any],
    inputs: Sequence[Any],
    options: Mapping[str, Any],
) -> tuple[str, ...] | None:
    try:
        made = f"layer = {name}({spelled_call(framework, arguments, keywords)})"
        called = [i if isinstance(i, (harness.Given, Ranked)) else nested(framework, i) for i in inputs]
        output = f"output = layer({spelled_call(framework, called, options)})"
    except Unspelled:
        return None
    total = "sum(p.numel() for p in layer.parameters())" if framework == "torch" else "layer.count_params()"
    return f"import {framework}", made, output, f"total = {total}"


def nested(framework: str, value: Any) -> Any:
    """An input of a layer: torch's may be bare shapes."""
    return harness.Given(tuple(value)) if framework == "torch" and not isinstance(value, harness.Given) else value


def function_program(
    framework: str, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]
) -> tuple[str, ...] | None:
    try:
        if not name.startswith("."):
            return f"import {framework}", f"output = {name}({spelled_call(framework, arguments, keywords)})"
        receiver = spelled(framework, arguments[0])
        rest = spelled_call(framework, arguments[1:], keywords)
    except Unspelled:
        return None
    return f"import {framework}", f"x = {receiver}", f"output = x{name}({rest})"


def spelled_call(framework: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> str:
    named = [f"{name}={spelled(framework, value)}" for name, value in keywords.items()]
    return ", ".join([*(spelled(framework, value) for value in arguments), *named])


def spelled(framework: str, value: Any) -> str:
    """A described argument as source."""
    if isinstance(value, (harness.Given, Ranked)):
        shape = tuple(BATCH if size is None else size for size in value.shape)
        if framework == "numpy":
            return f"numpy.ones({shape}, dtype={value.dtype!r})"
        if framework.startswith("torch"):
            return f"torch.zeros({shape}, dtype=torch.{value.dtype})"
        maker = "tensorflow.zeros" if framework == "tensorflow" else "keras.ops.zeros"
        return f"{maker}({shape}, dtype={value.dtype!r})"
    if isinstance(value, Layered):
        return f"{value.name}({spelled_call(framework, value.arguments, value.keywords)})"
    if isinstance(value, float) and not math.isfinite(value):
        return f"float({str(value)!r})"
    if value is None or isinstance(value, (bool, int, float, str, complex)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        inner = ", ".join(spelled(framework, item) for item in value)
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(value) == 1 else ''})"
    if str(value).startswith("torch."):
        return str(value)
    raise Unspelled(repr(value))


def torch_samples(examples: int) -> list[Sample]:
    """The calls of the differential tests of torch."""
    recorder = Recorder()

    def check_layer(name: str, *call: Any, **_: Any) -> None:
        recorder.layer("torch", name, *call)

    def check_function(name: str, arguments: Any, keywords: Any = None, **_: Any) -> None:
        recorder.function("torch", name, arguments, keywords)

    def infer_layer(_: Any, name: str, arguments: Any = (), keywords: Any = None, *call: Any, **more: Any) -> Any:
        recorder.layer("torch", name, arguments, keywords or {}, *call)
        return harness.infer_layer(_, name, arguments, keywords, *call, **more)

    def infer_function(_: Any, name: str, arguments: Any = (), keywords: Any = None) -> Any:
        recorder.function("torch", name, arguments, keywords)
        return harness.infer_function(_, name, arguments, keywords)

    run_all(
        modules(differential.torch, OTHERWISE),
        examples,
        {
            "check_layer": check_layer,
            "check_function": check_function,
            "infer_layer": infer_layer,
            "infer_function": infer_function,
            **dict.fromkeys(("run_layer", "run_function", "assert_agree", "torch_dtypes"), nothing),
        },
    )
    return list(recorder.texts.values())


def keras_samples(examples: int) -> list[Sample]:
    """The calls of the differential tests of Keras and tensorflow."""
    recorder = Recorder()

    def check_layer(name: str, case: Case, *_: Any, **__: Any) -> None:
        recorder.layer("keras", name, (), case.keywords, case.inputs, case.options)

    def check_function(name: str, arguments: Any, keywords: Any, *_: Any, **__: Any) -> None:
        recorder.function(name.partition(".")[0], name, arguments, keywords)

    run_all(
        modules(differential.keras, ("signatures", "losses")),
        examples,
        {"check_layer": check_layer, "check_function": check_function, "assert_agree": nothing, "oracle": declared},
    )
    return list(recorder.texts.values())


def array_samples(examples: int) -> list[Sample]:
    """The calls of the tests of numpy and einops."""
    recorder = Recorder()

    def check(name: str, arguments: Any, keywords: Any = None) -> None:
        recorder.function("numpy", name, arguments, keywords)

    def infer_function(_: Any, name: str, arguments: Any = (), keywords: Any = None) -> Any:
        recorder.function("torch, einops", name, arguments, keywords)
        return harness.infer_function(_, name, arguments, keywords)

    found = [
        importlib.import_module(name) for name in ("frontends.numpy.test_arrays", "differential.einops.test_einops")
    ]
    run_all(found, examples, {"check": check, "infer_function": infer_function})
    return list(recorder.texts.values())


def nothing(*_: Any, **__: Any) -> None:
    """Takes the place of what asks the framework."""


def modules(package: ModuleType, skip: Sequence[str]) -> list[ModuleType]:
    names = [found.name for found in pkgutil.iter_modules(package.__path__) if found.name.startswith("test_")]
    kept = [name for name in names if not any(part in name for part in skip)]
    return [importlib.import_module(f"{package.__name__}.{name}") for name in kept]


def run_all(found: Sequence[ModuleType], examples: int, replaced: Mapping[str, Any]) -> None:
    """Run the tests of modules with some of their names replaced, as many examples of each as wanted."""
    for module in found:
        kept = {name: getattr(module, name) for name in replaced if hasattr(module, name)}
        for name in kept:
            setattr(module, name, replaced[name])
        if hasattr(module, "sampled"):
            kept["sampled"] = module.sampled
            module.sampled = few(examples)
        try:
            for test in [value for name, value in vars(module).items() if name.startswith("test_")]:
                if callable(test):
                    run_test(test, examples)
        finally:
            for name, value in kept.items():
                setattr(module, name, value)


def few(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )


def run_test(test: Callable[..., Any], examples: int) -> None:
    if hasattr(test, "hypothesis"):
        test._hypothesis_internal_use_settings = few(examples)
    for keywords in parameters(test):
        try:
            test(**keywords)
        except (AssertionError, AttributeError, TypeError):
            continue  # what it asserts is not asked here


def parameters(test: Callable[..., Any]) -> Iterator[dict[str, Any]]:
    """The keywords of every call that pytest would make of a test."""
    sets: list[list[dict[str, Any]]] = []
    for mark in getattr(test, "pytestmark", ()):
        if mark.name == "parametrize":
            names, rows = mark.args[:2]
            listed = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
            sets.append([dict(zip(listed, values_of(row, len(listed)), strict=True)) for row in rows])
    for combination in itertools.product(*sets):
        yield {name: value for part in combination for name, value in part.items()}


def values_of(row: Any, count: int) -> Sequence[Any]:
    """The values of a row of parameters, which may be a `pytest.param`."""
    if hasattr(row, "marks"):
        return row.values  # type: ignore[no-any-return]
    return row if count > 1 else (row,)
