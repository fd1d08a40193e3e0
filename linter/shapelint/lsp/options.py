"""What an editor may set: its `initializationOptions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapelint.analysis.inputs import parse_inputs
from shapelint.problems import Problem
from shapelint.project.config.configuration_files import Layer, read_table
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.filesystem.asked_once import forget
from shapelint.records import dataclass, field

ORIGIN = "initializationOptions"
QUIET = 0.25
OWN = ("configuration", "input", "delay", "showGraph")


@dataclass(frozen=True, slots=True)
class Options:
    """`quiet` is for how many seconds nothing may have been typed before the engine runs; `shows_graphs` tells that the
    editor has a command that shows pictures; `problems` say what was wrong with what the editor gave, each in one
    line."""

    stated: Stated = field(default_factory=lambda: Stated(Layer({}, ORIGIN, "")))
    quiet: float = QUIET
    shows_graphs: bool = False
    problems: tuple[str, ...] = ()

    def resolver(self) -> Resolver:
        """The settings of files, with their configuration files as they are now."""
        forget()
        return Resolver(self.stated)


def options_of(given: Any, root: str) -> Options:
    """`configuration` (a file), `input` (a list, as `--input` has it), `delay` (milliseconds) and `showGraph` (whether
    it has that command); every other key is a setting as configuration files have it, and wins over them. What is wrong
    is told, and left out. `root` is the directory that paths start from."""
    if given is None:
        return Options()
    if not isinstance(given, Mapping):
        return Options(problems=(f"{ORIGIN}: expected an object",))
    problems: list[str] = []
    table = {key: value for key, value in given.items() if key not in OWN}
    layer = read_table(table, ORIGIN, root)
    if isinstance(layer, Problem):
        problems.append(layer.text)
        layer = Layer({}, ORIGIN, root)
    inputs = parse_inputs(tuple(map(str, given.get("input") or ())))
    if isinstance(inputs, Problem):
        problems.append(f"{ORIGIN}: {inputs.text}")
        inputs = ()
    delay = given.get("delay", QUIET * 1000)
    if not isinstance(delay, (int, float)) or delay < 0:
        problems.append(f"{ORIGIN}: delay: expected a number of milliseconds, found {delay!r}")
        delay = QUIET * 1000
    configuration = given.get("configuration")
    stated = Stated(layer, inputs, str(configuration) if configuration else None)
    return Options(stated, delay / 1000, given.get("showGraph") is True, tuple(problems))
