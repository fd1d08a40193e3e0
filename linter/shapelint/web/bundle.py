"""The files of the page, and shapelint itself as a zip that Pyodide unpacks."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
GRAPHVIZ = STATIC.parents[1] / "report" / "diagram" / "static" / "viz-global.js"
LEFT_OUT = frozenset({"__pycache__", "static", "lsp", "mcp"})
KEPT = frozenset({".py", ".txt", ".json", ".pyi"})
EPOCH = (2020, 1, 1, 0, 0, 0)


@cache
def engine_zip() -> bytes:
    """shapelint and its rules, as they are installed, but for what a page does not use. The same files give the same
    bytes."""
    import shapelint_rules

    packages = (Path(__file__).resolve().parents[1], Path(str(shapelint_rules.__file__)).resolve().parent)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for package in packages:
            for path in _files(package):
                name = path.relative_to(package.parent).as_posix()
                archive.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _files(directory: Path) -> Iterator[Path]:
    for path in sorted(directory.rglob("*")):
        if path.suffix in KEPT and LEFT_OUT.isdisjoint(path.relative_to(directory).parts):
            yield path


def write_page(directory: Path, pyodide: Path | None = None) -> None:
    """The page as a static host serves it: its files, the engine, and Pyodide's own files if they are given."""
    directory.mkdir(parents=True, exist_ok=True)
    for path in sorted(STATIC.iterdir()):
        shutil.copyfile(path, directory / path.name)
    shutil.copyfile(GRAPHVIZ, directory / GRAPHVIZ.name)
    (directory / "shapelint.zip").write_bytes(engine_zip())
    if pyodide is not None:
        (directory / "pyodide").mkdir(exist_ok=True)
        for name in PYODIDE:
            shutil.copyfile(pyodide / name, directory / "pyodide" / name)


PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
"""What a page loads of Pyodide, 13.4 MB, some 6.4 MB as a host sends them."""
