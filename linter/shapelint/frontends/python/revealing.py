"""What a checked program asks of shapelint itself: `shapelint.reveal(x)` tells what is known of x there."""

from __future__ import annotations

from shapelint.interpret.builtins.native import native
from shapelint.interpret.interpreter import Interpreter, Site
from shapelint.interpret.state.describe import describe


def reveal(m: Interpreter, site: Site, value: object) -> object:
    """Gives its argument back, and has the run say what is known of it."""
    m.recorder.reveal(describe(m, value), site.place)
    return value


NAMES: dict[str, object] = {"shapelint.reveal": native("shapelint.reveal", reveal)}
