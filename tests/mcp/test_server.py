"""`shapelint mcp` as a client of the official SDK sees it."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

from shapelint.cli.commands import COMMANDS

NET = """\
import torch
from torch import nn

net = nn.Sequential(nn.Linear(8, 16), nn.Linear(12, 4))
y = net(torch.randn(2, 8))
"""


@asynccontextmanager
async def session(directory: Path) -> AsyncIterator[ClientSession]:
    command = StdioServerParameters(command=sys.executable, args=["-m", "shapelint", "mcp"], cwd=str(directory))
    async with stdio_client(command) as (reading, writing), ClientSession(reading, writing) as client:
        await client.initialize()
        yield client


async def answer(client: ClientSession, tool: str, **arguments: object) -> tuple[bool, str]:
    """Whether a tool refuses, and what it says."""
    result = await client.call_tool(tool, arguments)
    return bool(result.is_error), "".join(getattr(part, "text", "") for part in result.content)


async def test_tools(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET, encoding="utf-8")
    (tmp_path / "right.py").write_text(NET.replace("12", "16"), encoding="utf-8")
    async with session(tmp_path) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        some = {"size", "compare"} & set(COMMANDS)
        assert {"check", "check_source", "shapes", "summary", "rule"} | some == set(tools)
        assert all(tool.description for tool in tools.values())

        refused, said = await answer(client, "check", paths=["."])
        found = json.loads(said)
        assert not refused
        assert (found["code"], found["at"], found["help"]) == ("SHP102", "net.py:4:49", "replace 12 with 16")
        assert len(said) < 300
        assert await answer(client, "check", paths=["right.py"]) == (False, "nothing found")
        refused, said = await answer(client, "check_source", source=NET, filename="other.py")
        assert json.loads(said)["at"] == "other.py:4:49"

        _, said = await answer(client, "shapes", path="right.py", first_line=5)
        assert {"line": 5, "expression": "y", "shape": [2, 4]} in [json.loads(line) for line in said.splitlines()]
        _, said = await answer(client, "summary", target="right.py::net", inputs=["32,8"])
        assert "(32, 4)" in said
        assert "total parameters  212" in said
        _, said = await answer(client, "rule", code="SHP102")
        assert said.startswith("linear-in-features (SHP102)")


async def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    async with session(tmp_path) as client:
        refused, said = await answer(client, "check", paths=["--fix", "none.py"])
        assert refused
        assert "none.py: no such file or directory" in said
        refused, said = await answer(client, "summary", target="none.py::Net")
        assert refused
        assert "none.py: no such file" in said
        assert (await answer(client, "check"))[0]


@pytest.mark.skipif("size" not in COMMANDS, reason="there is no such command")
async def test_a_chain_without_a_file(tmp_path: Path) -> None:
    async with session(tmp_path) as client:
        _, said = await answer(client, "size", chain="Conv2d(3, 8, 3) > Flatten", input="3,8,8")
        assert "288" in said
