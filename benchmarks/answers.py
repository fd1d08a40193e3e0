"""All that is said of many files, to compare before and after a change: `python benchmarks/answers.py OUT PATH ...`.

Writes one JSON line for each Python file below the paths: its diagnostics, its inferred shapes, the summaries of its
models, and what its runs recorded (operations, layers, calls, events, stops, in order). Two such files of equal text
say that a change has changed no answer: `diff before after`. Places are counted from the beginning of a file and
sizes are written as reports write them, so nothing in it depends on where or when it was made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from shapelint.ir.graph import Node
from shapelint.ir.run import Run
from shapelint.problems import Problem
from shapelint.project.api import shapes
from shapelint.project.check.file_check import FileChecker
from shapelint.project.config.configuration_files import Layer
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.summary import summaries


def python_files(paths: list[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path,)


def resolver() -> Resolver:
    return Resolver(Stated(Layer({}, COMMAND_LINE, str(Path.cwd())), ()))


def place(value: Any) -> str:
    return "" if value is None else f"{Path(value.file.path).name}@{value.at}"


def types(tensors: Any) -> list[str]:
    return [str(getattr(one, "type", one)) for one in tensors]


def of_node(node: Node, numbers: dict[int, int]) -> list[object]:
    numbers[id(node)] = len(numbers)
    made = [None if one.producer is None else numbers.get(id(one.producer)) for one in node.inputs]
    kept = [
        (r.kind.name, r.verdict.name, str(r.expected), str(r.actual), r.relation, r.argument) for r in node.requirements
    ]
    flags = (node.guarded, node.depth, node.certain, node.chosen)
    return [
        node.callee, type(node.operation).__name__, place(node.place), node.path, types(node.inputs), made,
        types(node.output_types), kept, [place(one) for one in node.stack], flags,
        None if node.definition is None else place(node.definition.place), sorted(node.arguments),
        [(one.role, one.origin, place(one.place), one.elements is not None) for one in node.inputs],
    ]  # fmt: skip


def of_run(run: Run) -> Iterator[list[object]]:
    """What a run has recorded, line by line."""
    numbers: dict[int, int] = {}
    yield [run.entry, run.evidence]
    for node in run.nodes:
        yield of_node(node, numbers)
    for one in run.definitions:
        yield [
            one.kind,
            place(one.place),
            [place(p) for p in one.stack],
            one.depth,
            sorted(one.arguments),
            repr(one.operation)[:400],
        ]
    for event in run.events:
        yield [
            event.kind,
            event.callee,
            event.message,
            place(event.place),
            [place(p) for p in event.stack],
            event.guarded,
            event.chosen,
        ]
    for stop in (*run.stops, *run.revealed):
        yield [stop.reason, place(stop.place)]
    for call in run.calls:
        yield [call.name, call.path, types(call.inputs), types(call.outputs), place(call.place), call.complete]
    for named in run.tensors:
        producer = named.tensor.producer
        yield [place(named.place), str(named.tensor.type), None if producer is None else numbers.get(id(producer))]
    for check in run.checks:
        yield [str(check.expected), str(check.actual), check.relation]
    for holding in run.holdings:
        yield [holding.owner, holding.attribute, place(holding.place), holding.container, holding.layers]
    for loose in run.loose:
        yield [loose.kind, place(loose.place)]


def answers(path: Path) -> dict[str, object]:
    """What is said of a file; of its runs a digest for each, and how much it covers."""
    found = FileChecker(resolver(), [path], trials="at once").check_with_runs(path)
    if isinstance(found, Problem):
        raise SystemExit(found.text)
    result, runs = found
    lines = [[json.dumps(line) for line in of_run(run)] for run in runs]
    try:
        summed = summaries(str(path), resolver())
    except Exception as error:  # noqa: BLE001 - a failure is an answer too
        summed = Problem(f"{type(error).__name__}: {error}")
    return {
        "diagnostics": [one.to_dict() for one in result.diagnostics],
        "stops": [str(stop) for stop in result.stops],
        "crash": result.crash,
        "shapes": [one.to_dict() for one in shapes(path)],
        "summaries": summed.text if isinstance(summed, Problem) else [one.to_dict() for one in summed],
        "runs": [[json.loads(one[0])[0], len(one), sha256("\n".join(one).encode()).hexdigest()[:16]] for one in lines],
    }


def main() -> None:
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for path in python_files(sys.argv[2:]):
            out.write(json.dumps({"file": str(path), **answers(path)}, default=str) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
