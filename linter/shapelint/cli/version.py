"""`shapelint version`."""

from __future__ import annotations

import argparse

from shapelint.cli.output import emit

HELP = "show the version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    from shapelint.version import __version__

    emit(f"shapelint {__version__}\n")
    return 0
