"""Which files the user has named: no other is changed."""

from __future__ import annotations

import os
from collections.abc import Callable

from shapelint.cli.checking.check_options import CheckOptions


def named_by(options: CheckOptions) -> Callable[[str], bool]:
    """Tells whether the user has named a file, or a directory above it: no other is changed."""
    paths = [options.stdin_filename or "-"] if options.reads_a_stream else options.paths
    asked = [os.path.realpath(path) for path in paths]
    return lambda path: is_under(path, asked)


def is_under(path: str, asked: list[str]) -> bool:
    return any(path == one or path.startswith(one.rstrip(os.sep) + os.sep) for one in asked)
