"""What the linter says of packages that it was not written with: `python benchmarks/ecosystem.py [NAME…]`.

The packages of `ecosystem/packages.toml` are laid out from PyPI, as sources that nothing imports or runs, and checked.
Each error is held against `ecosystem/verdicts.toml`, where a person has judged whether it is true, and so is a sample
of each kind of warning. What nobody has judged yet is printed as entries to be filled in.

Exit status 1: an error is false or was not judged, or the linter broke down on a file. `--table FILE` writes what was
found of each package into the page of the documentation; `--again findings` checks only those files again that
something was said of when they were last checked, `--again none` only those that never were."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from package_checks import Answers, FileAnswer, check_kept
from package_sources import NoSourcesError, Package, Tree, lay_out, read_packages
from verdicts import Judged, as_entry, judged, read_verdicts, to_judge

MARK = "<!-- written by benchmarks/ecosystem.py -->"
STORE = Path(tempfile.gettempdir()) / "shapelint-ecosystem"


@dataclass(frozen=True)
class Line:
    """What is said of one package."""

    tree: Tree
    answers: Answers
    judged: tuple[Judged, ...]

    @property
    def lines(self) -> int:
        return sum(self.tree.text(file).count("\n") for file in self.tree.files)

    @property
    def errors(self) -> list[Judged]:
        return [one for one in self.judged if one.found.severity == "error"]

    @property
    def warnings(self) -> list[Judged]:
        return [one for one in self.judged if one.found.severity != "error"]


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    packages = chosen(read_packages(), options.names, options.small)
    lines, absent = checked(packages, options.store, options.again)
    everything = [one for line in lines for one in line.judged]
    unjudged = to_judge(everything)
    for found in unjudged:
        print(as_entry(found))
    false = [one for one in everything if one.found.severity == "error" and one.verdict and not one.verdict.is_true]
    for one in false:
        found, verdict = one.found, one.verdict
        print(f"false: {found.package}: {found.path}:{found.row}: {found.code} {found.message}\n    {verdict.reason}")
    broken = [(line, answer) for line in lines for answer in line.answers.given_up]
    for line, answer in broken:
        print(f"given up: {line.tree.package.name}: {answer.file}: {answer.gave_up}")
    for reason in absent:
        print(f"not to be had: {reason}")
    if options.table is not None:
        write_table(options.table, lines)
    print(totals(lines))
    is_bad = any(one.severity == "error" for one in unjudged) or false or any(is_error(one) for _, one in broken)
    return 1 if is_bad or absent else 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description="Check packages from PyPI, and hold the findings against verdicts.")
    made.add_argument("names", nargs="*", help="packages of the table; all without a name")
    made.add_argument("--small", action="store_true", help="the small packages, which the tests check")
    made.add_argument("--store", type=Path, default=STORE, help="where sources and answers are kept")
    made.add_argument("--again", choices=("all", "findings", "none"), default="all", help="what is checked again")
    made.add_argument("--table", type=Path, help="the page to write the table into")
    return made


def chosen(packages: Sequence[Package], names: Sequence[str], small: bool) -> list[Package]:
    """The packages that were asked for. An unknown name ends the program."""
    unknown = set(names) - {package.name for package in packages}
    if unknown:
        sys.exit(f"not in the table: {', '.join(sorted(unknown))}")
    return [one for one in packages if (not names or one.name in names) and (one.is_small or not small)]


def checked(packages: Sequence[Package], store: Path, again: str) -> tuple[list[Line], list[str]]:
    """What is said of each package, and which could not be had."""
    verdicts = read_verdicts()
    lines, absent = [], []
    for package in packages:
        try:
            tree = lay_out(package, store)
        except NoSourcesError as error:
            absent.append(str(error))
            continue
        answers = check_kept(tree, store, again)
        own = [verdict for verdict in verdicts if verdict.package == package.name]
        lines.append(Line(tree, answers, tuple(judged(answers.found, own))))
        print(f"{package.label}: {len(tree.files)} files, {answers.seconds:.0f} s", file=sys.stderr, flush=True)
    return lines, absent


def is_error(answer: FileAnswer) -> bool:
    """Whether a file was given up for a mistake of the linter's own; running out of time is none."""
    return "Error" in answer.gave_up


def verdicts_of(found: Sequence[Judged], is_true: bool) -> int:
    return sum(one.verdict is not None and one.verdict.is_true is is_true for one in found)


def cells(line: Line) -> list[object]:
    """A row of the table."""
    errors, warnings = line.errors, line.warnings
    package = line.tree.package
    share = "" if package.share == "*" else f" (`{package.share}`)"
    right, wrong = verdicts_of(warnings, True), verdicts_of(warnings, False)
    return [
        f"{package.name}{share}",
        package.version,
        len(line.tree.files),
        line.lines,
        len(errors),
        verdicts_of(errors, True),
        verdicts_of(errors, False),
        len(warnings),
        right + wrong,
        right,
        len(line.answers.given_up),
        f"{line.answers.seconds:.0f}",
    ]


HEADS = (
    "package",
    "version",
    "files",
    "lines",
    "errors",
    "true",
    "false",
    "warnings",
    "judged",
    "right",
    "given up",
    "seconds",
)


def table(lines: Sequence[Line]) -> str:
    rows = [cells(line) for line in lines]
    sums: list[object] = [f"{len(lines)} packages", ""]
    sums += [sum(int(str(row[column])) for row in rows) for column in range(2, len(HEADS))]
    head = [" | ".join(HEADS), " | ".join(["---", "---", *["---:"] * (len(HEADS) - 2)])]
    body = [" | ".join(str(cell) for cell in row) for row in rows]
    return "\n".join(
        f"| {row} |" for row in [*head, *body, " | ".join(f"**{cell}**" if cell != "" else "" for cell in sums)]
    )


def write_table(page: Path, lines: Sequence[Line]) -> None:
    """Write the table into a page, behind its mark and up to the next one."""
    before, _, rest = page.read_text(encoding="utf-8").partition(MARK)
    _, _, after = rest.partition(MARK)
    page.write_text(f"{before}{MARK}\n\n{table(lines)}\n\n{MARK}{after}", encoding="utf-8")


def totals(lines: Sequence[Line]) -> str:
    errors = [one for line in lines for one in line.errors]
    warnings = [one for line in lines for one in line.warnings]
    return (
        f"{len(lines)} packages, {sum(len(line.tree.files) for line in lines)} files, "
        f"{sum(line.lines for line in lines)} lines: {len(errors)} errors ({verdicts_of(errors, True)} true, "
        f"{verdicts_of(errors, False)} false), {len(warnings)} warnings ({verdicts_of(warnings, True)} of "
        f"{verdicts_of(warnings, True) + verdicts_of(warnings, False)} judged are right), "
        f"{sum(line.answers.seconds for line in lines):.0f} s with Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
