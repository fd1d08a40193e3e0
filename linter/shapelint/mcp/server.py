"""The server: a tool for each command that tells something of models. https://modelcontextprotocol.io"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import wraps
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from shapelint.mcp.commands import run
from shapelint.problems import WrongUseError
from shapelint.version import __version__

INSTRUCTIONS = """\
shapelint reads the source of neural networks without running it. After changing a model or a training script, call
`check` on the files: an error it reports is certain to be raised. `shapes` tells the shape of each expression,
`summary` the layers, parameters and outputs. Paths are relative to the directory that the server was started in."""

Paths = Annotated[list[str], Field(description="files and directories")]
Inputs = Annotated[
    list[str],
    Field(
        description="input shapes as [NAME=]DIM,DIM,...[:DTYPE], one for each input: 1,3,224,224 or tokens=8,128:int64"
    ),
]
Target = Annotated[
    str, Field(description="FILE.py::EXPRESSION, such as net.py::Net(10); FILE.py alone is every model in the file")
]
OtherTarget = Annotated[str, Field(description="the other model; REV:FILE.py::EXPRESSION is one of a git revision")]
Limit = Annotated[int, Field(description="at most so many are listed", ge=1, le=1000)]


def make_server(commands: Collection[str]) -> MCPServer:
    """The server with a tool for each of the commands that tells something of models."""
    server = MCPServer("shapelint", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR")
    for tool in (check, check_source, shapes, summary, rule, size, compare):
        if tool is check_source or tool.__name__ in commands:
            server.tool()(telling(tool))
    return server


def telling(tool: Callable[..., str]) -> Callable[..., str]:
    """The tool, with what cannot be done told to the client as such."""

    @wraps(tool)
    def answer(*arguments: object, **named: object) -> str:
        try:
            return tool(*arguments, **named)
        except WrongUseError as error:
            raise ToolError(str(error)) from error

    return answer


def check(paths: Paths, inputs: Inputs = [], limit: Limit = 50) -> str:  # noqa: B006  (read, never changed)
    """Report the shape errors and silent hazards in files, with the way out of each. Nothing is executed."""
    options = ["--output-format", "json", "--brief", "--no-cache", *stated(inputs)]
    return listed(json.loads(run(["check", *options, "--", *paths])), limit)


def check_source(source: str, filename: str, limit: Limit = 50) -> str:
    """The same for a text as if it stood in a file of that name, so that its imports resolve: before it is written."""
    options = ["--output-format", "json", "--brief", "--no-cache", f"--stdin-filename={filename}"]
    return listed(json.loads(run(["check", *options, "-"], source)), limit)


def shapes(path: str, first_line: int = 1, last_line: int = 1_000_000, inputs: Inputs = [], limit: Limit = 200) -> str:  # noqa: B006
    """The shape of every tensor-valued name and expression between two lines of a file."""
    found = json.loads(run(["shapes", *stated(inputs), "--", path]))
    rows = [
        {"line": fact["location"]["row"], "expression": fact["expression"], "shape": fact["shape"]}
        for fact in found
        if first_line <= fact["location"]["row"] <= last_line
    ]
    return listed(rows, limit)


def summary(target: Target, inputs: Inputs = []) -> str:  # noqa: B006
    """The layers of a model with their output shapes and parameters, its totals, and the inputs that it accepts."""
    return run(["summary", *stated(inputs), "--color=never", "--", target])


def rule(code: Annotated[str, Field(description="a rule's code or name, such as SHP102")]) -> str:
    """Explain a rule: what it finds, why that is bad, an example and what to write instead."""
    return run(["rule", "--color=never", "--", code])


def size(
    chain: Annotated[str, Field(description="Conv2d(3, 32, 3, padding=1) > MaxPool2d(2) > Flatten")],
    input: Annotated[str, Field(description="the shape that goes in, without the batch: 3,32,32")],
) -> str:
    """The shape after each layer of a chain, with its formula; no file is needed."""
    return run(["size", f"--input={input}", "--", chain])


def compare(one: Target, other: OtherTarget) -> str:
    """What differs between two models: layers, shapes, parameters."""
    return run(["compare", "--", one, other])


def stated(inputs: list[str]) -> list[str]:
    return [f"--input={spec}" for spec in inputs]


def listed(rows: list[dict[str, object]], limit: int) -> str:
    """The first rows, one a line, and how many more there are."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows[:limit]]
    if len(rows) > limit:
        lines.append(f"... {len(rows) - limit} more")
    return "\n".join(lines) or "nothing found"
