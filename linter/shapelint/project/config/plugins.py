"""Packages that bring their own rules and layers, found by their entry points."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from shapelint.diagnostics.rule import Rule
from shapelint.files import read_regular
from shapelint.frontends.registry import Framework, built_in
from shapelint.problems import WrongUseError
from shapelint.project.filesystem.asked_once import asked_once
from shapelint.project.filesystem.file_system_trace import file_digest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from shapelint.interpret.api.vocabulary import Vocabulary

RULES = "shapelint.rules"
FRONTENDS = "shapelint.frontends"


@asked_once
def entry_points_of(group: str) -> tuple[EntryPoint, ...]:
    """What installed packages offer under a group, ordered by name. Loading importlib.metadata costs more than a look
    at the files that it would read, so these are asked first whether there is anything to find."""
    if not any(_names_a_group(path) for path in sys.path):
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=group), key=lambda point: (point.name, point.value)))


@asked_once
def _names_a_group(directory: str) -> bool:
    """Whether the packages of a directory of the import path say that they extend shapelint."""
    try:
        names = os.listdir(directory or os.curdir)
    except OSError:
        return False
    files = (
        os.path.join(directory, name, "entry_points.txt")
        for name in names
        if name.endswith((".dist-info", ".egg-info"))
    )
    return any(_mentions(path) for path in files)


def _mentions(path: str) -> bool:
    text = read_regular(path)
    if isinstance(text, str):
        return False
    return RULES.encode() in text or FRONTENDS.encode() in text


@asked_once
def plugin_rules() -> tuple[Rule, ...]:
    """The rules of all plug-ins. Each entry point is a sequence of rules or a function that returns one.

    Raises WrongUseError for what is no rule, and for a rule that has the code or name of another."""
    found: list[Rule] = []
    for point in entry_points_of(RULES):
        offered = _loaded(point)
        offered = offered() if callable(offered) else offered
        for rule in offered if isinstance(offered, Iterable) else (offered,):
            if not isinstance(rule, Rule):
                said = "expected rules (shapelint.diagnostics.rule.Rule) or a function of them"
                raise WrongUseError(f"{_said(point)}: {said}")
            found.append(rule)
    return tuple(found)


@asked_once
def plugin_frontends() -> tuple[tuple[Framework, ...], tuple[Vocabulary, ...]]:
    """The frameworks that plug-ins bring, and their vocabularies for frameworks that are known.

    Raises WrongUseError for what is neither."""
    frameworks: list[Framework] = []
    vocabularies: list[tuple[EntryPoint, Vocabulary]] = []
    for point in entry_points_of(FRONTENDS):
        from shapelint.interpret.api.vocabulary import Vocabulary

        offered = _loaded(point)
        if isinstance(offered, Framework):
            frameworks.append(offered)
        elif isinstance(offered, Vocabulary):
            vocabularies.append((point, offered))
        else:
            raise WrongUseError(f"{_said(point)}: expected a Vocabulary or a Framework")
    known = [one.name for one in (*built_in(), *frameworks) if one.layer_class is not None]
    for point, vocabulary in vocabularies:
        if vocabulary.framework not in known:
            expected = " or ".join(f'Vocabulary("{name}")' for name in known)
            raise WrongUseError(f"{_said(point)}: it is no framework's: expected {expected}")
    return tuple(frameworks), tuple(vocabulary for _, vocabulary in vocabularies)


def frameworks() -> tuple[Framework, ...]:
    """All frameworks, those of plug-ins last."""
    return (*built_in(), *plugin_frontends()[0])


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise WrongUseError(f"{_said(point)}: it cannot be loaded ({error})") from error


def _said(point: EntryPoint) -> str:
    distribution = point.dist.name if point.dist is not None else "?"
    return f"plug-in {distribution}: {point.group}: {point.name} = {point.value}"


def plugin_answers() -> dict[str, str]:
    """The digests of the modules of all plug-ins that have been loaded: a result rests on them as well."""
    points = (*entry_points_of(RULES), *entry_points_of(FRONTENDS))
    packages = {point.value.partition(":")[0].partition(".")[0] for point in points}
    modules = [module for name, module in sorted(sys.modules.copy().items()) if name.partition(".")[0] in packages]
    files = {file for module in modules if (file := getattr(module, "__file__", None)) is not None}
    return {file: file_digest(file) for file in sorted(files)}
