"""`shapelint clean`."""

from __future__ import annotations

import argparse
import os

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.cli.output import emit, print_error

OPTIONS = (
    Option(("--cache-dir",), "where they are; default: .shapelint_cache", "Run", "DIR", completes="directories"),
    *common.CONFIGURATION,
)


def run(options: argparse.Namespace) -> int:
    from shapelint.cli.settings_from_options import resolver_of
    from shapelint.project.cache.cache_directory import remove
    from shapelint.project.config.configuration_files import shown
    from shapelint.project.config.resolution import default_cache_directory

    options.input = ()
    resolver = resolver_of(options)
    if isinstance(resolver, str):
        print_error(resolver)
        return 2
    here = os.getcwd()
    settings = resolver.of_directory(here)
    directory = default_cache_directory(settings, here)
    problem = resolver.problems[0] if resolver.problems else settings.cache_problem
    problem = problem or remove(shown(directory))
    if problem:
        print_error(problem)
        return 2
    emit(f"{shown(directory)} is clean\n")
    return 0
