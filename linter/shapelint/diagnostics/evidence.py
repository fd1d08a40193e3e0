"""What a finding rests on: whose values the run was made with that has shown it."""

from __future__ import annotations

from typing import Literal

Evidence = Literal["called", "built", "default", "assumed"]

STRENGTH: tuple[Evidence, ...] = ("called", "built", "default", "assumed")

IN_WORDS: dict[Evidence, str] = {
    "called": "the program's own call, with its own values",
    "built": "what the program builds, on any input",
    "default": "a construction or call with its defaults: nobody makes it otherwise in what was read",
    "assumed": "a choice that shapelint made: it fails for the others too, or whenever it is made so",
}


def weakest(*kinds: Evidence) -> Evidence:
    """What something rests on that rests on all of these."""
    return max(kinds, key=STRENGTH.index)
