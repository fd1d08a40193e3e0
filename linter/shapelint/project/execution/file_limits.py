"""What the check of one file may cost."""

from __future__ import annotations

from shapelint.records import dataclass

PATIENCE = 30
"""So many times the processor time is the time by the clock that a file may take: others work on the machine too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time, and mebibytes of memory beyond what the process has at the beginning; 0 is no
    limit."""

    seconds: int = 10
    memory: int = 1024

    @property
    def too_slow(self) -> str:
        return f"it takes more than {self.seconds} seconds of processor time (--max-seconds)"

    @property
    def too_large(self) -> str:
        return f"it takes more than {self.memory} MiB of memory (--max-memory)"

    @property
    def stuck(self) -> str:
        return f"it has not ended after {self.patience:.0f} seconds (--max-seconds)"

    @property
    def patience(self) -> float:
        """Seconds by the clock; 0 is no limit."""
        return float(self.seconds * PATIENCE)


NO_LIMITS = Limits(0, 0)
