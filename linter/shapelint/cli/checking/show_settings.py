"""`shapelint check --show-settings` and `--show-files`."""

from __future__ import annotations

import os

from shapelint.cli.checking.check_options import CheckOptions
from shapelint.cli.output import emit, print_error
from shapelint.project.config.configuration_files import shown
from shapelint.project.config.resolution import Resolver


def show(options: CheckOptions, resolver: Resolver) -> int:
    """Print what would be checked, or the settings that hold."""
    text = settings_text(options, resolver) if options.show_settings else files_text(options, resolver)
    if isinstance(text, int):
        return text
    problem = emit(text, options.output_file)
    if problem is not None:
        print_error(problem)
    return 0 if problem is None else 2


def files_text(options: CheckOptions, resolver: Resolver) -> str | int:
    """The absolute path of each file, one a line, as ruff has it."""
    from shapelint.project.files.discovery import discover

    found = discover(options.paths, resolver)
    for text in (*resolver.problems, *(f"{path}: no such file or directory" for path in found.missing)):
        print_error(text)
    return 2 if resolver.problems or found.missing else "".join(f"{os.path.abspath(p)}\n" for p in found.files)


def settings_text(options: CheckOptions, resolver: Resolver) -> str | int:
    """The settings of the first path's files, as TOML, and where they come from."""
    from shapelint.problems import Problem
    from shapelint.project.config.rulebook import rules_in_force
    from shapelint.project.config.settings_page import settings_toml

    path = os.path.abspath(options.paths[0])
    directory = path if os.path.isdir(path) or options.reads_a_stream else os.path.dirname(path)
    settings = resolver.of_directory(directory)
    in_force = rules_in_force(settings)
    problems = [*resolver.problems, *([in_force.text] if isinstance(in_force, Problem) else [])]
    for text in problems:
        print_error(text)
    if problems or isinstance(in_force, Problem):
        return 2
    file = resolver.configuration_file(directory)
    head = [
        f"# settings for {shown(path)}",
        f"# configuration file: {'none' if file is None else shown(file)}",
        f"# rules in force: {', '.join(sorted(in_force.codes))}",
    ]
    return "\n".join(head) + "\n" + settings_toml(resolver.layers(file), directory)
