"""Draws what the command prints for the example of README.md as a picture: `python docs/picture.py`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "finding.svg"
STYLES = {"1": "b", "1;31": "e", "1;33": "w", "1;34": "f", "1;36": "h", "2": "d"}
MARK = re.compile(r"\x1b\[([\d;]*)m")
SIZE, LEADING, MARGIN = (7.83, 13), 19, 18
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">
<style>text {{ font: {size}px ui-monospace, SFMono-Regular, Menlo, monospace; fill: #e6e6e6; white-space: pre }}
.b {{ font-weight: bold }} .e {{ fill: #ff6b68; font-weight: bold }} .w {{ fill: #e5c07b; font-weight: bold }}
.f {{ fill: #61afef }} .h {{ fill: #56d4c8; font-weight: bold }} .d {{ opacity: .6 }}</style>
<rect width="100%" height="100%" rx="8" fill="#1e2127"/>
"""


def example() -> str:
    """The program that README.md begins with."""
    found = re.search(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert found is not None
    return found[1]


def printed(source: str, colour: str) -> str:
    """What the command prints for a file `net.py`."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "net.py").write_text(source, encoding="utf-8")
        paths = os.pathsep.join(map(str, (ROOT / "linter", ROOT / "rules")))
        command = [sys.executable, "-m", "shapelint", "check", "--quiet", "--no-cache", "--color", colour, "net.py"]
        environment = {**os.environ, "PYTHONPATH": paths, "COLUMNS": "80"}
        return subprocess.run(
            command, cwd=directory, env=environment, capture_output=True, text=True, check=False
        ).stdout


def drawn(text: str) -> str:
    """A picture of lines with the marks of a terminal."""
    lines = text.rstrip().split("\n")
    columns = max(len(MARK.sub("", line)) for line in lines)
    width, height = round(columns * SIZE[0] + 2 * MARGIN), len(lines) * LEADING + 2 * MARGIN - 4
    label = escape(MARK.sub("", lines[0]), {'"': "&quot;"})
    rows = [HEAD.format(width=width, height=height, size=SIZE[1], label=label)]
    for number, line in enumerate(lines):
        rows.append(
            f'<text x="{MARGIN}" y="{MARGIN + 10 + number * LEADING}" xml:space="preserve">{spans(line)}</text>\n'
        )
    return "".join([*rows, "</svg>\n"])


def spans(line: str) -> str:
    """The pieces of a line, each in its style."""
    plain, *marked = MARK.split(line)
    pieces = [escape(plain)]
    for code, piece in zip(marked[::2], marked[1::2], strict=True):
        kind = STYLES.get(code)
        if piece:
            pieces.append(f'<tspan class="{kind}">{escape(piece)}</tspan>' if kind else escape(piece))
    return "".join(pieces)


def picture() -> str:
    return drawn(f"\x1b[2m$\x1b[0m shapelint net.py\n{printed(example(), 'always')}")


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
