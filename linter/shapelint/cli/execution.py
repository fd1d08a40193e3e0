"""How a check is carried out, from the options."""

from __future__ import annotations

import argparse
import os
import sys

from shapelint.cli.output import warn
from shapelint.project.check.pipeline import Plan, Progress, available_processors, no_progress
from shapelint.project.config.resolution import Resolver, default_cache_directory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.project.config.settings import Settings


def refusal(options: argparse.Namespace, settings: Settings) -> str:
    """Why results must not be kept where it was said; "" when they may, or when none are kept. The usual place being
    taken by something else keeps nobody from checking: it is told, and nothing is kept."""
    if options.no_cache:
        return ""
    if settings.cache_problem:
        return settings.cache_problem
    from shapelint.project.cache.cache_directory import state
    from shapelint.project.config.configuration_files import shown

    directory = default_cache_directory(settings, os.getcwd())
    problem = state(shown(directory)) or ""
    if problem and settings.cache_dir is None:
        warn(f"{problem}; nothing is kept")
        options.no_cache = True
        return ""
    return problem


def plan_of(options: argparse.Namespace, resolver: Resolver) -> Plan:
    cache = None
    if not options.no_cache:
        from shapelint.project.cache.store import ResultCache

        here = os.getcwd()
        cache = ResultCache(default_cache_directory(resolver.of_directory(here), here))
    jobs = options.jobs or available_processors()
    return Plan(cache, jobs, progress_of(options), getattr(options, "seen", None), is_guarded=True)


def progress_of(options: argparse.Namespace) -> Progress:
    """A bar if a person is looking at a terminal."""
    if options.quiet or not sys.stderr.isatty():
        return no_progress
    from shapelint.cli.progress import Bar

    return Bar(sys.stderr)
