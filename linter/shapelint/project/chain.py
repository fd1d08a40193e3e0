"""Chains of layers: from their text to what `shapelint size` and the playground tell."""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.analysis.chains.facts import chain_fact, first_row, own_code, writers, written_as
from shapelint.analysis.chains.reading import read_chain
from shapelint.analysis.chains.results import ChainFact, Written
from shapelint.analysis.chains.stack import Stack, work_out
from shapelint.analysis.inputs import InputSpec
from shapelint.problems import Problem
from shapelint.project.check.pipeline import check
from shapelint.project.check.request import text_request
from shapelint.project.config.configuration_files import Layer
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.files.given_source import source_of_text
from shapelint.project.files.imports import ProjectFiles

NAME = "<chain>"


class Chain:
    """A chain that was worked out: `fact` is all that is known of it, `written` its code in a framework."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self.fact: ChainFact = chain_fact(stack, _problems(stack))

    def written(self, framework: str) -> Written | Problem:
        """The chain as the code of a framework; it is worked out there too, and has to give the same."""
        written = written_as(self._stack, framework)
        if isinstance(written, Problem) or framework == self.fact.framework:
            return written
        if not self.fact.is_right:
            return Problem("what fails in it has to be mended first")
        dims = tuple(size if isinstance(size, int) else str(size) for size in written.given[self.fact.is_sample :])
        steps = read_chain(" > ".join(written.layers))
        there = steps if isinstance(steps, Problem) else work_out(steps, InputSpec(None, dims), ProjectFiles())
        if isinstance(there, Problem):
            return there
        other = chain_fact(there, _problems(there))
        mine, theirs = self.fact.output or (), other.output or ()
        more = f"in {framework} this would need more than a plain stack"
        if sorted(map(str, mine)) != sorted(map(str, theirs)):
            return Problem(f"{more}: there {shape_text(theirs)} would come out, not {shape_text(mine)}")
        if self.fact.trainable != other.trainable:
            counts = f"there it would have {other.trainable} trainable parameters, not {self.fact.trainable}"
            return Problem(f"{more}: {counts}")
        return written if other.is_right else Problem(more)


def shape_text(shape: Sequence[object]) -> str:
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def chain_of(text: str, inputs: Sequence[InputSpec]) -> Chain | Problem:
    """The chain of a text on one input, or what is wrong with it."""
    steps = read_chain(text)
    if isinstance(steps, Problem):
        return steps
    if len(inputs) != 1:
        return Problem("the chain takes one input: --input 3,32,32")
    stack = work_out(steps, inputs[0], ProjectFiles())
    return stack if isinstance(stack, Problem) else Chain(stack)


def frameworks() -> tuple[str, ...]:
    """The names of the frameworks that a chain can be written in."""
    return tuple(one.name for one, _, _ in writers())


def _problems(stack: Stack) -> dict[int, str]:
    """What a check of the chain's code finds, in one line for each layer, by its position."""
    dims = stack.given.shape or ()
    spec = InputSpec(None, tuple(size if isinstance(size, int) else str(size) for size in dims), stack.given.dtype)
    inputs = () if stack.dialect.stack is not None and stack.dialect.stack.given else (spec,)
    resolver = Resolver(Stated(Layer({}, COMMAND_LINE, ""), inputs, isolated=True))
    report = check(text_request(source_of_text(own_code(stack), NAME), NAME, resolver))
    found: dict[int, str] = {}
    if isinstance(report, Problem):
        return found
    start = first_row(stack.dialect)
    for diagnostic in report.diagnostics:
        position = diagnostic.location.row - start
        if 0 <= position < len(stack.steps) and diagnostic.severity == "error":
            help_text = f" ({diagnostic.help})" if diagnostic.help else ""
            found.setdefault(position, f"{diagnostic.code}: {diagnostic.message}{help_text}")
    return found
