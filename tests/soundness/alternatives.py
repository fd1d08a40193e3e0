"""What else may stand behind a hidden argument: values of every kind, of which the framework itself says whether it
takes them and what comes out."""

from __future__ import annotations

import ast
import inspect
import warnings
from collections.abc import Iterator
from typing import Any

from soundness.claims import Claim
from soundness.samples import Sample
from soundness.variants import HEAD, NAME, Program, Site, Variant, calls_of, is_within, sites

from shapelint.interpret.api.vocabulary import Vocabulary
from shapelint.interpret.domain.values import ListValue, Unknown
from shapelint.ir import Tensor, TensorType

VALUES = (
    "0", "1", "2", "3", "-1", "-2", "None", "True", "False", "0.5", "(1,)", "(2, 1)", "(2, 2)", "(-1, 1)", "(1, 1, 2)",
    "((1, 2), (0, 1))", "'same'", "'valid'", "'none'", "'mean'", "'sum'", "'channels_first'",
)  # fmt: skip
SHAPES = ("()", "(1,)", "(2,)", "(4,)", "(2, 3)", "(3, 1)", "(2, 4, 5)", "(2, 3, 4, 5)")
HIDDEN = ("argument", "keyword")
CRASHING = ("tensorflow.signal.",)  # kernels that end the process where they should refuse


def alternatives(sample: Sample, vocabulary: Vocabulary) -> Iterator[tuple[Variant, list[str]]]:
    """A variant with one argument hidden, and the programs that it may stand for."""
    if sample.name.startswith(CRASHING):
        return
    program = Program(sample.text)
    calls = [call for call in calls_of(program) if isinstance(call, ast.Call)]
    for site in sites(program):
        if site.kind in HIDDEN and any(is_direct(program, site, call) for call in calls):
            text = put(program, site, f"{NAME}({program.data[site.start : site.end].decode()})")
            yield Variant(site.kind, HEAD + text), [put(program, site, value) for value in values(program, site)]
    for call in calls:
        yield from further(program, call, vocabulary)


def is_direct(program: Program, site: Site, call: ast.Call) -> bool:
    """Whether a site is an argument of the call itself."""
    return (site.start, site.end) in {program.span(one) for one in call.args + [k.value for k in call.keywords]}


def put(program: Program, site: Site, value: str) -> str:
    return (program.data[: site.start] + value.encode() + program.data[site.end :]).decode()


def values(program: Program, site: Site) -> list[str]:
    written = program.data[site.start : site.end].decode()
    if ".zeros(" not in written or written.startswith(("[", "(")):
        return list(VALUES)
    made = ast.parse(written, mode="eval").body
    assert isinstance(made, ast.Call)
    maker, more = ast.unparse(made.func), "".join(f", {k.arg}={ast.unparse(k.value)}" for k in made.keywords)
    return [f"{maker}({shape}{more})" for shape in SHAPES] + ["None", "2", "0.5", "[2, 1]"]


def further(program: Program, call: ast.Call, vocabulary: Vocabulary) -> Iterator[tuple[Variant, list[str]]]:
    """A dict of unknown content beside the arguments, and what of the declared parameters it may hold."""
    name = ast.unparse(call.func)
    entry = vocabulary.entries.get(name) or vocabulary.methods.get(name.removeprefix("x."))
    if entry is None or not is_within(program, Site(*program.span(call), "call"), call):
        return
    declared = list(inspect.signature(entry.implementation).parameters.values())[name.startswith("x.") :]
    given = {one.arg for one in call.keywords} | {p.name for p in declared[: len(call.args)]}
    rest = [p.name for p in declared if p.name not in given and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    end = program.span(call)[1]
    before = program.data[: end - 1].decode()
    comma = ", " if call.args or call.keywords else ""

    def with_arguments(text: str) -> str:
        return f"{before}{comma}{text})" + program.data[end:].decode()

    texts = [with_arguments(f"{parameter}={value}") for parameter in rest for value in VALUES]
    yield Variant("**", HEAD + with_arguments(f"**{NAME}({{}})")), texts


def vocabulary_of(framework: str) -> Vocabulary:
    if framework == "torch":
        from differential.torch.cases import TORCH

        return TORCH
    from differential.keras.declared import keras

    return keras


def truth(text: str) -> Claim | None:
    """What the framework gives; None where it refuses the program."""
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(text, "sample", "exec"), names)
        except Exception:  # noqa: BLE001 - whatever it is, the program is refused
            return None
    return Claim((), {name: as_value(names[name]) for name in ("output", "total") if name in names})


def as_value(value: Any) -> object:
    """A framework's value as the interpreter holds it, tensors by their shapes."""
    if isinstance(value, tuple):
        return tuple(as_value(item) for item in value)
    if isinstance(value, list):
        return ListValue([as_value(item) for item in value])
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    shape = getattr(value, "shape", None)
    try:
        return Unknown("not a tensor") if shape is None else Tensor(TensorType(tuple(int(size) for size in shape)))
    except (TypeError, ValueError):
        return Unknown("of unknown shape")
