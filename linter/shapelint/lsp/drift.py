"""Where lines have gone since a text was last understood, so that what was known of them can still be shown while
another line is being typed."""

from __future__ import annotations

from shapelint.records import dataclass
from shapelint.syntax.rows import split_lines


@dataclass(frozen=True, slots=True)
class Drift:
    """`head` rows at the beginning are the same in both texts, and `tail` rows at the end; `shift` is how many rows the
    new text has more."""

    head: int
    tail_from: int
    shift: int

    def row(self, old: int) -> int | None:
        """Where a row of the old text is in the new one; None if it has changed."""
        if old <= self.head:
            return old
        return old + self.shift if old >= self.tail_from else None

    def old_row(self, new: int) -> int | None:
        """Where a row of the new text was in the old one; None if it has changed."""
        if new <= self.head:
            return new
        return new - self.shift if new - self.shift >= self.tail_from else None


def drift(old: str, new: str) -> Drift:
    before, after = split_lines(old), split_lines(new)
    shared = min(len(before), len(after))
    head = next((at for at in range(shared) if before[at] != after[at]), shared)
    most = shared - head
    tail = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    return Drift(head, len(before) - tail + 1, len(after) - len(before))
