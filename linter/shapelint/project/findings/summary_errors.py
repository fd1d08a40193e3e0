"""What certainly fails in a model that is summarized: its shapes from there on are those that its layers declare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shapelint.analysis.results import Summary
from shapelint.diagnostics.diagnostic import Diagnostic
from shapelint.project.config.rulebook import all_rules
from shapelint.project.filesystem.environments import is_third_party
from shapelint.project.findings.collect import Seen, find, is_error, one_for_each
from shapelint.project.findings.diagnose import diagnose_all
from shapelint.project.findings.fix_edits import RequiredValues
from shapelint.project.findings.locator import Locator


def errors_in(summaries: Sequence[Summary]) -> list[Diagnostic]:
    """The errors that the runs of some summaries lead to, each once, whatever rules are in force."""
    runs = [summary.run for summary in summaries if summary.run is not None]
    locator = Locator()
    found = [one for one in find(runs, all_rules(), lambda file: is_third_party(Path(file.path))) if is_error(one)]
    wants = RequiredValues()
    wants.note(tuple(runs))
    return diagnose_all(one_for_each(found, Seen(locator.is_literal)), locator, wants)
