"""What is shown for the tensor or layer under the cursor, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.diagnostics.diagnostic import TrailStep
from shapelint.project.editor.hover_info import Description, LayerDescription

LONGEST_TRAIL = 14
LAST_SHOWN = 11


def hover_text(description: Description) -> str:
    """Shape, layer with its parameters, and trail."""
    return "\n\n".join([*_shapes(description), *_layers(description.layers), *_trail(description.trail)])


def _shapes(description: Description) -> Iterator[str]:
    if description.shapes:
        name = f"`{description.text}` " if description.text and "`" not in description.text else ""
        yield f"{name}**{' | '.join(description.shapes)}**"


def _layers(layers: Sequence[LayerDescription]) -> Iterator[str]:
    for layer in layers:
        if layer.parameters is None:
            yield f"`{layer.kind}`, parameters not known before its first call"
        elif not layer.parameters:
            yield f"`{layer.kind}`, no parameters"
        else:
            yield f"`{layer.kind}`, {layer.total} parameters"
            yield "\n".join(f"- {name} {shape}" for name, shape in layer.parameters)


def _trail(steps: Sequence[TrailStep]) -> Iterator[str]:
    """The stations in columns; the middle of a very long way is left out."""
    if not steps:
        return
    shown = list(steps)
    left_out: list[str] = []
    if len(steps) > LONGEST_TRAIL:
        shown = [steps[0], *steps[-LAST_SHOWN:]]
        left_out = [f"... {len(steps) - len(shown)} more"]
    names = max(len(step.name) for step in shown)
    lines = [f"{step.name.ljust(names)}  {step.shape}  {step.note}".rstrip() for step in shown]
    yield "\n".join(["```text", lines[0], *left_out, *lines[1:], "```"])
