"""Which keys a dict may hold beside those that it surely holds."""

from __future__ import annotations


class Optional(str):
    """Why a dict is open when it is known which further keys it may hold: these. Whatever opens it further puts another
    text in its place."""

    __slots__ = ("keys",)
    keys: frozenset[object]

    @classmethod
    def of(cls, reason: str, keys: frozenset[object]) -> Optional:
        made = cls(reason)
        made.keys = keys
        return made


def optional_keys(reason: object) -> frozenset[object] | None:
    """The keys that a dict of that `open` may hold beside its items; None when it may be any."""
    if reason == "":
        return frozenset()
    return reason.keys if isinstance(reason, Optional) else None


def opened(*reasons: str) -> str:
    """Why a dict is open that may hold all that several may."""
    text = next(filter(None, reasons), "")
    keys = [optional_keys(reason) for reason in reasons]
    known = [one for one in keys if one is not None]
    return Optional.of(text, frozenset().union(*known)) if text and len(known) == len(keys) else str(text)


def surely_kept(items: dict[object, object], reason: str) -> dict[object, object]:
    """The items that stay as they are when those of an open dict are put over them."""
    keys = optional_keys(reason)
    return {} if keys is None else {key: value for key, value in items.items() if key not in keys}
