"""What the linter says of packages: their files are checked in a child process of bounded time and memory, and the
answers are kept, so that after a change of the linter only the files that something was said of need to be checked
again."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from package_sources import Package, Tree

WORKER = Path(__file__).resolve().parent / "package_worker.py"
SECONDS = 10.0
GIBIBYTES = 4.0
SILENCE = 240.0
"""A child that says nothing for so many seconds hangs."""


@dataclass(frozen=True)
class Found:
    """A finding: `path` is the file that it stands in, below the folder that the package was laid out in, `line` the
    text of its line."""

    package: str
    path: str
    row: int
    column: int
    code: str
    severity: str
    message: str
    line: str
    trail: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, int, int]:
        return self.code, self.path, self.row, self.column


@dataclass(frozen=True)
class FileAnswer:
    """What the check of one file gave, in whichever of the package's files it stands; `gave_up` says why the check was
    not carried through, "" if it was."""

    file: str
    seconds: float
    found: tuple[Found, ...] = ()
    gave_up: str = ""


@dataclass(frozen=True)
class Answers:
    """What was said of a package, of each file."""

    package: Package
    files: tuple[FileAnswer, ...]

    @property
    def found(self) -> list[Found]:
        """Every finding once, however many files lead to it."""
        once = {found.place: found for answer in reversed(self.files) for found in answer.found}
        return sorted(once.values(), key=lambda one: (one.path, one.row, one.column, one.code))

    @property
    def given_up(self) -> list[FileAnswer]:
        return [answer for answer in self.files if answer.gave_up]

    @property
    def seconds(self) -> float:
        return sum(answer.seconds for answer in self.files)


def check_tree(tree: Tree, files: Iterable[str] | None = None) -> Answers:
    """Check a package's files, or some of them."""
    wanted = list(tree.files if files is None else files)
    answers: list[FileAnswer] = []
    while wanted:
        answers += answers_of_child(tree, wanted)
        done = {answer.file for answer in answers}
        rest = [file for file in wanted if file not in done]
        if rest:
            answers.append(FileAnswer(rest[0], SECONDS, gave_up="the process was ended"))
        wanted = rest[1:]
    return Answers(tree.package, tuple(answers))


def answers_of_child(tree: Tree, files: list[str]) -> Iterator[FileAnswer]:
    """What one child process says, until it is through, dies or hangs."""
    command = [sys.executable, str(WORKER), str(tree.root.resolve()), str(SECONDS), str(GIBIBYTES)]
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tree.root, env=environment
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write("\n".join(files))
        child.stdin.close()
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            for _ in files:
                line = child.stdout.readline() if selector.select(SILENCE) else ""
                if not line.endswith("\n"):
                    return
                yield answer_from(json.loads(line), tree.package.name)
    finally:
        child.kill()
        child.wait()


def answer_from(plain: dict[str, object], package: str) -> FileAnswer:
    rows: Iterable[dict[str, object]] = plain["found"]  # type: ignore[assignment]
    found = tuple(Found(package, **{**row, "trail": tuple(row["trail"])}) for row in rows)  # type: ignore[arg-type]
    return FileAnswer(str(plain["file"]), float(str(plain["seconds"])), found, str(plain["gave_up"]))


def kept_file(package: Package, store: Path) -> Path:
    return store / "answers" / f"{package.label}.json"


def load(package: Package, store: Path) -> Answers | None:
    """What was kept of an earlier check."""
    path = kept_file(package, store)
    if not path.is_file():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return Answers(package, tuple(answer_from(row, package.name) for row in rows))


def keep(answers: Answers, store: Path) -> None:
    path = kept_file(answers.package, store)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([plain_answer(answer) for answer in answers.files]), encoding="utf-8")


def plain_answer(answer: FileAnswer) -> dict[str, object]:
    found = [{name: value for name, value in asdict(one).items() if name != "package"} for one in answer.found]
    return {**asdict(answer), "found": found}


def check_kept(tree: Tree, store: Path, again: str) -> Answers:
    """What is said of a package. `again` says what is not taken from an earlier check: `all` files, those that had
    `findings` or were given up, or `none`."""
    known = load(tree.package, store)
    if known is None or again == "all" or {answer.file for answer in known.files} != set(tree.files):
        answers = check_tree(tree)
    elif again == "findings":
        stale = [answer.file for answer in known.files if answer.found or answer.gave_up]
        new = {answer.file: answer for answer in check_tree(tree, stale).files}
        answers = Answers(tree.package, tuple(new.get(answer.file, answer) for answer in known.files))
    else:
        return known
    keep(answers, store)
    return answers
