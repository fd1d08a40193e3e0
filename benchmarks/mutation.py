"""How many mistakes shapelint finds, and whether it ever cries wolf: `python benchmarks/mutation.py [OPTIONS]`.

Model files that run are changed in one place each (mutants.py, keras_mutants.py); the real framework says on the
processor which of the mutants raise (truth.py), and shapelint checks each text in its file's place (judge.py). Printed
are the recall over those that raise, and every false alarm: an error on a mutant that runs. What `--fix` makes of a
mutant is run as well.

Needs an environment with shapelint and the frameworks. The choice of mutants depends on `--seed` alone.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, zip_longest
from pathlib import Path

from judge import Answer, Question, ask_all
from keras_mutants import keras_mutants
from mutants import Mutant, number_mutants
from sources import ModelFile, fixture_files, keras_application_files, torchvision_files

TRUTH = Path(__file__).with_name("truth.py")
RUN_SECONDS = 60


@dataclass(frozen=True)
class Case:
    """One mutant of a model file; with no mutant, the file as it is."""

    source: ModelFile
    mutant: Mutant | None

    @property
    def text(self) -> str:
        return self.source.text if self.mutant is None else self.mutant.text

    @property
    def row(self) -> int:
        """The line that is changed, 0 if none is."""
        return self.mutant.row if self.mutant else 0

    @property
    def difference(self) -> str:
        lines = difflib.unified_diff(self.source.text.splitlines(), self.text.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in list(lines)[2:])


@dataclass(frozen=True)
class Judged:
    """A case with what the framework did (see truth.py) and what shapelint said: of the file as it stands (`plain`),
    with the driver's inputs given by `--input` where that is possible (`option`), and with the driver's calls written
    below the file (`given`). `fixed` are the framework's outcomes after `--fix` ("safe") and with `--unsafe-fixes`
    ("any"), where an error has such a fix."""

    case: Case
    outcome: str
    error: str
    lines: tuple[tuple[int, int], ...]
    plain: Answer
    option: Answer
    given: Answer
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, Answer]:
        return {"as it stands": self.plain, "--input": self.option, "calls given": self.given}


def all_mutants(source: ModelFile) -> list[Mutant]:
    return (keras_mutants if source.framework == "keras" else number_mutants)(source.text)


def sample(sources: Iterable[ModelFile], count: int, seed: int) -> list[Case]:
    """The files as they are, and `count` mutants (0: all), as even over the files as can be."""
    sources = list(sources)
    queues: list[list[Case]] = []
    for source in sources:
        mutants = all_mutants(source)
        random.Random(f"{seed} {source.name}").shuffle(mutants)
        queues.append([Case(source, mutant) for mutant in mutants])
    random.Random(seed).shuffle(queues)
    turns = [case for case in chain.from_iterable(zip_longest(*queues)) if case is not None]
    return [*(Case(source, None) for source in sources), *(turns[:count] if count else turns)]


def true_outcomes(cases: list[Case], processes: int) -> list[dict[str, object]]:
    """What the framework does with each case, in their order."""
    jobs = [
        {
            "id": number,
            "text": case.text,
            "root": str(case.source.root),
            "file": case.source.file,
            "driver": case.source.driver,
            "calls": case.source.calls_for(case.row),
        }
        for number, case in enumerate(cases)
    ]
    framework = cases[0].source.framework
    with ThreadPoolExecutor(processes) as threads:
        parts = threads.map(lambda start: run_jobs(framework, jobs[start::processes]), range(processes))
        results = {result["id"]: result for part in parts for result in part}
    return [results[number] for number in range(len(cases))]


def run_jobs(framework: str, jobs: list[dict[str, object]]) -> list[dict[str, object]]:
    """The results of jobs that are run in a process of their own; one that kills it is a `crash`, and the rest go on in
    a new process."""
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as directory:
        jobs_file, results_file = Path(directory, "jobs.json"), Path(directory, "results.jsonl")
        while len(results) < len(jobs):
            jobs_file.write_text(json.dumps(jobs[len(results) :]), encoding="utf-8")
            results_file.write_text("", encoding="utf-8")
            command = [sys.executable, "-B", str(TRUTH), framework, str(jobs_file), str(results_file), str(RUN_SECONDS)]
            process = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
            done = [json.loads(line) for line in results_file.read_text(encoding="utf-8").splitlines()]
            results += done
            if process.returncode > 0 and not done:
                raise RuntimeError(process.stderr[-4000:])
            if process.returncode:
                left = jobs[len(results)]
                results.append({"id": left["id"], "outcome": "crash", "error": process.stderr[-300:], "lines": []})
    return results


def judge(cases: list[Case], processes: int) -> list[Judged]:
    truths = true_outcomes(cases, processes)
    usable = usable_inputs([case.source for case in cases if case.mutant is None], processes)
    plain = [Question(str(case.source.path), case.text) for case in cases]
    option = [
        Question(q.path, q.text, "", case.source.inputs) if case.source.name in usable else q
        for case, q in zip(cases, plain, strict=True)
    ]
    given = [Question(q.path, q.text, case.source.lines_for(case.row)) for case, q in zip(cases, plain, strict=True)]
    questions = list(dict.fromkeys([*plain, *option, *given]))
    answers = dict(zip(questions, ask_all(questions, processes), strict=True))
    unchanged = [(c.source.name, t["outcome"]) for c, t in zip(cases, truths, strict=True) if c.mutant is None]
    refused = {name for name, outcome in unchanged if outcome != "runs"}
    judged = []
    for case, truth, *asked in zip(cases, truths, plain, option, given, strict=True):
        lines = tuple((first, last) for first, last in truth["lines"])  # type: ignore[attr-defined]
        outcome, error = str(truth["outcome"]), str(truth["error"])
        if case.mutant and case.source.name in refused:
            outcome = "unusable"
        judged.append(Judged(case, outcome, error, lines, *(answers[question] for question in asked)))
    return with_fixes(judged, processes)


def with_fixes(judged: list[Judged], processes: int) -> list[Judged]:
    """The same, with what the framework does with the mended texts of the mutants that raise."""
    mended = [
        (number, kind, text)
        for number, one in enumerate(judged)
        for kind, text in (("safe", one.plain.safe), ("any", one.plain.any))
        if one.outcome == "raises" and one.case.mutant is not None and text is not None
    ]
    if not mended:
        return judged
    texts = [replace(judged[n].case, mutant=replace(judged[n].case.mutant, text=text)) for n, _, text in mended]  # type: ignore[type-var]
    outcomes: dict[int, dict[str, str]] = defaultdict(dict)
    for (number, kind, _), truth in zip(mended, true_outcomes(texts, processes), strict=True):
        outcomes[number][kind] = str(truth["outcome"])
    return [replace(one, fixed=outcomes.get(number, {})) for number, one in enumerate(judged)]


def usable_inputs(sources: list[ModelFile], processes: int) -> set[str]:
    """The files whose every model takes the driver's inputs: `--input` is for all models of a file, blocks included."""
    asked = [s for s in sources if s.inputs]
    answers = ask_all([Question(str(s.path), s.text, "", s.inputs) for s in asked], processes)
    return {s.name for s, answer in zip(asked, answers, strict=True) if not answer.errors and not answer.crash}


