"""How a check is carried out, from the options."""

from __future__ import annotations

import argparse
import os
import sys

from shapelint.project.resolution import Resolver, default_cache_directory
from shapelint.project.runner import Plan, Progress, available_processors, no_progress


def plan_of(options: argparse.Namespace, resolver: Resolver) -> Plan:
    cache = None
    if not options.no_cache:
        from shapelint.project.cache import ResultCache

        here = os.getcwd()
        cache = ResultCache(default_cache_directory(resolver.of_directory(here), here))
    return Plan(cache, options.jobs or available_processors(), progress_of(options), getattr(options, "seen", None))


def progress_of(options: argparse.Namespace) -> Progress:
    """A bar if a person is looking at a terminal."""
    if options.quiet or not sys.stderr.isatty():
        return no_progress
    from shapelint.cli.progress import Bar

    return Bar(sys.stderr)
