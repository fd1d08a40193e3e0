"""What the page asks and is told. The same function answers in the browser and behind the server.

A request is an object with a `kind`: "check" or "picture" or "chain" (`text`, `filename`, `input`) or "stack" (`chain`,
`input`). An answer always is an object; what cannot be answered has a `problem` in one line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from shapelint.analysis.accepts import accepted_sides
from shapelint.analysis.chains.of_model import ModelChain, chain_of_run
from shapelint.analysis.entries import MODEL_STEPS
from shapelint.analysis.inputs import InputSpec, parse_inputs
from shapelint.analysis.model_runs import ModelRun
from shapelint.analysis.running import run_model
from shapelint.analysis.summaries import summary_of
from shapelint.interpret.interpreter import Interpreter
from shapelint.problems import Problem
from shapelint.project.chain import chain_of, frameworks
from shapelint.project.check.pipeline import check
from shapelint.project.check.request import CheckRequest
from shapelint.project.config.configuration_files import Layer
from shapelint.project.config.resolution import Resolver, Stated
from shapelint.project.config.selection import COMMAND_LINE
from shapelint.project.summary import inferred_shapes
from shapelint.project.target_models import told_of_models
from shapelint.version import __version__
from shapelint.web.stacks import chain_in

LONGEST = 2_000_000
"""Characters of a text that is looked at."""
NAMES = ("model.py", "notebook.ipynb")
Object = dict[str, object]


def answer(request: object, directory: str) -> Object:
    """The answer to a request; `directory` is one of its own, for the text that is asked about."""
    if not isinstance(request, dict):
        return {"problem": "a request is an object"}
    kinds: Mapping[str, Callable[[Mapping[str, object], str], Object]] = {
        "check": _check,
        "picture": _picture,
        "stack": _stack,
        "chain": _chain,
    }
    asked = kinds.get(str(request.get("kind")))
    if asked is None:
        return {"problem": "the kind of a request is check, picture, stack or chain"}
    return {"version": __version__, "problem": None, **asked(request, directory)}


def answer_text(request: str, directory: str) -> str:
    """The same from JSON to JSON."""
    try:
        asked = json.loads(request)
    except ValueError:
        return json.dumps({"problem": "a request is JSON"})
    return json.dumps(answer(asked, directory))


def _text(request: Mapping[str, object], name: str) -> str:
    value = request.get(name)
    return value if isinstance(value, str) else ""


def _asked(request: Mapping[str, object], directory: str) -> tuple[str, Resolver] | Problem:
    """The path of the text that is asked about, and its settings."""
    text = _text(request, "text")
    if len(text) > LONGEST:
        return Problem(f"the text has more than {LONGEST} characters")
    specs = _inputs(_text(request, "input"))
    if isinstance(specs, Problem):
        return Problem(specs.text)
    path = Path(directory) / NAMES[_text(request, "filename").endswith(".ipynb")]
    path.write_bytes(text.encode("utf-8", "replace"))
    return os.fspath(path), Resolver(Stated(Layer({}, COMMAND_LINE, ""), specs, isolated=True))


def _check(request: Mapping[str, object], directory: str) -> Object:
    asked = _asked(request, directory)
    if isinstance(asked, Problem):
        return {"problem": asked.text}
    path, resolver = asked
    report = check(CheckRequest((path,), resolver))
    if isinstance(report, Problem):
        return {"problem": report.text}
    if report.crashes:
        return {"problem": f"internal error: {report.crashes[0][1]}"}
    settings = resolver.of_directory(directory)
    found = inferred_shapes([path], settings)
    told = told_of_models(path, settings, _told)
    answered = {
        "diagnostics": [diagnostic.to_dict() for diagnostic in report.diagnostics],
        "shapes": [fact.to_dict() for fact in found.facts],
        "models": [] if isinstance(told, Problem) else told,
    }
    return {name: _without(value, directory) for name, value in answered.items()}


def _picture(request: Mapping[str, object], directory: str) -> Object:
    """The diagram of every model in Graphviz's language."""
    from shapelint.project.graph import GraphOptions, diagrams
    from shapelint.report.diagram.dot import render_dot

    asked = _asked(request, directory)
    if isinstance(asked, Problem):
        return {"problem": asked.text}
    found = diagrams(asked[0], asked[1].of_directory(directory), GraphOptions())
    if isinstance(found, Problem):
        return {"problem": str(_without(found.text, directory))}
    return {"pictures": [{"model": one.model, "dot": _without(render_dot(one), directory)} for one in found]}


def _inputs(text: str) -> tuple[InputSpec, ...] | Problem:
    """One input, or several with semicolons between them."""
    return parse_inputs([part.strip() for part in text.split(";") if part.strip()])


def _told(m: Interpreter, one: ModelRun) -> Object:
    """The summary of a model, and the sides of the square images that it takes."""
    summary = summary_of(m, one)
    run, result, settled = run_model(m, one.inspection, one.model, one.name, one.place, (), MODEL_STEPS)
    sides = accepted_sides(run, settled, result)
    return {**summary.to_dict(), "sides": None if sides is None else [list(pair) for pair in sides]}


def _without(value: object, directory: str) -> object:
    """The same, files being named without the directory."""
    if isinstance(value, dict):
        return {key: _without(item, directory) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without(item, directory) for item in value]
    return value.replace(directory + os.sep, "").replace(directory, ".") if isinstance(value, str) else value


def _stack(request: Mapping[str, object], directory: str) -> Object:
    specs = _inputs(_text(request, "input"))
    if isinstance(specs, Problem):
        return {"problem": specs.text}
    chain = chain_of(_text(request, "chain"), specs)
    if isinstance(chain, Problem):
        return {"problem": chain.text}
    written: Object = {}
    for framework in frameworks():
        code = chain.written(framework)
        written[framework] = {"problem": code.text} if isinstance(code, Problem) else code.to_dict()
    return {"chain": chain.fact.to_dict(), "written": written}


def _chain(request: Mapping[str, object], directory: str) -> Object:
    """The layers of the first model that is a chain; else those of the first plain stack that the text has."""
    asked = _asked(request, directory)
    if isinstance(asked, Problem):
        return {"problem": asked.text}
    found = told_of_models(asked[0], asked[1].of_directory(directory), lambda _, one: chain_of_run(one))
    models = [found] if isinstance(found, Problem) else found
    chain = next((one for one in models if isinstance(one, ModelChain)), None)
    if chain is not None:
        given = ",".join(map(str, chain.sample or ()))
        return {"layers": list(chain.layers), "input": given, "form": "model" if chain.is_class else "stack"}
    written = chain_in(_text(request, "text"))
    if isinstance(written, Problem):
        first = models[0]
        return {"problem": str(_without(first.text, directory)) if isinstance(first, Problem) else written.text}
    return {**written, "form": "stack"}
