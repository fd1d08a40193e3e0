"""Looks for inputs at which shapelint fails itself, or takes too long: `python benchmarks/fuzz.py KIND [OPTIONS]`.

    mutants   fixtures with tokens, lines, numbers and names changed at random
    calls     every declared function, layer and method with arguments that nobody would give
    programs  programs that hypothesmith makes up (needs `pip install hypothesmith`)
    noise     random bytes, texts and notebooks

Printed are how many inputs there were, the processor time, and each way of failing with one input that leads to it
(`--keep DIRECTORY` writes those down). The exit code is 1 if there was any. What is tried depends on `--seed` alone.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzz_calls import programs as programs_of_calls
from fuzz_mutants import mutant
from fuzz_noise import noise
from fuzz_outcome import SECONDS, Outcome, limit_memory, outcome_of, prepare

from shapelint.problems import Problem
from shapelint.project.files.given_source import source_of_bytes
from shapelint.syntax.source import SourceFile

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@dataclass(frozen=True)
class Input:
    """A source at a path, and how many cases it stands for."""

    file: SourceFile | Problem
    path: Path
    cases: int = 1


@dataclass
class Tally:
    """What came of all inputs."""

    cases: int = 0
    slowest: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Input] = field(default_factory=dict)

    def add(self, one: Input, outcome: Outcome) -> None:
        self.cases += one.cases
        self.slowest = max(self.slowest, outcome.seconds)
        for failure in (*outcome.faults, *([outcome.over] if outcome.over else [])):
            self.failures[failure] += 1
            self.examples.setdefault(failure, one)


def mutants(seed: int, count: int) -> Iterator[Input]:
    chance = random.Random(seed)
    paths = sorted(FIXTURES.rglob("*.py"))
    files = [(path, path.read_text(errors="replace")) for path in paths]
    texts = tuple(text for _, text in files)
    for _ in range(count):
        path, text = chance.choice(files)
        yield Input(SourceFile(str(path), mutant(text, chance, texts)), path)


def calls(seed: int, count: int) -> Iterator[Input]:
    """At least so many calls, every name as often as every other."""
    path = Path("calls.py")
    made = 0
    for number in range(count):
        for text, cases in programs_of_calls(seed + number, 1):
            yield Input(SourceFile(str(path), text), path, cases)
            made += cases
        if made >= count:
            return


def programs(seed: int, count: int) -> Iterator[Input]:
    from fuzz_programs import made_up

    for text in made_up(seed, count):
        yield Input(SourceFile("program.py", text), Path("program.py"))


def noisy(seed: int, count: int) -> Iterator[Input]:
    for name, data in noise(seed, count):
        yield Input(source_of_bytes(data, name), Path(name))


KINDS: dict[str, tuple[Callable[[int, int], Iterator[Input]], int]] = {
    "mutants": (mutants, 20_000), "calls": (calls, 10_000), "programs": (programs, 5_000), "noise": (noisy, 5_000),
}  # fmt: skip


def tally_of(inputs: Iterator[Input], seconds: float = SECONDS) -> Tally:
    """Check one input after the other."""
    tally = Tally()
    for one in inputs:
        tally.add(one, outcome_of(one.file, one.path, seconds))
    return tally


def write_examples(tally: Tally, directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for number, (failure, one) in enumerate(tally.examples.items()):
        text = one.file.text if isinstance(one.file, SourceFile) else ""
        (directory / f"{number}.py").write_text(f"# {failure}\n{text}", errors="surrogateescape")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, help="how many mutants, calls, programs or files")
    parser.add_argument("--keep", type=Path, help="where to write an input for each way of failing")
    options = parser.parse_args()
    make, usual = KINDS[options.kind]
    prepare()
    limit_memory()
    began = time.process_time()
    tally = tally_of(make(options.seed, usual if options.count is None else options.count))
    spent = time.process_time() - began
    print(f"{options.kind}: {tally.cases:,} cases in {spent:,.0f} s, the slowest input in {tally.slowest:.1f} s")
    for failure, times in tally.failures.most_common():
        print(f"  {times} times: {failure}")
    if options.keep is not None:
        write_examples(tally, options.keep)
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
