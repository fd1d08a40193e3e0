"""What is said of a call of which something is not known holds for the call with it in sight.

Every declared function and layer is called as the differential tests call it, with each argument hidden in turn and
with all of them hidden: what is then claimed, a refusal or a shape, must be true of the call itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from soundness.claims import claim, disagreement
from soundness.samples import Sample, keras_samples, torch_samples
from soundness.variants import variants

VOCABULARIES: dict[str, Callable[[int], list[Sample]]] = {"torch": torch_samples, "keras": keras_samples}
SHARE = 2


def disagreements(samples: Iterable[Sample]) -> Iterator[tuple[str, str, str]]:
    """What is hidden, how what is then claimed is wrong ("" if it is not), and the program."""
    for sample in samples:
        particular = claim(sample.text)
        if particular.refused:
            continue
        for variant in variants(sample):
            yield variant.hidden, disagreement(claim(variant.text), particular), variant.text


def check(samples: Iterable[Sample]) -> int:
    """How many variants were tried; fails with those of which something wrong is said."""
    found = list(disagreements(samples))
    wrong = [f"{problem}\n{text}" for _, problem, text in found if problem]
    assert not wrong, f"{len(wrong)} of {len(found)} variants:\n" + "\n".join(wrong[:20])
    return len(found)


@pytest.mark.parametrize("vocabulary", sorted(VOCABULARIES))
def test_a_share(vocabulary: str) -> None:
    assert check(VOCABULARIES[vocabulary](SHARE)) > 5000


@pytest.mark.slow
@pytest.mark.parametrize("vocabulary", sorted(VOCABULARIES))
def test_all(vocabulary: str) -> None:
    assert check(VOCABULARIES[vocabulary](12)) > 20_000
