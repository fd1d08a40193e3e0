"""The names by which a text shows that it may be about models."""

from __future__ import annotations

FRAMEWORK_NAMES = ("torch", "keras", "tensorflow", "lightning")


def names_framework(text: str) -> bool:
    """Whether a text names a framework."""
    return any(name in text for name in FRAMEWORK_NAMES)