def is_local(judged: Judged, answer: Answer) -> bool:
    """Whether an error stands on the changed line, or on one that the framework's exception is about."""
    assert judged.case.mutant is not None
    spots = [(judged.case.mutant.row, judged.case.mutant.end_row), *judged.lines]
    return any(e.own and e.row <= last and e.end_row >= first for e in answer.errors for first, last in spots)


def share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def table(title: str, groups: dict[str, list[Judged]]) -> Iterator[str]:
    """A table with a row for each group: how many raise, how many of these are found, found at the right line, and
    false alarms."""
    yield f"| {title} | mutants | raise | found | with `--input` | with the calls | at the line | false alarms |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, group in groups.items():
        raising = [j for j in group if j.outcome == "raises"]
        plain = [j for j in raising if j.plain.errors]
        option = [j for j in raising if j.plain.errors or j.option.errors]
        given = [j for j in raising if j.given.errors]
        local = [j for j in plain if is_local(j, j.plain)]
        cells = [
            name,
            len(group),
            len(raising),
            share(len(plain), len(raising)),
            share(len(option), len(raising)),
            share(len(given), len(raising)),
            share(len(local), len(plain)),
            sum(map(is_false_alarm, group)),
        ]
        yield "| " + " | ".join(map(str, cells)) + " |"


def is_false_alarm(judged: Judged) -> bool:
    return judged.outcome == "runs" and any(answer.errors for answer in judged.answers.values())


def is_missed(judged: Judged) -> bool:
    return judged.outcome == "raises" and not judged.given.errors


def grouped(judged: Iterable[Judged], place_only: bool) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.case.mutant is not None:
            groups[one.case.mutant.place if place_only else one.case.mutant.kind].append(one)
    return dict(sorted(groups.items()))


def report(judged: list[Judged]) -> Iterator[str]:
    mutants = [j for j in judged if j.case.mutant is not None]
    yield from table("changed", {**grouped(mutants, place_only=False), "**all**": mutants})
    yield ""
    yield f"Outcomes under the framework: {counted(Counter(j.outcome for j in mutants))}."
    found = [j for j in mutants if j.outcome == "raises" and j.given.errors]
    rules = Counter(code for j in found for code in {e.code for e in j.given.errors})
    yield f"Found by rule: {counted(rules)}."
    yield from fix_lines(mutants)
    times = sorted(j.plain.seconds for j in judged)
    yield f"Check: median {times[len(times) // 2]:.2f} s, longest {times[-1]:.2f} s."
    sections = {
        "Files that are refused as they are": [j for j in judged if j.case.mutant is None and j.outcome != "runs"],
        "Crashes of the linter": [j for j in judged if any(a.crash for a in j.answers.values())],
        "False alarms": [j for j in judged if is_false_alarm(j)],
        "Found elsewhere": [
            j for j in mutants if j.outcome == "raises" and j.plain.errors and not is_local(j, j.plain)
        ],
        "Refused in spite of the fix": [j for j in mutants if any(outcome != "runs" for outcome in j.fixed.values())],
        "Missed, calls given": [j for j in mutants if is_missed(j)],
        "Missed as the file stands": [
            j for j in mutants if j.outcome == "raises" and j.given.errors and not j.plain.errors
        ],
    }
    for title, cases in sections.items():
        yield f"\n## {title}: {len(cases)}"
        for one in cases:
            yield from described(one)


