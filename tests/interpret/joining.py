"""Programs with undecided branches, held against all their real runs under torch."""

from __future__ import annotations

import itertools
import sys
import warnings
from types import ModuleType

import torch
from interpreting import as_plain, comparable, executed, interpreted, is_plain_type

from shapelint.ir import Tensor
from shapelint.symbolic import Verdict

FLAGS = 3
Facts = dict[str, object]


def runs(text: str) -> tuple[list[Facts], int]:
    """The public names that each run leaves behind which ends well, for every combination of flags, a tensor by its
    shape; and how many runs raise."""
    found: list[Facts] = []
    raised = 0
    for flags in itertools.product((False, True), repeat=FLAGS):
        module = ModuleType("unknown_module")
        module.__dict__.update({f"f{i}": f for i, f in enumerate(flags)}, flag=lambda i, flags=flags: flags[i])
        sys.modules["unknown_module"] = module
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append({name: fact(value) for name, value in executed(text).items()})
        except Exception:  # noqa: BLE001 a random program may raise anything
            raised += 1
        finally:
            del sys.modules["unknown_module"]
    return found, raised


def fact(value: object) -> object:
    """What is compared of a value: a tensor's shape, a plain value itself, else nothing."""
    if isinstance(value, torch.Tensor):
        return ("tensor", tuple(value.shape))
    return ("plain", comparable(value)) if is_plain_type(value) else None


def unsound(text: str, complete: list[Facts]) -> list[str]:
    """What is claimed of a program and is not so in some run: values, shapes, and errors where a run ends well."""
    if not complete:
        return []
    module, run = interpreted(text)
    wrong = [f"an error is claimed: {r.text or r.kind}" for node in run.nodes if not node.guarded
             for r in node.requirements if r.verdict is Verdict.FAILS][:1]  # fmt: skip
    wrong += [f"{event.kind}: {event.message}" for event in run.events if not event.guarded][:1]
    for name, value in module.variables.items():
        if not name.startswith("_"):
            wrong += [f"{name}: {problem}" for facts in complete if (problem := contradiction(value, name, facts))][:1]
    return wrong


def contradiction(value: object, name: str, facts: Facts) -> str:
    """How what is known of a value differs from what a run has; "" for not at all."""
    if isinstance(value, Tensor):
        if name not in facts:
            return "it is not bound"
        kind, shape = facts[name] if isinstance(facts[name], tuple) else ("other", ())
        if kind != "tensor":
            return f"a tensor, but {facts[name]}"
        if value.shape is None:
            return ""
        fits = len(value.shape) == len(shape) and all(
            a == b for a, b in zip(value.shape, shape, strict=True) if isinstance(a, int)
        )
        return "" if fits else f"{value.shape} but {shape}"
    try:
        found = ("plain", comparable(as_plain(value)))
    except (ValueError, TypeError):
        return ""
    if name not in facts:
        return "it is not bound"
    return "" if facts[name] is None or facts[name] == found else f"{found} but {facts[name]}"
