"""From configuration files and the command line to the settings that hold for a file."""

from __future__ import annotations

import os

from shapelint.problems import Problem
from shapelint.project.config.configuration_files import (
    Layer,
    Layers,
    find_configuration,
    merged,
    read_configuration,
    shown,
)
from shapelint.project.config.selection import COMMAND_LINE, Selection
from shapelint.project.config.settings import IgnoresByGlob, Settings, SettingsSource
from shapelint.project.execution.file_limits import Limits
from shapelint.project.filesystem.globs import Glob
from shapelint.project.filesystem.source_roots import project_directory
from shapelint.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

CACHE = ".shapelint_cache"
SELECTING = ("select", "extend-select", "ignore")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the command line says: settings that are laid over those of any file, the inputs of all models, and the
    configuration file to use instead of the nearest one."""

    values: Layer
    inputs: tuple[Any, ...] = ()
    configuration: str | None = None
    isolated: bool = False


NOTHING_STATED = Stated(Layer({}, COMMAND_LINE, ""))


class Resolver(SettingsSource):
    """Answers which settings hold for a directory, each question of the file system being asked once. What is wrong
    with a configuration is kept in `problems`."""

    def __init__(self, stated: Stated = NOTHING_STATED) -> None:
        self._stated = stated
        self._files: dict[str, str | None] = {}
        self._settings: dict[str | None, Settings] = {}
        self.problems: list[str] = []

    def of_directory(self, directory: str) -> Settings:
        """The settings of the files in an absolute directory."""
        file = self.configuration_file(directory)
        if file not in self._settings:
            self._settings[file] = self._resolved(file)
        return self._settings[file]

    def of_file(self, path: str | os.PathLike[str]) -> Settings:
        return self.of_directory(os.path.dirname(os.path.abspath(path)))

    def configuration_file(self, directory: str) -> str | None:
        """The file that holds for a directory, if one does."""
        if self._stated.isolated or self._stated.configuration is not None:
            return self._stated.configuration
        if directory not in self._files:
            self._files[directory] = find_configuration(directory)
        return self._files[directory]

    def layers(self, file: str | None) -> Layers:
        """What is said for the files of one configuration file; what is wrong with it becomes a problem."""
        below: Layers = ()
        if file is not None:
            found = read_configuration(file)
            if isinstance(found, Problem):
                if found.text not in self.problems:
                    self.problems.append(found.text)
            else:
                below = found
        return (*below, self._stated.values)

    def _resolved(self, file: str | None) -> Settings:
        layers = self.layers(file)
        return settings_of(layers, self._stated.inputs, "" if file is None else os.path.dirname(file), self.problems)


def settings_of(layers: Layers, inputs: tuple[Any, ...], root: str, problems: list[str]) -> Settings:
    """The settings that layers of values make. What is wrong with the environment joins the problems."""
    values = merged(layers)
    base = Settings()
    packages = None
    if "python" in values:
        from shapelint.problems import Problem
        from shapelint.project.filesystem.environments import stated_directories

        found = stated_directories(shown(values["python"]))
        if isinstance(found, Problem):
            origin = next(layer.origin for layer in reversed(layers) if "python" in layer.values)
            problems.append(f"{origin}: python: {found.text}" if origin != COMMAND_LINE else f"--python {found.text}")
        else:
            packages = found
    return Settings(
        selection=selection_of(layers),
        inputs=inputs,
        packages=packages,
        src=paths(values["src"]) if "src" in values else None,
        model_inputs=values.get("inputs", ()),
        layers=values.get("layers", ()),
        per_file_ignores=ignores_of(layers, values, root),
        severity=values.get("severity", ()),
        include=values.get("include", base.include),
        exclude=(*values.get("exclude", base.exclude), *values.get("extend-exclude", ())),
        force_exclude=values.get("force-exclude", False),
        respect_gitignore=values.get("respect-gitignore", True),
        output_format=values.get("output-format", base.output_format),
        baseline=values.get("baseline"),
        cache_dir=values.get("cache-dir"),
        cache_problem=cache_problem(layers, root),
        limits=Limits(
            lowered(layers, "max-seconds", base.limits.seconds), lowered(layers, "max-memory", base.limits.memory)
        ),
        max_file_size=lowered(layers, "max-file-size", base.max_file_size),
        root=root,
    )


def lowered(layers: Layers, key: str, default: int) -> int:
    """A limit: files can only lower it, the command line can say anything. What a repository says of itself is no
    reason to trust it."""
    value = default
    for layer in layers:
        if key in layer.values:
            said: int = layer.values[key]
            value = said if layer.origin == COMMAND_LINE else min(value, said or value)
    return value


def cache_problem(layers: Layers, root: str) -> str:
    """What is wrong with where files want results to be kept: a place that is not below the project's directory."""
    said = next((layer for layer in reversed(layers) if "cache-dir" in layer.values), None)
    if said is None or said.origin == COMMAND_LINE:
        return ""
    place: str = said.values["cache-dir"]
    if os.path.realpath(place).startswith(os.path.realpath(root).rstrip(os.sep) + os.sep):
        return ""
    return f"{said.origin}: cache-dir: {shown(place)} is not below the project's directory; --cache-dir can name it"


def paths(texts: tuple[str, ...]) -> tuple[Path, ...]:
    from pathlib import Path

    return tuple(map(Path, texts))


def selection_of(layers: Layers) -> Selection:
    """The selections of the layers that have one, each over the one before."""
    selection: Selection | None = None
    for layer in layers:
        if any(key in layer.values for key in SELECTING):
            selection = Selection(
                layer.values.get("select"),
                layer.values.get("extend-select", ()),
                layer.values.get("ignore", ()),
                selection,
                layer.origin,
            )
    return selection or Selection()


def ignores_of(layers: Layers, values: dict[str, Any], root: str) -> IgnoresByGlob:
    """The per-file ignores, with the directory that each glob starts from."""
    roots: dict[tuple[str, tuple[str, ...]], str] = {}
    for layer in layers:
        for key in ("per-file-ignores", "extend-per-file-ignores"):
            roots.update(dict.fromkeys(layer.values.get(key, ()), layer.root))
    entries = (*values.get("per-file-ignores", ()), *values.get("extend-per-file-ignores", ()))
    return tuple((Glob(glob, roots[glob, rules]), rules) for glob, rules in entries)


def default_cache_directory(settings: Settings, here: str) -> str:
    """Where results are kept: beside the configuration file, else in the directory that the project begins in."""
    return settings.cache_dir or os.path.join(settings.root or project_directory(here) or here, CACHE)
