"""How long checks take, beside what other tools take: `python benchmarks/speed.py [--rounds N] [ROW ...]`.

Prints one line for each row of the table (or for those whose names contain one of the words given): the median of
the processor time of N rounds (5), in seconds, all processes counted; what it is per line of source where that is
what matters; the ratio to Pyrefly and to TorchFix on the same files; and the target. Everything is measured in fresh
processes without a cache, but for the rows that say otherwise.

Pyrefly and TorchFix are installed from PyPI into an environment of their own (`--others`, by default
build/benchmarks/others), timm's sources into a temporary directory.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import speed_corpora as corpora

CHECK = [sys.executable, "-m", "shapelint", "check", "--exit-zero", "--quiet"]
COLD = [*CHECK, "--no-cache", "--isolated", "--jobs", "1"]


@dataclass(frozen=True)
class Row:
    """One line of the table. `measure` gives a figure of one round; `target` is the largest that is wanted (the
    smallest, where `at_least`); `checked` are the files that the other tools get, `lines` how many lines they have."""

    name: str
    measure: Callable[[], float]
    target: float
    unit: str = "s"
    checked: tuple[str, ...] = ()
    at_least: bool = False
    lines: int = 0
    others: tuple[str, ...] = field(default=("pyrefly", "torchfix"))


def processor_time(command: Sequence[str], directory: Path | None = None) -> float:
    """What a command takes, in seconds, with all processes that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, capture_output=True, check=False, text=True, cwd=directory)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode > 1 or "Traceback" in ended.stderr:
        sys.exit(f"{' '.join(command)} failed:\n{ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cold(*paths: str | Path) -> Callable[[], float]:
    return lambda: processor_time([*COLD, *map(str, paths)])


def elapsed(command: Sequence[str]) -> float:
    """What a command takes by the clock, in seconds."""
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - began


def after_comment(package: Path, directory: Path) -> Callable[[], float]:
    """A check of models of which all but a comment in the file that most of them import is in the cache."""
    imported, command = package / "models" / "_utils.py", [*CHECK, "--isolated", "--jobs", "1"]
    command += ["--cache-dir", str(directory / "cache"), str(package / "models")]

    def measure() -> float:
        processor_time(command)
        imported.write_text(imported.read_text(encoding="utf-8") + "# a comment\n", encoding="utf-8")
        return processor_time(command)

    return measure


def warm(directory: Path) -> Callable[[], float]:
    """A check of 1,000 files of which everything is in the cache."""
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(1000):
        (directory / f"net{number}.py").write_text(corpora.SMALL.format(features=64 * 6 * 6), encoding="utf-8")
    command = [*CHECK, "--isolated", "--cache-dir", str(directory / "cache"), str(directory)]

    def measure() -> float:
        if not (directory / "cache").exists():
            processor_time(command)
        return processor_time(command)

    return measure


def editing() -> float:
    """The 95th percentile of benchmarks/editing.py, in seconds."""
    command = [sys.executable, str(Path(__file__).with_name("editing.py"))]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = re.search(r"findings: p50 \d+ ms, p95 (\d+) ms", said)
    assert found is not None, said
    return int(found[1]) / 1000


def growth(package: Path, directory: Path) -> Callable[[], float]:
    """How much longer 16 copies of a tree take than 16 times one."""
    paths = corpora.copies(package, "models/segmentation", directory, 16)
    return lambda: cold(*paths)() / (16 * cold(paths[0])())


def peak_memory(path: Path) -> Callable[[], float]:
    """The most that a process of a check holds, in MiB."""
    code = "import resource, sys; from shapelint.start import main; sys.argv[0] = 'shapelint'; main(); "
    code += "print(max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    command = [sys.executable, "-c", code, *COLD[3:], str(path)]

    def measure() -> float:
        said = subprocess.run(command, capture_output=True, check=False, text=True)
        return int(said.stdout.splitlines()[-1]) / 1024

    return measure


def two_cores(path: Path) -> Callable[[], float]:
    """How many times as fast a check by two processes is as by one, by the clock."""
    return lambda: elapsed([*COLD, str(path)]) / elapsed([*COLD[:-1], "2", str(path)])


def against_torchinfo() -> float:
    """How many times as long torchinfo takes for a summary of resnet50 as `shapelint summary`."""
    target = f"{corpora.package_directory('torchvision') / 'models' / 'resnet.py'}::resnet50"
    code = (
        "import torchvision, torchinfo; torchinfo.summary(torchvision.models.resnet50(), (1, 3, 224, 224), verbose=0)"
    )
    own = processor_time([sys.executable, "-m", "shapelint", "summary", target, "--input", "1,3,224,224"])
    return processor_time([sys.executable, "-c", code]) / own


def rows(directory: Path, wanted: Callable[[str], bool]) -> Iterator[Row]:
    torchvision = corpora.sources_of(corpora.package_directory("torchvision"), directory / "torchvision")
    keras = corpora.sources_of(corpora.package_directory("keras"), directory / "keras")
    models, applications = str(torchvision / "models"), str(keras / "src" / "applications")
    linter = corpora.REPOSITORY / "linter"
    yield Row("torchvision/models", cold(models), 5.0, checked=(models,), lines=corpora.lines_in([models]))
    if wanted("timm/models, every fourth"):
        timm = corpora.timm_sources(directory / "timm")
        lines = corpora.lines_in(timm)
        yield Row("timm/models, every fourth", cold(*timm), 0.0005 * lines, checked=tuple(timm), lines=lines)
    yield Row(
        "keras.applications", cold(applications), 1.5, checked=(applications,), lines=corpora.lines_in([applications])
    )
    for name, features, target in (("right", 64 * 6 * 6, 0.25), ("wrong", 1600, 0.30)):
        small = directory / "small" / f"{name}.py"
        small.parent.mkdir(exist_ok=True)
        small.write_text(corpora.SMALL.format(features=features), encoding="utf-8")
        yield Row(f"one small file, {name}", cold(small), target, checked=(str(small),))
    commented = corpora.sources_of(torchvision, directory / "commented")
    yield Row("a comment in torchvision's _utils.py", after_comment(commented, directory / "commented"), 1.0)
    yield Row("an edit of 600 lines, p95", editing, 0.25)
    yield Row("linter/, which names frameworks", cold(linter), 10.0, checked=(str(linter),), others=("torchfix",))
    yield Row("1,000 files, nothing changed", warm(directory / "warm"), 0.5)
    yield Row("16 copies to 16 times one", growth(torchvision, directory / "growth"), 1.1, unit="")
    yield Row("memory of a process", peak_memory(Path(models)), 300, unit="MiB")
    for name, path in corpora.hard_files(directory / "hard").items():
        yield Row(name, cold(path), 2.0)
    for name in ("swin_transformer", "regnet"):
        yield Row(f"torchvision's {name}.py", cold(torchvision / "models" / f"{name}.py"), 2.0)
    yield Row("two processes to one", two_cores(Path(models)), 1.7, unit="", at_least=True)
    yield Row("torchinfo to summary, resnet50", against_torchinfo, 8.0, unit="", at_least=True)


def other_times(row: Row, commands: Path, rounds: int) -> Iterator[str]:
    """The ratios to the other tools, on the same files."""
    own = {"pyrefly": ["check", "--disable-project-excludes-heuristics"], "torchfix": ["--select=ALL"]}
    mine = statistics.median(row.measure() for _ in range(rounds))
    for name in row.others if row.checked else ():
        command = [str(commands / name), *own[name], *row.checked]
        times = [processor_time(command) for _ in range(rounds)]
        yield f"{mine / statistics.median(times):.1f} times {name} ({statistics.median(times):.2f} s)"


def told(row: Row, rounds: int) -> str:
    figures = [row.measure() for _ in range(rounds)]
    median = statistics.median(figures)
    is_good = median >= row.target if row.at_least else median <= row.target
    verdict = "good" if is_good else "less" if row.at_least else "over"
    wanted = f"{'at least' if row.at_least else 'at most'} {row.target:.3g} {row.unit}".rstrip()
    per_line = f", {1000 * median / row.lines:.2f} ms a line" if row.lines else ""
    return f"{row.name:38} {f'{median:.2f} {row.unit}'.rstrip():>10}  {verdict} ({wanted}{per_line})"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--others", type=Path, default=corpora.REPOSITORY / "build" / "benchmarks" / "others")
    parser.add_argument("--alone", action="store_true", help="without the other tools")
    options = parser.parse_args()

    def wanted(name: str) -> bool:
        return not options.rows or any(word in name for word in options.rows)

    with tempfile.TemporaryDirectory() as made:
        for row in rows(Path(made), wanted):
            if not wanted(row.name):
                continue
            print(told(row, options.rounds), flush=True)
            if not options.alone and row.checked:
                for line in other_times(row, corpora.other_tools(options.others), options.rounds):
                    print(f"{'':38} {line}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
    for sources in ("linter", "rules"):
        compileall.compile_dir(corpora.REPOSITORY / sources, quiet=1)
    main()
