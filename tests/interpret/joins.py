"""The programs of `joins.txt` and what is claimed of each: read, run, written anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interpret.joining import Facts, runs, unsound
from interpret.tensor_programs import POSTLUDE, PRELUDE
from interpreting import as_plain, interpreted

from shapelint.ir import Tensor
from shapelint.symbolic import Verdict

CORPUS = Path(__file__).parent / "joins.txt"
PROGRAM, CLAIMS = "=== program\n", "--- claims\n"


@dataclass(frozen=True)
class Join:
    """The middle of a program, and what is claimed of it, a line each."""

    body: str
    claims: str

    @property
    def text(self) -> str:
        return PRELUDE + self.body + POSTLUDE


def read() -> list[Join]:
    parts = CORPUS.read_text(encoding="utf-8").split(PROGRAM)[1:]
    return [Join(*part.split(CLAIMS)) for part in parts]


def write(bodies: list[str]) -> None:
    CORPUS.write_text("".join(f"{PROGRAM}{b}{CLAIMS}{claims_of(Join(b, '').text)}" for b in bodies), encoding="utf-8")


def claims_of(text: str) -> str:
    """All that the interpreter says of a program: what its names hold, as far as that is known, and what fails."""
    module, run = interpreted(text)
    lines: list[str] = []
    for name, value in module.variables.items():
        if name.startswith("_"):
            continue
        if isinstance(value, Tensor):
            sizes = None if value.shape is None else [d if isinstance(d, int) else "?" for d in value.shape]
            lines.append(f"{name}: tensor {sizes}")
            continue
        try:
            lines.append(f"{name}: {as_plain(value)!r}")
        except (ValueError, TypeError):
            lines.append(f"{name}: {type(value).__name__}")
    for node in run.nodes:
        failed = [r for r in node.requirements if r.verdict is Verdict.FAILS]
        lines += [f"fails{' in doubt' if node.guarded else ''}: {r.kind} {r.actual} {r.expected}" for r in failed]
    lines += [f"event{' in doubt' if event.guarded else ''}: {event.kind} {event.callee}" for event in run.events]
    return "".join(f"{line}\n" for line in lines)


def problems(join: Join) -> list[str]:
    """What is claimed of a program and is not so, or is not what was claimed before."""
    return problems_beside(join, runs(join.text)[0])


def problems_beside(join: Join, complete: list[Facts]) -> list[str]:
    """The same, beside what its real runs have left behind."""
    wrong = unsound(join.text, complete)
    return wrong if wrong or claims_of(join.text) == join.claims else ["other claims than before"]
