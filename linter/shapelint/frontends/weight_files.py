"""Files of weights that a program loads, and whether what it loads fits its model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from shapelint.frontends.inspection import NamedWeight
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.raising.errors import event_here
from shapelint.ir import Shape
from shapelint.records import replace
from shapelint.syntax.source import SourceFile
from shapelint.weights.fit import Fit, Sizes, Wanted, fit
from shapelint.weights.records import Checkpoint

WRITTEN = "weights.written"
LOADERS = "weights.loader"  # the key of the state with what makes a program's dictionary of tensors of a file


@runtime_checkable
class WeightFiles(Protocol):
    def weights(self, path: str, program: SourceFile) -> Checkpoint | None:
        """What a file of weights holds that a program reads by a relative path; None where there is none, or more than
        one that it could be, or it cannot be read."""
        ...


def loaded(m: Interpreter, path: object, writers: Sequence[str]) -> Checkpoint | None:
    """What a file of the project holds that the program loads; None where that is not known. A program that names one
    of the `writers` may write the file before."""
    program = m.current_file()
    if not isinstance(path, str) or program is None or m.state.get(WRITTEN) or not isinstance(m.resolver, WeightFiles):
        return None
    if any(writer in program.text for writer in writers):
        return None
    return m.resolver.weights(path, program)


def sizes(shape: Shape | None) -> Sizes | None:
    """A shape with None for what is no number."""
    return None if shape is None else tuple(size if isinstance(size, int) else None for size in shape)


def held_against(weights: Sequence[NamedWeight], stored: Mapping[str, Shape | None]) -> Fit:
    """How arrays by name fit weights, by name alone. What is not known of a shape fits."""
    shapes = {name: sizes(shape) for name, shape in stored.items()}
    wanted = [Wanted(one.name, sizes(one.tensor.shape), one.needed) for one in weights]
    known = {name: tuple(-1 if s is None else s for s in shape) for name, shape in shapes.items() if shape is not None}
    found = fit(wanted, {name: known.get(name, ()) for name in shapes}, renames=False)
    certain = tuple(one for one in found.wrong if one.stored in known and -1 not in one.actual)
    return replace(found, wrong=certain)


def report(
    m: Interpreter, callee: str, what: str, weights: Sequence[NamedWeight], found: Fit, site: Site, help: str
) -> None:
    """Note that what a program loads does not fit: the first weight concerned, and how many more."""
    if not found.count or site.place is None:
        return
    shown = {one.name: one.shown for one in weights}
    parts = [
        f"{shown[one.name]} is {text(one.expected)} in the model, {text(one.actual)} in {what}" for one in found.wrong
    ]
    parts += [f"{shown[name]} is not in {what}" for name in found.missing]
    parts += [f"{name} is in {what}, but not in the model" for name in found.unexpected]
    more = f" (and {len(parts) - 1} more)" if len(parts) > 1 else ""
    first = found.wrong[0] if found.wrong else None
    expected, actual = ("", "") if first is None else (text(first.expected), text(first.actual))
    event = event_here(m, "weights", callee, f"{parts[0]}{more}", site.place, expected, actual)
    m.recorder.reject(replace(event, help=help))


def text(shape: Sizes) -> str:
    inner = ", ".join("?" if size is None else str(size) for size in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"
