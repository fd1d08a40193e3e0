"""Two TARGETs side by side: what `shapelint compare` tells."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack

from shapelint.analysis.inputs import InputSpec
from shapelint.analysis.model_runs import each_model
from shapelint.compare.differences import compare
from shapelint.compare.port import script
from shapelint.compare.reading.architecture import architecture
from shapelint.compare.records import Architecture, Comparison, Input
from shapelint.problems import Problem
from shapelint.project.config.settings import SettingsSource
from shapelint.project.revisions import checked_out, revised, within_top
from shapelint.project.target_models import OpenedTarget, is_broken, open_target
from shapelint.records import dataclass, replace


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """One side: its target, and how the file names of it are shown."""

    text: str
    target: OpenedTarget
    directory: str
    shown: str


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Both models of a comparison, read."""

    one: Architecture
    other: Architecture


def compare_targets(
    first: str, second: str | None, source: SettingsSource, ignored: frozenset[str] = frozenset()
) -> list[Comparison] | Problem:
    """The comparisons of the models that two TARGETs name: of one pair, or of all models that have the same name in
    both files. Without a second TARGET it is the first one's file as it is now."""
    pairs = models_of(first, second, source)
    if isinstance(pairs, Problem):
        return pairs
    return [compare(pair.one, pair.other, ignored) for pair in pairs]


def models_of(first: str, second: str | None, source: SettingsSource) -> list[Sides] | Problem:
    """The pairs of models that are to be compared, each read on inputs that both have."""
    if second is None:
        given = revised(first)
        if given is None:
            return Problem(f"{first}: name a second model, or a revision, as in HEAD:{first}")
        second = given.target
    with ExitStack() as stack:
        sides: list[Opened] = []
        for text in (first, second):
            opened = open_side(text, source, stack)
            if isinstance(opened, Problem):
                return opened
            sides.append(opened)
        return paired(sides[0], sides[1])


def port_script(first: str, second: str | None, source: SettingsSource) -> str | Problem:
    """The Python that carries the weights of the first model over to the second."""
    pairs = models_of(first, second, source)
    if isinstance(pairs, Problem):
        return pairs
    if len(pairs) != 1:
        return Problem(f"{first}: the file has several models: name one, as FILE::MODEL")
    pair = pairs[0]
    if not pair.one.porting.read or not pair.other.porting.write:
        return Problem(f"{first}: there is no way known to read or write the weights of such a model")
    places = [whole_of(text, model) for text, model in ((first, pair.one), (second or first, pair.other))]
    return script(pair.one, pair.other, places[0], places[1])


def whole_of(text: str, model: Architecture) -> tuple[str, str]:
    """The file and the expression of a TARGET."""
    given = revised(text)
    where, _, expression = (text if given is None else given.target).partition("::")
    return where, expression or model.name


def open_side(text: str, source: SettingsSource, stack: ExitStack) -> Opened | Problem:
    given = revised(text)
    if given is None:
        opened = open_target(text, source)
        return opened if isinstance(opened, Problem) else Opened(text, opened, "", "")
    directory = stack.enter_context(checked_out(given.revision))
    if isinstance(directory, Problem):
        return directory
    inside = within_top(given.target)
    opened = open_target(os.path.join(directory, inside) if is_path(inside) else inside, source)
    if isinstance(opened, Problem):
        return Problem(opened.text.replace(f"{directory}{os.sep}", f"{given.revision}:"))
    return Opened(text, opened, f"{directory}{os.sep}", f"{given.revision}:")


def is_path(target: str) -> bool:
    return target.partition("::")[0].endswith((".py", ".ipynb")) or os.sep in target.partition("::")[0]


