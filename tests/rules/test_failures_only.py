"""Rules that say they are about failed requirements alone are not asked about anything else: they must have nothing to
say there."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.analysis import Options, analyze
from shapelint.ir import Definition, Node
from shapelint.project.config.rulebook import all_rules
from shapelint.project.files.imports import ProjectFiles
from shapelint.symbolic import Verdict
from shapelint.syntax.source import SourceFile

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FILES = sorted([*(FIXTURES / "torch").rglob("*.py"), *(FIXTURES / "keras").rglob("*.py")])[::9]
RULES = [rule for rule in all_rules() if rule.of_failures]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_found_where_nothing_fails(path: Path) -> None:
    file = SourceFile(str(path), path.read_text(encoding="utf-8"))
    for run in analyze(file, ProjectFiles(), Options()).runs:
        subjects: list[Node | Definition] = [*run.nodes, *run.definitions]
        for subject in subjects:
            if any(r.verdict is Verdict.FAILS for r in subject.requirements):
                continue
            for rule in RULES:
                if isinstance(subject, rule.subscribes):
                    assert not list(rule.check(subject)), (rule.code, subject)


def test_most_rules_of_errors_are_such() -> None:
    assert len(RULES) >= 15
