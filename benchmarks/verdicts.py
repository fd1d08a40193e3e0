"""Findings held against verdicts: a person has read the code of each, and says whether the finding is true, and why."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from package_checks import Found

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = Path(__file__).resolve().parent / "ecosystem" / "verdicts.toml"
SAMPLE = 20
"""So many warnings of each kind are judged."""
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Verdict:
    """What was judged: the finding of a rule at a line of a package's file. Where a line stands in a file more than
    once, each finding has a verdict of its own, in the order of the lines."""

    package: str
    path: str
    code: str
    line: str
    is_true: bool
    reason: str

    @property
    def key(self) -> Key:
        return self.package, self.path, self.code, self.line


@dataclass(frozen=True)
class Judged:
    """A finding and its verdict; None where nobody has judged it."""

    found: Found
    verdict: Verdict | None


def read_verdicts(table: Path = TABLE) -> list[Verdict]:
    rows = tomllib.loads(table.read_text(encoding="utf-8")).get("verdict", [])
    return [Verdict(r["package"], r["path"], r["code"], r["line"], r["true"], r["reason"]) for r in rows]


def judged(found: Iterable[Found], verdicts: Sequence[Verdict]) -> list[Judged]:
    """Each finding with its verdict."""
    waiting: dict[Key, list[Verdict]] = {}
    for verdict in verdicts:
        waiting.setdefault(verdict.key, []).append(verdict)
    result = []
    for one in found:
        left = waiting.get((one.package, one.path, one.code, one.line))
        result.append(Judged(one, left.pop(0) if left else None))
    return result


def to_judge(all_judged: Iterable[Judged]) -> list[Found]:
    """What nobody has judged yet: every error, and of each kind of warning as many as the sample still lacks, from as
    many packages as there are."""
    everything = list(all_judged)
    missing = [one.found for one in everything if one.verdict is None and one.found.severity == "error"]
    known = Counter(one.found.code for one in everything if one.verdict and one.found.severity != "error")
    asked: Counter[str] = Counter()
    waiting = [one.found for one in everything if one.verdict is None and one.found.severity != "error"]
    for found in spread(waiting):
        if known[found.code] + asked[found.code] < SAMPLE:
            asked[found.code] += 1
            missing.append(found)
    return missing


def spread(found: Sequence[Found]) -> list[Found]:
    """Findings ordered such that the first ones of each package come first."""
    turn: Counter[tuple[str, str]] = Counter()
    ranks = []
    for one in found:
        ranks.append(turn[one.package, one.code])
        turn[one.package, one.code] += 1
    return [one for _, one in sorted(zip(ranks, found, strict=True), key=lambda pair: pair[0])]


def as_entry(found: Found) -> str:
    """A finding as an entry of the table that waits for its verdict."""
    texts = {"package": found.package, "path": found.path, "code": found.code, "line": found.line}
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in texts.items()]
    trail = [f"#   {step}" for step in found.trail]
    head = f"# {found.path}:{found.row}:{found.column}: {found.severity}[{found.code}]: {found.message}"
    return "\n".join(["[[verdict]]", head, *trail, *lines, "true = ", 'reason = ""', ""])
