"""No declared function of torch is said to raise for its element types, or to give a type, where torch does otherwise;
nearly all that raises is found."""

from __future__ import annotations

import warnings
from collections import Counter
from zlib import crc32

import pytest
from differential.torch.type_answers import answers, forms

FORMS = forms()
SHARE = [form for form in FORMS if crc32(form.encode()) % 8 == 0]
EVERY = [form for form in FORMS if form not in SHARE]


@pytest.mark.parametrize("form", [*SHARE, *(pytest.param(form, marks=pytest.mark.slow) for form in EVERY)])
def test_no_answer_is_wrong(form: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [(kind, names, call) for kind, names, call in answers(form) if kind in ("false", "wrong")]
    assert not found, found[0]


@pytest.mark.slow
def test_what_raises_is_found() -> None:
    """At least 96 of 100 calls that raise for their types, over all declared names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        counts = Counter(kind for form in FORMS for kind, _, _ in answers(form))
    raising = counts["agreed to raise"] + counts["missed"]
    assert raising > 20_000
    assert counts["agreed to raise"] >= 0.96 * raising, counts
