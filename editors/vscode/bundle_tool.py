"""Puts the tool and its language server into `bundled`, for the extension to run with any Python from 3.10 on: what is
pure Python. libcst, which is not, is needed for the rarest syntax alone, and left out."""

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUNDLED = HERE / "bundled"
COMPILED = ("libcst", "_yaml", "yaml", "bin")


def main() -> None:
    shutil.rmtree(BUNDLED, ignore_errors=True)
    source = f"{HERE.parents[1]}[lsp]"
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", BUNDLED, source], check=True)
    for path in sorted(BUNDLED.iterdir()):
        if path.name.lower().partition("-")[0] in COMPILED or path.name.startswith("PyYAML"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    compiled = [path for path in BUNDLED.rglob("*") if path.suffix in (".so", ".pyd")]
    if compiled:
        sys.exit(f"not pure Python: {', '.join(path.name for path in compiled)}")
    for cache in BUNDLED.rglob("__pycache__"):
        shutil.rmtree(cache)


if __name__ == "__main__":
    main()
