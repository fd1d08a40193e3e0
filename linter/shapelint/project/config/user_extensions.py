"""What settings and plug-ins state about a project, for the analysis."""

from __future__ import annotations

from shapelint.analysis.engine import Stated, interpreter
from shapelint.frontends.extension import Extension, known_layers, unknown_targets
from shapelint.problems import Problem
from shapelint.project.config.plugins import plugin_frontends
from shapelint.project.config.selection import unknown_name
from shapelint.project.config.settings import Settings
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.syntax.imports import Missing
from shapelint.syntax.source import SourceFile


def stated_of(settings: Settings) -> Stated:
    """What the analysis has to know beside the source."""
    frameworks, vocabularies = plugin_frontends()
    return Stated(Extension(vocabularies, frameworks, settings.layers), settings.model_inputs)


class NoFiles:
    """A project without any file."""

    def find(self, module_name: str, importing: SourceFile, level: int) -> Missing:
        return Missing("there are no files")


@asked_once
def unknown_layer(layers: tuple[tuple[str, str], ...]) -> Problem | None:
    """The first declared layer that is to behave like something that is not known."""
    if not layers:
        return None
    from difflib import get_close_matches

    frameworks, _ = plugin_frontends()
    with interpreter(NoFiles(), Stated(Extension(frameworks=frameworks))) as m:
        for name in unknown_targets(m, Extension(layers=layers)):
            near = get_close_matches(name, known_layers(m, name), 1)
            return unknown_name(name, near[0] if near else "", "layers", "layer or function")
    return None
