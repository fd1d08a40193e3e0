"""Each declared signature is that of the installed torch: names, order, kinds and defaults of the parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from differential.torch.cases import TORCH
from differential.torch.oracle import resolve

from shapelint.interpret.api.vocabulary import Entry

# Names whose real signature says nothing, by the reason.
WITHOUT = {
    "the class takes what Module takes, which is nothing": (
        "torch.nn.LogSigmoid", "torch.nn.Sigmoid", "torch.nn.Softmax2d", "torch.nn.Softsign", "torch.nn.Tanh",
        "torch.nn.Tanhshrink",
    ),
    "the class takes *args and **kwargs (see test_recurrent)": ("torch.nn.RNN", "torch.nn.LSTM", "torch.nn.GRU"),
    "the function dispatches on return_indices": tuple(
        f"torch.nn.functional.{kind}_max_pool{rank}d" if kind else f"torch.nn.functional.max_pool{rank}d"
        for kind in ("", "adaptive", "fractional")
        for rank in (1, 2, 3)
    ),
}  # fmt: skip
UNSPOKEN = {name for names in WITHOUT.values() for name in names}


def parameters(function: Callable[..., object]) -> list[tuple[str, object, object]]:
    """Name, kind and default of each; a function as a default by its own name."""
    return [(p.name, p.kind, named(p.default)) for p in inspect.signature(function).parameters.values()]


def named(default: object) -> object:
    return default.__name__ if inspect.isfunction(default) else default


def real_parameters(entry: Entry) -> list[tuple[str, object, object]] | None:
    """The parameters of the real thing; None for a function compiled without a signature."""
    found = resolve(entry.name)
    try:
        listed = parameters(found.__init__ if isinstance(found, type) else found)
    except ValueError:
        return None
    return listed[1:] if isinstance(found, type) else listed


def own(entry: Entry) -> bool:
    return entry.name not in UNSPOKEN and entry.name.startswith(("torch.nn.", "torch.special."))


ENTRIES = {entry.name: entry for entry in TORCH.entries.values() if own(entry)}


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_signature(name: str) -> None:
    real = real_parameters(ENTRIES[name])
    assert real is None or parameters(ENTRIES[name].implementation) == real


def exists(name: str) -> bool:
    try:
        resolve(name)
    except AttributeError:
        return False
    return True


def test_every_name_exists() -> None:
    assert not [name for name in TORCH.entries if name.startswith("torch.nn.") and not exists(name)]
