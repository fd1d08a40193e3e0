"""A fix: text edits that mend what a diagnostic is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from shapelint.records import dataclass

if TYPE_CHECKING:
    from shapelint.diagnostics.diagnostic import Location

Applicability = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Edit:
    """`content` in place of the text from `location` up to `end_location`."""

    content: str
    location: Location
    end_location: Location

    def to_dict(self) -> dict[str, object]:
        return {
            "content": self.content,
            "location": self.location.to_dict(),
            "end_location": self.end_location.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits of the diagnostic's own file that belong together, in the order of their places, none overlapping another.

    A fix is safe if it certainly makes right what the diagnostic is about, and unsafe if the person has to look at
    it: something else may be meant, or a comment is lost. `message` says what it does ("replace 64*5*5 with 64*6*6").
    """

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]

    @property
    def is_safe(self) -> bool:
        return self.applicability == "safe"

    def to_dict(self) -> dict[str, object]:
        return {
            "applicability": self.applicability,
            "message": self.message,
            "edits": [edit.to_dict() for edit in self.edits],
        }
