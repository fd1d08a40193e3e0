"""`shapelint ir`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.config.resolution import Resolver

FORMATS = ("json", "onnx", "model-explorer", "schema")

OPTIONS = (
    Option(("target",), "path/to/file.py::EXPR or package.module::EXPR", "Model", "TARGET", completes="files",
           count="?"),
    common.INPUT,
    common.PYTHON,
    Option(("--format",), "format; schema: the JSON Schema of the format json", "Output", choices=FORMATS,
           default="json"),
    common.OUTPUT_FILE,
    *common.LIMITS,
    *common.CONFIGURATION,
)  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.targets import answer_on_target
    from shapelint.problems import WrongUseError

    target = None if options.output_file == "-" else options.output_file
    if options.format == "schema":
        from shapelint.report.ir.json_schema import schema_text

        return ended(emit(schema_text(), target))
    if options.target is None:
        raise WrongUseError("a target is missing: path/to/file.py::EXPR or package.module::EXPR")
    if options.format == "onnx" and target is None and sys.stdout.isatty():
        raise WrongUseError("an ONNX model is no text: -o FILE.onnx says where it goes")
    text = answer_on_target(options, lambda resolver: rendered(options, resolver), options.target, "not written")
    if text is None:
        return 2
    return ended(emit_binary(text, target) if options.format == "onnx" else emit(text, target))


def ended(problem: str | None) -> int:
    if problem is not None:
        print_error(problem)
    return 0 if problem is None else 2


def emit_binary(text: str, target: str | None) -> str | None:
    """Write what stands in a text as base64."""
    from base64 import b64decode

    data = b64decode(text)
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return None
    from shapelint.project.filesystem.replace_file import write_bytes

    return write_bytes(target, data)


def rendered(options: argparse.Namespace, resolver: Resolver) -> str:
    """The document; an ONNX model as base64. Raises WrongUseError for a target that names no single model."""
    from shapelint.problems import Problem, WrongUseError
    from shapelint.project.ir import documents

    found = documents(options.target, resolver)
    if isinstance(found, Problem):
        raise WrongUseError(found.text)
    if len(found) > 1:
        names = ", ".join(one.model for one in found)
        raise WrongUseError(f"{options.target} has several models: {names}; name one, as in {options.target}::NAME")
    if options.format == "json":
        from shapelint.report.json import render_json_object

        return render_json_object(found[0])
    if options.format == "model-explorer":
        from shapelint.report.ir.model_explorer import render_model_explorer

        return render_model_explorer(found[0])
    try:
        import onnx
    except ImportError:
        raise WrongUseError("writing ONNX takes the extra onnx: pip install 'shapelint[onnx]'") from None
    from base64 import b64encode

    from shapelint.report.ir.onnx_model import onnx_model

    return b64encode(onnx_model(found[0], onnx).SerializeToString()).decode("ascii")
