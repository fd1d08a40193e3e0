"""How things look: a colour for each family of operations, and the size of a block after that of what it gives."""

from __future__ import annotations

from math import log2

from shapelint.analysis.diagram.records import Block
from shapelint.analysis.results import PlainShape

FILLS = {
    "spatial": "#cfe3fb",
    "dense": "#e3d6f7",
    "attention": "#fbd9ec",
    "recurrent": "#d5e8d4",
    "norm": "#e0efe0",
    "pointwise": "#fdeccd",
    "layout": "#ececec",
    "loss": "#f6d5cf",
    "structural": "#ececec",
    "constants": "#f4f4f4",
    "other": "#f4f4f4",
    "input": "#ffffff",
    "output": "#ffffff",
    "parameter": "#f4f4f4",
}
"""The fill of a block by its family; the style sheet of dark pages has its own."""

LINE = "#5b6470"
TEXT = "#1f2328"
FAINT = "#59636e"
GROUP_LINE = "#9aa4b0"
CLOSED_FILL = "#f2f5f9"
ERROR, ERROR_FILL = "#cf222e", "#ffd8d8"
WARNING, WARNING_FILL = "#9a6700", "#fff1c2"
FONT = "Arial"  # a family whose widths Graphviz knows where no fonts are installed

WIDTH, HEIGHT = 1.1, 0.4  # inches, at least
WIDER, HIGHER = 0.13, 0.06  # for each doubling of the channels, and of the longest other side
MOST_DOUBLINGS = 16


def size_of(block: Block) -> tuple[float, float]:
    """Width and height in inches: the width follows the channels, the height the longest other side but the batch, both
    in doublings. What is not a number does not count."""
    shape = block.outputs[0] if block.outputs else block.inputs[0] if block.inputs else None
    channels, side = channels_and_side(shape, block.channels_last)
    return round(WIDTH + WIDER * doublings(channels), 2), round(HEIGHT + HIGHER * doublings(side), 2)


def channels_and_side(shape: PlainShape, channels_last: bool) -> tuple[int, int]:
    if shape is None or len(shape) < 2:
        return 1, 1
    inner = list(shape[1:])
    is_image = len(inner) > 2
    channels = inner.pop(0) if is_image and not channels_last else inner.pop()
    sides = [size for size in inner if isinstance(size, int)]
    return channels if isinstance(channels, int) else 1, max(sides, default=1)


def doublings(size: int) -> float:
    return min(log2(size), MOST_DOUBLINGS) if size > 1 else 0.0
