"""Why an object may be other than it was seen to be: something unknown was handed it, or its class cannot be read."""

from __future__ import annotations

from shapelint.interpret.domain.values import Instance


def reason_open(value: Instance) -> str:
    """Why the object may hold something else than what was seen; "" when it holds just that."""
    return value.open.reason if value.open is not None else reason_of_class(value)


def reason_of_class(value: Instance) -> str:
    """Why an object of that class may hold more than its source says: a base, or what made the class, is not known. A
    class that stands behind one of a library, whose constructor asks no further one, never runs its own."""
    for owner in value.type.mro:
        behind = [base for base in owner.bases if base.is_barrier and base.unknown_base == owner.unknown_base]
        if owner.unknown_base and not behind:
            return owner.unknown_base
        if owner.open is not None:
            return owner.open.reason
        if owner.entry is not None or (owner.definition is None and owner.names is not None):
            return ""
    return ""


def keeps_what_it_holds(value: Instance) -> bool:
    """Whether what the object was seen to hold is certainly there, whatever else is."""
    return (value.open is None or value.open.only_adds) and not reason_of_class(value)
