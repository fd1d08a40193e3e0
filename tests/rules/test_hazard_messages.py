"""What the warnings say, as people read it: message, help and place for every fixture of a hazard.

`SHAPELINT_UPDATE=1 python -m pytest tests/rules/test_hazard_messages.py` writes the snapshot anew."""

from __future__ import annotations

import os
from pathlib import Path

import shapelint
from shapelint.project.config.rulebook import all_rules

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SNAPSHOT = Path(__file__).with_name("hazard_messages.txt")
SELECT = ["ALL", *(rule.code for rule in all_rules() if not rule.is_on_by_default)]


def described() -> str:
    lines = []
    for framework in ("torch", "keras"):
        for path in sorted((FIXTURES / framework / "hazards").glob("*.py")):
            if path.stem.endswith("_meant"):
                continue
            own = path.stem.removesuffix("_wrong").replace("_", "-")
            for found in shapelint.check_paths([path], select=SELECT):
                if own.startswith(found.name):
                    lines.append(f"{framework}/{path.name}:{found.location.row}: {found.code} {found.message}")
                    lines.append(f"    {found.help}")
    return "\n".join(lines) + "\n"


def test_messages() -> None:
    text = described()
    if os.environ.get("SHAPELINT_UPDATE"):
        SNAPSHOT.write_text(text, encoding="utf-8", newline="\n")
    assert text == SNAPSHOT.read_text(encoding="utf-8")
