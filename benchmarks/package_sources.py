"""The sources of packages from PyPI, laid out on disk. Nothing of a package is imported or run, its setup included:
wheels are unpacked as the archives that they are, and a package that has no wheel is not taken."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = Path(__file__).resolve().parent / "ecosystem" / "packages.toml"
LARGEST_FILE = 5_000_000
"""Files of more bytes are data."""


class NoSourcesError(Exception):
    """A package could not be had, in one line."""


@dataclass(frozen=True)
class Package:
    """A package at a fixed version. `share` is a glob of the files that are checked, where not all are; `is_small`
    marks those that every run of the tests checks."""

    name: str
    version: str
    share: str = "*"
    is_small: bool = False

    @property
    def label(self) -> str:
        return f"{self.name}-{self.version}"


@dataclass(frozen=True)
class Tree:
    """A package's sources: where they lie, and the files to check, as paths below it."""

    package: Package
    root: Path
    files: tuple[str, ...]

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8", errors="replace")


def read_packages(table: Path = TABLE) -> list[Package]:
    """The packages of the table, in its order: small ones first."""
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["package"]
    return [Package(row["name"], row["version"], row.get("share", "*"), row.get("small", False)) for row in rows]


def lay_out(package: Package, store: Path) -> Tree:
    """Download and unpack a package, unless that was done before. Raises NoSourcesError."""
    root = store / "sources" / package.label
    if not root.is_dir():
        unpack(download(package, store / "archives" / package.label), root)
    files = (path.relative_to(root).as_posix() for path in sorted(root.rglob("*.py")))
    return Tree(package, root, tuple(file for file in files if is_in_share(file, package.share)))


def is_in_share(file: str, share: str) -> bool:
    """Whether a pattern, whose `*` stands for folders too, matches a path."""
    return fnmatchcase(file, share)


def download(package: Package, directory: Path) -> Path:
    """The package's wheel, unless it is there already: the one for any machine, or this one's."""
    there = sorted(directory.glob("*.whl"))
    if there:
        return there[0]
    asked = f"{package.name}=={package.version}"
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *options, f"--dest={directory}", asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(directory.glob("*.whl"))
    if done.returncode or not wheels:
        raise NoSourcesError(f"{asked}: {(done.stderr.strip().splitlines() or ['no wheel'])[-1]}")
    return wheels[0]


def unpack(archive: Path, root: Path) -> None:
    """The Python files of a wheel below `root`; `root` is there only when all of them are."""
    partial = root.with_name(f"{root.name}.partial")
    with zipfile.ZipFile(archive) as wheel:
        for member in wheel.infolist():
            if is_source(member.filename) and member.file_size <= LARGEST_FILE:
                wheel.extract(member, partial)
    partial.mkdir(parents=True, exist_ok=True)
    partial.rename(root)


def is_source(name: str) -> bool:
    """Whether a member of a wheel is a source file that installing it would put beside other packages."""
    parts = PurePosixPath(name).parts
    return name.endswith(".py") and ".." not in parts and not parts[0].endswith(".data")
