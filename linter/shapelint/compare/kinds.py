"""The kinds of differences, which `--ignore` takes."""

from __future__ import annotations

KINDS = (
    "input", "output", "layer", "connection", "sharing", "argument", "shape", "parameters", "bias", "activation",
    "padding", "pooling", "resizing", "dilation", "axis", "batch-first", "gates", "order", "slope", "epsilon",
    "momentum", "dropout", "training", "preprocessing", "initializer",
)  # fmt: skip


def unknown_kind(wanted: frozenset[str]) -> str:
    """Why one of the wanted kinds is none; "" when all are."""
    wrong = next((kind for kind in sorted(wanted) if kind not in KINDS), None)
    return (
        "" if wrong is None else f"--ignore: {wrong!r} is no kind of difference; there are {', '.join(sorted(KINDS))}"
    )
