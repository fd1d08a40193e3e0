"""How jupyter-lsp finds the language server (the entry point `jupyter_lsp_spec_v1`).

https://jupyterlab-lsp.readthedocs.io/en/latest/Extending.html
"""

from __future__ import annotations

import sys


def spec(manager: object) -> dict[str, dict[str, object]]:
    """The server by its name."""
    return {
        "shapelint": {
            "version": 2,
            "argv": [sys.executable, "-I", "-m", "shapelint", "server"],
            "languages": ["python"],
            "mime_types": ["text/x-python", "text/x-ipython"],
            "display_name": "shapelint",
        }
    }
