"""The words by which a text shows that it may be about models."""

from __future__ import annotations

from shapelint.frontends.registry import mentions


def names_framework(text: str) -> bool:
    """Whether a text names a framework, one of shapelint's own or one that a plug-in brings."""
    if any(word in text for word in mentions()):
        return True
    from shapelint.project.config.plugins import plugin_frontends

    return any(word in text for one in plugin_frontends()[0] for word in one.mentions)
