"""What a process remembers of the file system, forgotten: for processes that outlive a check."""

from __future__ import annotations

from shapelint.project import cache, configuration, gitignore, package_paths


def forget() -> None:
    """Ask the file system anew from here on."""
    for module in (cache, configuration, gitignore, package_paths):
        module.forget()