def paired(one: Opened, other: Opened) -> list[Sides] | Problem:
    firsts, seconds = read(one, one.target.settings.inputs), read(other, other.target.settings.inputs)
    if isinstance(firsts, Problem) or isinstance(seconds, Problem):
        problem = firsts if isinstance(firsts, Problem) else seconds
        assert isinstance(problem, Problem)
        return problem
    if len(firsts) == 1 and len(seconds) == 1:
        return [on_same_inputs(one, other, firsts[0], seconds[0])]
    named = {model.name: model for model in seconds}
    pairs = [(model, named[model.name]) for model in firsts if model.name in named]
    if not pairs:
        return Problem(f"{one.text} and {other.text} have no model of the same name: name one of each, as FILE::MODEL")
    return [on_same_inputs(one, other, a, b) for a, b in pairs]


def read(side: Opened, inputs: tuple[InputSpec, ...]) -> list[Architecture] | Problem:
    """The models of one side in neutral terms."""
    opened = side.target
    found = each_model(opened.target.expression, opened.target.file, opened.files, inputs, opened.stated, architecture)
    if isinstance(found, Problem):
        problem = is_broken(opened.target.file) or found
        return Problem(problem.text.replace(side.directory, side.shown)) if side.directory else problem
    return [shown_from(model, side) for model in found]


def shown_from(model: Architecture, side: Opened) -> Architecture:
    """The model with the names of its files as the user knows them."""
    if not side.directory:
        return model
    for step in model.steps:
        if step.location is not None:
            name = step.location.filename.replace(side.directory, side.shown)
            step.location = replace(step.location, filename=name)
    unknown = tuple(
        (reason, None if at is None else replace(at, filename=at.filename.replace(side.directory, side.shown)))
        for reason, at in model.unknown
    )
    return replace(model, unknown=unknown)


def on_same_inputs(one: Opened, other: Opened, a: Architecture, b: Architecture) -> Sides:
    """Both models on inputs of which as much is known as of either: a model is run again where the other's say more."""
    if len(a.inputs) != len(b.inputs) or not a.inputs:
        return Sides(a, b)
    first = [better(x, y) for x, y in zip(a.inputs, b.inputs, strict=True)]
    second = [better(y, x) for x, y in zip(a.inputs, b.inputs, strict=True)]
    return Sides(on_inputs(one, a, first), on_inputs(other, b, second))


def on_inputs(side: Opened, model: Architecture, wanted: Sequence[Input]) -> Architecture:
    """The model as it is on inputs that say more than those that it has been run on."""
    if all(one is own for one, own in zip(wanted, model.inputs, strict=True)):
        return model
    specs = tuple(as_spec(one, own) for one, own in zip(wanted, model.inputs, strict=True))
    found = read(side, specs)
    if isinstance(found, Problem):
        return model
    return next((one for one in found if one.name == model.name), model)


def better(own: Input, theirs: Input) -> Input:
    """An input as both models together tell it: its number of axes from the one that knows it, each size from its own
    model as far as that knows it."""
    if knowledge(own) == 2 or knowledge(theirs) == 0:
        return own
    if not own.shape or len(own.shape) != len(theirs.shape or ()):
        return own if knowledge(own) else theirs
    pairs = tuple(zip(own.shape[1:], (theirs.shape or ())[1:], strict=True))
    if not any(isinstance(mine, str) and isinstance(other, int) for mine, other in pairs):
        return own
    sizes = tuple(other if isinstance(mine, str) else mine for mine, other in pairs)
    return replace(own, shape=("N", *sizes))


def knowledge(one: Input) -> int:
    """How much is known of an input: nothing for sure, the number of its axes, or every size but the batch's."""
    if one.guessed or not one.shape:
        return 0
    return 1 if any(isinstance(size, str) for size in one.shape[1:]) else 2


def as_spec(wanted: Input, own: Input) -> InputSpec:
    """The input of a model, with the axes in the order in which this model has them."""
    shape = wanted.shape or ()
    order = own.order if len(own.order) == len(shape) else wanted.order
    actual: list[int | str] = list(shape)
    for position, axis in enumerate(order):
        actual[axis] = shape[position]
    sizes = [s if isinstance(s, int) or s.isidentifier() else f"d{i}" for i, s in enumerate(actual[1:], 1)]
    return InputSpec(own.name if own.name.isidentifier() else None, ("N", *sizes), wanted.dtype, "the other model")
