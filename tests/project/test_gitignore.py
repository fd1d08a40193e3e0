"""What git ignores, held against git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shapelint.project.filesystem.gitignore import Line, is_ignored, is_within_ignored, lines_of

PATHS = (
    "a.py",
    "ab.py",
    "b/a.py",
    "b/c/a.py",
    "b/c/ab.py",
    "c/b/a.py",
    "#a.py",
    "!a.py",
    "a b.py",
    "a[b].py",
    "c/a.txt",
)
WRITTEN = (
    "a.py|/a.py|*.py|b/|b|/b|b/c|**/a.py|b/**|b/**/a.py|c/*|a?.py|[ab].py|!a.py|!b/a.py|!*.py|# c|"
    "\\#a.py|\\!a.py|a b.py |"
    "[!b].py|a\\[b\\].py|*|**|/"
)
PATTERNS = st.lists(
    st.one_of(st.sampled_from(WRITTEN.split("|")), st.text(alphabet="abc*?/!.[]\\ ", max_size=6)), max_size=4
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet", str(top)], check=True)
    for path in PATHS:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text("", encoding="utf-8")
    return top


def ignored_by_git(repository: Path, lines: list[str]) -> set[str]:
    (repository / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["git", "-c", "core.excludesFile=", "-C", str(repository), "check-ignore", "--stdin", "-z", "--no-index"]
    answer = subprocess.run(command, input="\0".join(PATHS), capture_output=True, text=True, check=False)
    return set(answer.stdout.split("\0")) - {""}


def ignored_by_us(lines: list[Line]) -> set[str]:
    """The paths that are ignored themselves or lie in a directory that is."""

    def is_out(path: str, is_directory: bool) -> bool:
        deciding = [
            line for line in lines if (is_directory or not line.directories_only) and line.pattern.fullmatch(path)
        ]
        return bool(deciding) and not deciding[-1].takes_back

    def is_within(path: str) -> bool:
        above = ["/".join(path.split("/")[:depth]) for depth in range(1, path.count("/") + 1)]
        return any(is_out(directory, True) for directory in above) or is_out(path, False)

    return {path for path in PATHS if is_within(path)}


@settings(max_examples=150, deadline=None)
@given(lines=PATTERNS)
def test_patterns_mean_what_git_says(repository: Path, lines: list[str]) -> None:
    assert ignored_by_us(list(lines_of("\n".join(lines)))) == ignored_by_git(repository, lines)


def test_nearer_files_win_and_the_repository_ends_the_search(tmp_path: Path) -> None:
    top = tmp_path / "top"
    (top / "pkg").mkdir(parents=True)
    (top / ".git" / "info").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("outside.py\n", encoding="utf-8")
    (top / ".git" / "info" / "exclude").write_text("excluded.py\n", encoding="utf-8")
    (top / ".gitignore").write_text("*.txt\nlogs/\n", encoding="utf-8")
    (top / "pkg" / ".gitignore").write_text("!kept.txt\n", encoding="utf-8")
    assert not is_ignored(str(top / "outside.py"), False)
    assert is_ignored(str(top / "pkg" / "excluded.py"), False)
    assert is_ignored(str(top / "pkg" / "a.txt"), False)
    assert not is_ignored(str(top / "pkg" / "kept.txt"), False)
    assert is_within_ignored(str(top / "logs" / "deep" / "a.py"), False)
    assert not is_ignored(str(top / "logs"), False)
