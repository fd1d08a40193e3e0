"""The activation that a Keras layer applies itself."""

from __future__ import annotations

from shapelint.ir import Node


def own_activation(node: Node) -> str | None:
    """The name of the activation that a layer was built with: "" for none, None where that is not known or the layer
    has no such argument."""
    written = node.definition.arguments.get("activation") if node.definition is not None else None
    if written is None:
        return None
    if written.value in (None, "linear"):
        return ""
    if isinstance(written.value, str):
        return written.value
    entry = getattr(written.value, "entry", None)
    name = getattr(entry, "name", None)
    return name.rpartition(".")[2] if isinstance(name, str) else None


def has_activation(node: Node) -> bool:
    """Whether a layer applies an activation after its weights, or may do so."""
    if node.definition is None or "activation" not in node.definition.arguments:
        return False
    return own_activation(node) != ""
