"""`shapelint playground`."""

from __future__ import annotations

import argparse

from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

OPTIONS = (
    Option(("file",), "a source file or notebook to begin with", "Files", "FILE", count="?", completes="files"),
    Option(("--port",), "port to listen on; a free one is taken if none is given", "Run", "N", number=True),
    Option(("--no-browser",), "print the address, and open no browser", "Run"),
    Option(("--pyodide",), "directory with Pyodide's files, for the engine in the browser", "Run", "DIR",
           completes="directories"),
    Option(("--write",), "write the page for a static host to this directory instead of serving it", "Output", "DIR",
           completes="directories"),
)  # fmt: skip
LARGEST_PORT = 65_535


def run(options: argparse.Namespace) -> int:
    import os

    from shapelint.problems import Problem
    from shapelint.project.files.source_text import decode
    from shapelint.syntax.read import read_bytes

    pyodide = options.pyodide
    if pyodide is not None and not os.path.isfile(os.path.join(pyodide, "pyodide.asm.wasm")):
        print_error(f"--pyodide {pyodide}: there is no pyodide.asm.wasm in it")
        return 2
    if options.write is not None:
        return written(options.write, pyodide)
    text = ""
    if options.file is not None:
        data = read_bytes(options.file)
        found = data if isinstance(data, Problem) or options.file.endswith(".ipynb") else decode(data)
        if isinstance(found, Problem):
            print_error(f"{options.file}: {found.text}")
            return 2
        text = found.decode("utf-8", "replace") if isinstance(found, bytes) else found
    if options.port is not None and not 0 <= options.port <= LARGEST_PORT:
        print_error(f"--port {options.port}: a port is a number up to {LARGEST_PORT}")
        return 2
    return served(options.port or 0, text, pyodide, not options.no_browser)


def served(port: int, text: str, pyodide: str | None, opens: bool) -> int:
    from pathlib import Path

    from shapelint.web.server import Playground

    try:
        server = Playground(port, text, None if pyodide is None else Path(pyodide))
    except OSError as error:
        print_error(f"--port {port}: {error.strerror}")
        return 2
    server.warm_up()
    emit(f"The playground is at {server.address} until Ctrl-C\n")
    if opens:
        import webbrowser

        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


def written(directory: str, pyodide: str | None) -> int:
    from pathlib import Path

    from shapelint.web.bundle import write_page

    try:
        write_page(Path(directory), None if pyodide is None else Path(pyodide))
    except OSError as error:
        print_error(f"--write {directory}: {error.strerror}")
        return 2
    return 0
