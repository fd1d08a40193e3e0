"""shapelint: a static shape linter for PyTorch and Keras model source.

The public names are loaded when they are first used, so that `import shapelint` costs next to nothing.
"""

from __future__ import annotations

from shapelint.version import __version__

TYPE_CHECKING = False  # as in typing, which takes longer to import than all else here
if TYPE_CHECKING:
    from typing import TypeVar

    from shapelint.analysis.results import ShapeFact, Summary
    from shapelint.diagnostics.diagnostic import Diagnostic
    from shapelint.project.api import check_paths, check_source, shapes, summarize

    _Value = TypeVar("_Value")

__all__ = [
    "Diagnostic", "ShapeFact", "Summary", "__version__", "check_paths", "check_source", "reveal",
    "shapes", "summarize",
]  # fmt: skip

_HOMES = {
    "Diagnostic": "shapelint.diagnostics.diagnostic",
    "ShapeFact": "shapelint.analysis.results",
    "Summary": "shapelint.analysis.results",
    "check_paths": "shapelint.project.api",
    "check_source": "shapelint.project.api",
    "shapes": "shapelint.project.api",
    "summarize": "shapelint.project.api",
}


def reveal(value: _Value) -> _Value:
    """Give the value back. Where a file that calls this is checked, `shapelint check` tells what it knows of the value
    there: `net.py:7: revealed: Tensor (8, 64, 6, 6) float32`."""
    return value


def load_ipython_extension(shell: object) -> None:
    """What `%load_ext shapelint` calls in IPython and Jupyter."""
    from importlib import import_module

    import_module("shapelint.notebook.magics").load(shell)


def unload_ipython_extension(shell: object) -> None:
    """What `%unload_ext shapelint` calls."""
    from importlib import import_module

    import_module("shapelint.notebook.magics").unload(shell)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'shapelint' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
