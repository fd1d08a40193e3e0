"""What is said of a call of which something is not known holds for the call with it in sight.

Every declared function and layer is called as the differential tests call it, with each argument hidden in turn and
with all of them hidden: what is then claimed, a refusal or a shape, must be true of the call itself, and of the calls
with other values in the argument's place that the framework takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from soundness.alternatives import alternatives, truth, vocabulary_of
from soundness.claims import Claim, claim, disagreement, says_something
from soundness.samples import Sample, array_samples, keras_samples, torch_samples
from soundness.variants import variants

SAMPLES: dict[str, Callable[[int], list[Sample]]] = {
    "torch": torch_samples, "keras": keras_samples, "arrays": array_samples,
}  # fmt: skip
EXAMPLES = 2
MANY = 12
SHARE = 4  # one of so many samples


def check(samples: Iterable[Sample]) -> int:
    """How many variants were tried; fails with those of which something wrong is said of the call itself."""
    wrong: list[str] = []
    tried = 0
    for sample in samples:
        particular = claim(sample.text)
        for variant in () if particular.refused else variants(sample):
            tried += 1
            problem = disagreement(claim(variant.text), particular)
            wrong += [f"{problem}\n{variant.text}"] if problem else []
    assert not wrong, f"{len(wrong)} of {tried} variants:\n" + "\n".join(wrong[:20])
    return tried


def check_alternatives(samples: Iterable[Sample], framework: str) -> int:
    """How many programs the framework ran; fails with claims that are not true of one that may be meant."""
    wrong: list[str] = []
    ran = 0
    for sample in samples:
        for variant, texts in alternatives(sample, vocabulary_of(framework)):
            general = claim(variant.text)
            for text in texts if says_something(general) else ():
                found = truth(text)
                ran += found is not None
                problem = "" if found is None else disagreement(general, found)
                wrong += [f"{problem}\n{variant.text}# for\n{text}"] if problem else []
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(wrong[:20])
    return ran


@pytest.mark.parametrize("framework", sorted(SAMPLES))
def test_a_share_with_arguments_hidden(framework: str) -> None:
    assert check(SAMPLES[framework](EXAMPLES)[::SHARE]) > 500


def test_a_share_with_other_values() -> None:
    assert check_alternatives(torch_samples(EXAMPLES)[::SHARE], "torch") > 500


@pytest.mark.slow
@pytest.mark.parametrize("framework", sorted(SAMPLES))
def test_all_with_arguments_hidden(framework: str) -> None:
    assert check(SAMPLES[framework](MANY)) > 5000


@pytest.mark.slow
@pytest.mark.parametrize("framework", ["keras", "torch"])
def test_all_with_other_values(framework: str) -> None:
    assert check_alternatives(SAMPLES[framework](EXAMPLES), framework) > 2000


def test_a_claim_that_is_too_strong_is_found() -> None:
    shapes = "import torch\noutput = torch.zeros({})\n"
    particular = claim(shapes.format("2, 3"))
    assert not disagreement(particular, particular)
    assert disagreement(claim(shapes.format("2, 4")), particular)
    assert disagreement(claim(shapes.format("2")), particular)
    assert disagreement(claim("import torch\noutput = torch.zeros(2) @ torch.zeros(3)\n"), particular)
    assert not disagreement(Claim((), {"output": particular.values["output"]}), particular)
