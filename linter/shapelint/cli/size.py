"""`shapelint size`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error
from shapelint.frontends.registry import built_in

OPTIONS = (
    Option(("chain",), "layers with > between them; ? is filled in: 'Conv2d(3, 8, 3) > Flatten > Linear(?, 10)'",
           "Model", "CHAIN"),
    common.INPUT,
    Option(("--to",), "print the chain as the code of this framework", "Output",
           choices=tuple(one.name for one in built_in() if one.stack_writer is not None)),
    Option(("--form",), "with --to: a plain stack, or a model: a class with forward, a functional model", "Output",
           choices=("stack", "model"), default="stack"),
    Option(("--output-format",), "output format", "Output", choices=("text", "json"), default="text"),
    common.COLOUR,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.analysis.inputs import parse_inputs
    from shapelint.problems import Problem
    from shapelint.project.execution.file_limits import Limits
    from shapelint.project.execution.isolation import GivenUp, once

    inputs = parse_inputs(options.input or [])
    if isinstance(inputs, Problem):
        print_error(inputs.text)
        return 2
    answer = once(lambda: rendered(options, inputs), Limits())
    if isinstance(answer, GivenUp):
        print_error(f"the chain is not worked out: {answer.reason}")
        return 2
    code, _, text = answer.partition("\n")
    emit(text)
    return int(code)


def rendered(options: argparse.Namespace, inputs: object) -> str:
    """The exit code on a line of its own, and the answer. Raises WrongUseError for a chain that cannot be read."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.chain import chain_of

    chain = chain_of(options.chain, inputs)  # type: ignore[arg-type]
    if isinstance(chain, Problem):
        raise WrongUseError(chain.text)
    fact = chain.fact
    written = chain.written(options.to or fact.framework)
    if isinstance(written, Problem):
        raise WrongUseError(written.text)
    if options.output_format == "json":
        from shapelint.report.json import render_json_object

        text = render_json_object(fact if options.to is None else written)
    elif options.to is not None:
        if options.form == "model" and written.model is None:
            raise WrongUseError(f"a model of {options.to} takes an input whose sizes are known")
        code = (options.form == "model" and written.model) or written.code
        text = code + "".join(f"# {remark}\n" for remark in written.remarks)
    else:
        from shapelint.report.chain_table import render_chain
        from shapelint.report.style import choose_style

        text = render_chain(fact, choose_style(options.color, sys.stdout))
    return f"{0 if fact.is_right else 1}\n{text}"
