"""Puts the playground's page into the site, with Pyodide where its package is installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PYODIDE = ROOT / "tools" / "playground" / "node_modules" / "pyodide"


def on_post_build(config: Any) -> None:
    """See https://www.mkdocs.org/user-guide/configuration/#hooks."""
    sys.path[:0] = [str(ROOT / "linter"), str(ROOT / "rules")]
    from shapelint.web.bundle import write_page

    write_page(Path(config["site_dir"]) / "playground", PYODIDE if PYODIDE.is_dir() else None)
