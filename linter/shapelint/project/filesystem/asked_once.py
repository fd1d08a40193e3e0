"""What a process has learnt of the world outside: files, settings, installed packages.

Each question is asked once. A process that outlives the answers (an editor's server, `--watch`) forgets them, all at
once, so that they always go together.
"""

from __future__ import annotations

from functools import cache

__all__ = ["asked_once", "forget"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cache as asked_once

_forgetting: list[Callable[[], None]] = []

if not TYPE_CHECKING:

    def asked_once(question):
        """A function of which each answer is kept until `forget`."""
        asked = cache(question)
        _forgetting.append(asked.cache_clear)
        return asked


def forget() -> None:
    """Ask everything anew from here on."""
    for forget_answers in _forgetting:
        forget_answers()
