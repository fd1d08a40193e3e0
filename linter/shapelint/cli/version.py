"""`shapelint version`."""

from __future__ import annotations

import argparse
import sys

from shapelint.cli.options import Option
from shapelint.version import __version__

OPTIONS: tuple[Option, ...] = ()


def run(options: argparse.Namespace) -> int:
    sys.stdout.write(f"shapelint {__version__}\n")
    return 0