def fix_lines(judged: list[Judged]) -> Iterator[str]:
    """How often a fix is offered for what is found as the file stands, and how often the mutant runs with it."""
    found = [j for j in judged if j.outcome == "raises" and j.plain.errors]
    for kind, name in (("safe", "safe fixes"), ("any", "all fixes")):
        offered = [j for j in found if kind in j.fixed]
        runs = sum(j.fixed[kind] == "runs" for j in offered)
        yield (
            f"With {name}: offered for {len(offered)} of {len(found)} ({share(len(offered), len(found))}), "
            f"of which {runs} run ({share(runs, len(offered))})."
        )


def counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def described(judged: Judged) -> Iterator[str]:
    kind = judged.case.mutant.kind if judged.case.mutant else "unchanged"
    yield f"\n### {judged.case.source.name} ({kind})"
    if judged.case.mutant:
        yield f"```diff\n{judged.case.difference}\n```"
    if judged.outcome != "runs":
        yield f"{judged.outcome} at {list(judged.lines)}: {' '.join(judged.error.split())[:300]}"
    for label, answer in judged.answers.items():
        for error in answer.errors:
            yield f"- {label}: {error.row}: {error.code} {error.message}"
        if answer.crash:
            yield f"- {label}: crash: {answer.crash}"
    for kind, outcome in judged.fixed.items():
        if outcome != "runs":
            yield f"- {outcome} in spite of the fix ({kind}):\n```diff\n{mended_difference(judged, kind)}\n```"


def mended_difference(judged: Judged, kind: str) -> str:
    after = (judged.plain.safe if kind == "safe" else judged.plain.any) or ""
    lines = difflib.unified_diff(judged.case.text.splitlines(), after.splitlines(), lineterm="", n=0)
    return "\n".join(list(lines)[2:])


def to_json(judged: Judged) -> dict[str, object]:
    mutant = judged.case.mutant
    return {
        "file": judged.case.source.name,
        "kind": mutant.kind if mutant else None,
        "row": mutant.row if mutant else None,
        "difference": judged.case.difference,
        "outcome": judged.outcome,
        "error": judged.error,
        "lines": judged.lines,
        "fixed": dict(judged.fixed),
        "answers": {name: asdict(answer) for name, answer in judged.answers.items()},
    }


def keep(judged: list[Judged], directory: Path) -> None:
    """Write the false alarms and the missed mutants as files, to look at."""
    for number, one in enumerate(judged):
        if one.case.mutant is not None and (is_missed(one) or is_false_alarm(one)):
            kind = "missed" if is_missed(one) else "false"
            stem = one.case.source.name.removesuffix(".py").replace("/", "-")
            directory.mkdir(parents=True, exist_ok=True)
            (directory / f"{kind}-{number:04}-{stem}.py").write_text(one.case.text, encoding="utf-8")


def chosen_sources(options: argparse.Namespace) -> list[ModelFile]:
    families = {
        "torch": lambda: fixture_files("torch"),
        "keras": lambda: fixture_files("keras"),
        "torchvision": lambda: torchvision_files(options.torchvision),
        "applications": lambda: keras_application_files(options.applications),
    }
    return [source for source in families[options.family]() if options.only in source.name]


def read_options(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("family", nargs="?", default="torch", choices=("torch", "keras", "torchvision", "applications"))
    parser.add_argument("--torchvision", type=Path, metavar="DIR", help="where torchvision's package lies")
    parser.add_argument("--applications", type=Path, metavar="DIR", help="where keras's package lies")
    parser.add_argument("--sample", type=int, default=300, metavar="N", help="how many mutants (0: all)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files with this in their name")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every mutant with its verdicts")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write false alarms and missed mutants as files")
    options = parser.parse_args(arguments)
    for family in ("torchvision", "applications"):
        if options.family == family and getattr(options, family) is None:
            parser.error(f"{family} needs --{family} DIR")
    return options


def main() -> int:
    options = read_options()
    cases = sample(chosen_sources(options), options.sample, options.seed)
    judged = judge(cases, options.jobs)
    print("\n".join(report(judged)))
    if options.json:
        options.json.write_text(json.dumps([to_json(j) for j in judged], indent=1), encoding="utf-8")
    if options.keep:
        keep(judged, options.keep)
    return 1 if any(map(is_false_alarm, judged)) else 0


if __name__ == "__main__":
    sys.exit(main())
