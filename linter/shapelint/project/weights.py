"""A file of weights against a model: what `shapelint weights` tells."""

from __future__ import annotations

import json

from shapelint.analysis.model_weights import ModelWeight, ModelWeights, weights_of
from shapelint.problems import Problem
from shapelint.project.config.settings import SettingsSource
from shapelint.project.target_models import is_broken, open_target
from shapelint.records import dataclass
from shapelint.weights.fit import Fit, best_section, fit
from shapelint.weights.formats.read import read_weights
from shapelint.weights.records import Checkpoint, Section

MOST_LISTED = 200  # weights of a kind whose places and fitting numbers are worked out


@dataclass(frozen=True, slots=True)
class WeightsReport:
    """How the arrays of a file fit a model. `facts` is its JSON."""

    facts: dict[str, object]

    @property
    def fits(self) -> bool:
        return self.facts["fits"] is True

    def to_dict(self) -> dict[str, object]:
        return self.facts


def compare_weights(target: str, path: str, source: SettingsSource) -> WeightsReport | Problem:
    """What a file of weights lacks for a model, has besides, and has in other shapes. Of several models in a file it is
    the one that fits best."""
    stored = read_weights(path)
    if isinstance(stored, Problem):
        return Problem(f"{path}: {stored.text}")
    if not any(section.tensors for section in stored.sections):
        return Problem(f"{path}: there are no arrays in it")
    opened = open_target(target, source)
    if isinstance(opened, Problem):
        return opened
    told = weights_of(
        opened.target.expression,
        opened.target.file,
        opened.files,
        opened.settings.inputs,
        opened.stated,
        lambda weights: json.dumps(report_of(weights, path, stored)),
    )
    if isinstance(told, Problem):
        return is_broken(opened.target.file) or told
    reports = [WeightsReport(json.loads(one)) for one in told]
    return max(reports, key=lambda one: (int(str(one.facts["matched"])), -problems(one)))


def problems(report: WeightsReport) -> int:
    found = (report.facts[kind] for kind in ("missing", "unexpected", "wrong"))
    return sum(len(one) for one in found if isinstance(one, list))


def report_of(model: ModelWeights, path: str, stored: Checkpoint) -> dict[str, object]:
    """The JSON of one model."""
    wanted = [weight.wanted for weight in model.weights]
    sections = [(one.key, one.shapes) for one in stored.sections if one.tensors]
    key = best_section(wanted, sections) or ""
    section = next((one for one in stored.sections if one.key == key), stored.sections[0])
    found = fit(wanted, section.shapes)
    by_name = {weight.name: weight for weight in model.weights}
    return {
        "model": model.model,
        "framework": model.framework,
        "filename": path,
        "form": stored.form,
        "section": section.key,
        "fits": not (found.count or found.renamed or model.gap),
        "arrays": len(section.tensors),
        "weights": len(model.weights),
        "matched": len(found.matched) - len(found.wrong),
        "missing": [stated(by_name[name]) for name in found.missing],
        "unexpected": unexpected(found, section),
        "wrong": wrong(found, by_name, model),
        "renamed": [{"before": one.before, "after": one.after, "count": one.count} for one in found.renamed],
        "unknown": model.gap or None,
        "advice": model.advice,
    }


def stated(weight: ModelWeight) -> dict[str, object]:
    return {
        "name": weight.shown,
        "stored_name": weight.name,
        "shape": None if weight.shape is None else list(weight.shape),
        "layer": weight.layer,
        "location": None if weight.location is None else weight.location.to_dict(),
    }


def unexpected(found: Fit, section: Section) -> list[dict[str, object]]:
    shapes = section.shapes
    return [{"name": name, "shape": list(shapes[name])} for name in found.unexpected]


def wrong(found: Fit, by_name: dict[str, ModelWeight], model: ModelWeights) -> list[dict[str, object]]:
    """The weights of another shape, each with the numbers that would fit."""
    told: list[dict[str, object]] = []
    for position, one in enumerate(found.wrong):
        numbers = model.fitting(one.name, one.actual) if position < MOST_LISTED else ()
        fitting = [{"argument": name, "value": now, "needed": size} for name, now, size in numbers]
        told.append({**stated(by_name[one.name]), "stored": list(one.actual), "fitting": fitting})
    return told
