"""What the command line says, as settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from shapelint.problems import Problem
from shapelint.project.config.configuration_files import Layer, read_inline, read_table, shown
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.analysis.inputs import InputSpec

BY_OPTION = {
    "select": "select",
    "extend_select": "extend-select",
    "ignore": "ignore",
    "exclude": "exclude",
    "extend_exclude": "extend-exclude",
    "force_exclude": "force-exclude",
    "respect_gitignore": "respect-gitignore",
    "output_format": "output-format",
    "python": "python",
    "baseline": "baseline",
    "cache_dir": "cache-dir",
    "max_file_size": "max-file-size",
    "max_seconds": "max-seconds",
    "max_memory": "max-memory",
}
LISTS = frozenset({"select", "extend_select", "ignore", "exclude", "extend_exclude"})


def resolver_of(options: argparse.Namespace) -> Resolver | str:
    """The settings for each file under these options, or what is wrong with them."""
    inputs = stated_inputs(options)
    if isinstance(inputs, str):
        return inputs
    here = os.getcwd()
    file: str | None = None
    values: dict[str, object] = {}
    for given in options.config or ():
        if "=" in given and not os.path.isfile(given):
            inline = read_inline(given, here)
            if isinstance(inline, Problem):
                return inline.text
            values.update(inline.values)
        elif file is not None:
            return f"--config {given}: a configuration file is given already ({shown(file)})"
        elif options.isolated:
            return f"--config {given}: --isolated reads no configuration file"
        elif not os.path.isfile(given):
            return f"--config {given}: no such file"
        else:
            file = os.path.abspath(given)
    stated = stated_values(options, here)
    if isinstance(stated, str):
        return stated
    values.update(stated.values)
    return Resolver(Stated(Layer(values, COMMAND_LINE, here), inputs, file, options.isolated))


def stated_inputs(options: argparse.Namespace) -> tuple[InputSpec, ...] | str:
    """The inputs of all models, or what is wrong with them."""
    if not options.input:
        return ()
    from shapelint.analysis.inputs import parse_inputs
    from shapelint.problems import Problem

    inputs = parse_inputs(tuple(options.input))
    return f"--{inputs.text}" if isinstance(inputs, Problem) else inputs


def stated_values(options: argparse.Namespace, here: str) -> Layer | str:
    """The options that are settings, read as configuration is."""
    table: dict[str, object] = {}
    for option, key in BY_OPTION.items():
        value = getattr(options, option, None)
        if value is not None:
            table[key] = separated(value) if option in LISTS else value
    for option, key in (
        ("per_file_ignores", "per-file-ignores"),
        ("extend_per_file_ignores", "extend-per-file-ignores"),
    ):
        given = getattr(options, option, None)
        if given is not None:
            ignores = rules_by_glob(given)
            if isinstance(ignores, str):
                return f"--{key} {ignores}"
            table[key] = ignores
    layer = read_table(table, COMMAND_LINE, here)
    return layer.text if isinstance(layer, Problem) else layer


def separated(values: Sequence[str] | None) -> list[str]:
    """Options that are repeated or hold commas, as one list."""
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]


def rules_by_glob(values: Sequence[str]) -> dict[str, list[str]] | str:
    """`tests/*:SHP1,net.py:SHP2` as a table, or what is wrong with it."""
    table: dict[str, list[str]] = {}
    for pair in separated(values):
        glob, colon, rule = pair.rpartition(":")
        if not colon or not glob or not rule:
            return f"{pair!r}: expected GLOB:RULE, such as 'tests/*:SHP2'"
        table.setdefault(glob.strip(), []).append(rule.strip())
    return table
