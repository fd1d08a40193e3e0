"""Laying out a graph in Graphviz's language: by the `dot` that is installed, else by the extra `svg`."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

from shapelint.problems import Problem

SECONDS = 120
WAY_OUT = (
    "drawing an SVG takes Graphviz (its program dot) or `pip install 'shapelint[svg]'`; "
    ".html, .dot, .mmd and .json take neither"
)


def drawn_svg(text: str) -> str | Problem:
    """The SVG of a graph, or why there is none."""
    program = installed_dot()
    return drawn_by_extra(text) if program is None else drawn_by_program(program, text)


def installed_dot() -> str | None:
    """The program `dot`, if it is on the path; never one from the current directory, which may be anyone's."""
    found = shutil.which("dot")
    if found is None or not os.path.isabs(found):
        return None
    return None if os.path.realpath(os.path.dirname(found)) == os.path.realpath(os.curdir) else found


def drawn_by_program(program: str, text: str) -> str | Problem:
    try:
        done = subprocess.run([program, "-Tsvg"], input=text, capture_output=True, encoding="utf-8", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return Problem(f"{program} takes more than {SECONDS} seconds; fold more of the model with --depth")
    except OSError as error:
        return Problem(f"{program} cannot be run: {error.strerror or type(error).__name__}")
    if done.returncode or "<svg" not in done.stdout:
        reason = next((line for line in done.stderr.splitlines() if line.strip()), f"exit code {done.returncode}")
        return Problem(f"{program} draws no picture: {reason}")
    return done.stdout


def drawn_by_extra(text: str) -> str | Problem:
    """The same by the Graphviz that the pages contain, which runs in an embedded JavaScript engine."""
    try:
        from py_mini_racer import MiniRacer  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return Problem(WAY_OUT)
    import json

    from shapelint.report.diagram.html import static

    engine = MiniRacer()
    try:
        engine.eval(static("engine.js"))
        engine.eval(static("viz-global.js"))
        call = f"Viz.instance().then(viz => viz.renderString({json.dumps(text)}, {{format: 'svg'}}))"
        drawing: Any = engine.eval(call)
        return str(drawing.get(timeout=SECONDS))
    except Exception as error:  # noqa: BLE001 - what the engine raises is its own
        return Problem(f"the extra shapelint[svg] draws no picture: {type(error).__name__}: {error}")
