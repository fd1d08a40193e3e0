"""Where inference stopped, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from shapelint.project.files.imports import ProjectFiles
from shapelint.project.findings.locator import Locator, line_of
from shapelint.project.results.file_result import StopFact
from shapelint.syntax.source import Place, SourceFile


def stop_lines(stops: Sequence[StopFact], said: str = "inference stopped") -> Iterator[str]:
    """One line for each, with the place as far as it is one in a file, and what is said of it."""
    files, locator = ProjectFiles(), Locator()
    places: dict[StopFact, Place] = {}
    for stop in stops:
        file = files.open(Path(stop.filename)) if stop.filename and stop.at is not None else None
        if isinstance(file, SourceFile) and stop.at is not None:
            places[stop] = Place(file, stop.at)
    locator.need(places.values())
    for stop in stops:
        place = places.get(stop)
        where = stop.filename if place is None else line_of(place, locator)
        yield f"{where}: {said}: {stop.reason}" if where else f"{said}: {stop.reason}"
