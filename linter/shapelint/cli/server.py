"""`shapelint server`."""

from __future__ import annotations

import argparse

from shapelint.cli.options import Option
from shapelint.cli.output import print_error

OPTIONS = (Option(("--stdio",), "what it does anyway; some editors say so"),)


def run(options: argparse.Namespace) -> int:
    try:
        from shapelint.lsp.server import make_server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        print_error(f"the language server needs {error.name}: pip install 'shapelint[lsp]'")
        return 2
    from shapelint.lsp.log import keep_log

    keep_log()
    make_server().start_io()
    return 0
