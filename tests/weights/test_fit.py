"""How names and shapes are held against each other."""

from __future__ import annotations

from hypothesis import given, strategies

from shapelint.weights.fit import Renaming, Wanted, fit

MODEL = [Wanted("body.0.weight", (8, 3)), Wanted("body.0.bias", (8,)), Wanted("head.weight", (2, 8)),
         Wanted("head.bias", (2,)), Wanted("norm.num_batches_tracked", (), needed=False)]  # fmt: skip
STORED = {one.name: one.shape or () for one in MODEL}


def renamed(before: str, after: str) -> dict[str, tuple[int, ...]]:
    return {after + name[len(before) :] if name.startswith(before) else name: shape for name, shape in STORED.items()}  # type: ignore[misc]


def test_the_same() -> None:
    assert fit(MODEL, STORED).count == 0  # type: ignore[arg-type]


def test_prefixes() -> None:
    found = fit(MODEL, renamed("", "module."))
    assert found.renamed == (Renaming("module.", "", 5),)
    assert found.count == 0
    found = fit(MODEL, renamed("body.", "backbone.layers."))
    assert found.renamed == (Renaming("backbone.layers.", "body.", 2),)
    assert found.count == 0
    both = {**renamed("body.", "trunk."), "top.weight": (2, 8), "top.bias": (2,)}
    del both["head.weight"], both["head.bias"]
    found = fit(MODEL, both)
    assert {(one.before, one.after) for one in found.renamed} == {("trunk.", "body."), ("top.", "head.")}
    assert found.count == 0


def test_another_prefix_and_another_shape() -> None:
    stored = {**renamed("", "module."), "module.head.weight": (5, 8)}
    found = fit(MODEL, stored)
    assert [one.name for one in found.wrong] == ["head.weight"]
    assert not found.missing
    assert not found.unexpected


def test_missing_and_unexpected() -> None:
    stored = {"body.0.weight": (8, 3), "body.0.bias": (8,), "other": (3,), "x.num_batches_tracked": ()}
    found = fit(MODEL, stored, renames=False)
    assert found.missing == ("head.weight", "head.bias")
    assert found.unexpected == ("other",)


def test_unknown_sizes_fit() -> None:
    assert fit([Wanted("a", (None, 3)), Wanted("b", None)], {"a": (7, 3), "b": (1,)}).count == 0


NAMES = strategies.lists(strategies.sampled_from(["a", "b", "c", "d.e", "d.f"]), unique=True)


@given(NAMES, NAMES)
def test_every_name_is_accounted_for_once(own: list[str], held: list[str]) -> None:
    found = fit([Wanted(name, (1,)) for name in own], dict.fromkeys(held, (1,)))
    assert sorted([*(name for name, _ in found.matched), *found.missing]) == sorted(own)
    assert sorted([*(name for _, name in found.matched), *found.unexpected]) == sorted(held)
