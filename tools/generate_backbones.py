"""Writes linter/shapelint/frontends/torchvision/backbones.py from torchvision's source, which is read, never imported.

usage: generate_backbones.py DIRECTORY

DIRECTORY holds the package `torchvision`: a site-packages or an unpacked wheel. Every factory of torchvision.models
whose summary shows what its classification head is given goes into the table.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import shapelint
from shapelint.analysis.results import PlainShape

TABLE = Path(__file__).resolve().parents[1] / "linter/shapelint/frontends/torchvision/backbones.py"
CLASSES = 1000
SIZES = (224, 299)
CALLS = ("{}(weights=None, init_weights=False)", "{}(weights=None)")
HEADER = '''"""What the classification heads of torchvision's models are given and made of.

Generated from torchvision {version} by tools/generate_backbones.py; not to be edited.
"""

from __future__ import annotations

from dataclasses import dataclass

Sizes = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A model's head: the module of torchvision.models that has the factory, the attribute that holds the head, the
    sizes of what it is given (without the batch, None where they follow the image), and its layers in order, each with
    its name within the attribute ("" for the attribute itself), its type and the sizes of what it gives. `alone` tells
    whether what the head gives is all that the model gives, in training too."""

    module: str
    attribute: str
    features: Sizes
    layers: tuple[tuple[str, str, Sizes], ...]
    alone: bool = True


CLASSES = {classes}
HEADS: dict[str, Head] = {{
'''


def factories(directory: Path) -> Iterator[tuple[Path, str]]:
    """The registered factories of each module of torchvision.models."""
    for path in sorted((directory / "torchvision/models").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any("register_model" in ast.dump(d) for d in node.decorator_list):
                yield path, node.name


def summaries(path: Path, name: str) -> list[shapelint.Summary]:
    """The model's complete summaries, one for each image size that it takes."""
    for call in CALLS:
        target = f"{path}::{call.format(name)}"
        found = [shapelint.summarize(target, inputs=[f"1,3,{size},{size}"]) for size in SIZES]
        usable = [s for s in found if isinstance(s, shapelint.Summary) and s.outputs == ((1, CLASSES),)]
        if usable:
            return usable
    return []


def head(path: Path, found: list[shapelint.Summary]) -> str | None:
    """The table's entry; None where the head does not show."""
    called = [[row for row in summary.layers if row.outputs] for summary in found]
    last = next(
        (row for row in reversed(called[0]) if row.params and row.outputs[0] and CLASSES in row.outputs[0]), None
    )
    if last is None:
        return None
    attribute = last.path.partition(".")[0]
    inside = [[row for row in rows if row.path.partition(".")[0] == attribute] for rows in called]
    features = common([rows[0].inputs[0] for rows in inside])
    layers = []
    for same in zip(*inside, strict=True):
        name = same[0].path.partition(".")[2]
        sizes = common([row.outputs[0] for row in same])
        if "." in name or sizes is None:
            return None
        layers.append(f'("{name}", "{same[0].type}", {sizes})')
    if features is None:
        return None
    # In training an auxiliary head adds its result to what the model gives.
    alone = ", alone=False" if any(row.path.lower().startswith("aux") for row in found[0].layers) else ""
    return f'Head("{path.stem}", "{attribute}", {features}, ({", ".join(layers)},){alone})'


def common(shapes: list[PlainShape]) -> tuple[int | None, ...] | None:
    """The sizes after the batch that do not depend on the image; None where a shape is not known."""
    known = [shape[1:] for shape in shapes if shape is not None]
    if len(known) < len(shapes) or not all(isinstance(size, int) for shape in known for size in shape):
        return None
    return tuple(sizes[0] if len(set(sizes)) == 1 else None for sizes in zip(*known, strict=True))  # type: ignore[misc]


def version(directory: Path) -> str:
    return next(directory.glob("torchvision-*.dist-info")).name.split("-")[1].removesuffix(".dist")


def main() -> None:
    directory = Path(sys.argv[1])
    lines = []
    for path, name in factories(directory):
        found = summaries(path, name)
        entry = head(path, found) if found else None
        sys.stderr.write(f"{name}: {entry or 'its head does not show'}\n")
        if entry is not None:
            lines.append(f'    "{name}": {entry},\n')
    TABLE.write_text(HEADER.format(version=version(directory), classes=CLASSES) + "".join(lines) + "}\n")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(TABLE)], check=True)


if __name__ == "__main__":
    main()
