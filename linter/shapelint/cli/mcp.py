"""`shapelint mcp`."""

from __future__ import annotations

import argparse

from shapelint.cli.commands import COMMANDS
from shapelint.cli.options import Option
from shapelint.cli.output import print_error

OPTIONS: tuple[Option, ...] = ()
NEEDED = ("mcp", "pydantic")


def run(options: argparse.Namespace) -> int:
    try:
        from shapelint.mcp.server import make_server
    except ImportError as error:
        name = (error.name or "").partition(".")[0]
        if name not in NEEDED:
            raise
        print_error(f"the server for agents needs {name}: pip install 'shapelint[mcp]'")
        return 2
    make_server(COMMANDS).run()
    return 0
