"""What a process remembers of the file system, forgotten: for processes that outlive a check."""

from __future__ import annotations

from shapelint.project.cache import store
from shapelint.project.config import configuration_files
from shapelint.project.filesystem import gitignore, package_paths


def forget() -> None:
    """Ask the file system anew from here on."""
    for module in (store, configuration_files, gitignore, package_paths):
        module.forget()
