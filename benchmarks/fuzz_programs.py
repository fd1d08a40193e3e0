"""Programs that hypothesmith makes up from Python's grammar, behind an import of torch so that they are run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesmith import from_node

HEAD = "import torch\nfrom torch import nn\n"


def made_up(number: int, count: int) -> Iterator[str]:
    """So many programs, as the seed has them."""
    found: list[str] = []
    while len(found) < count:
        found += batch(number + len(found), min(count - len(found), 200))
    yield from found[:count]


def batch(number: int, count: int) -> list[str]:
    found: list[str] = []

    @seed(number)
    @settings(
        max_examples=count, database=None, deadline=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(from_node(auto_target=False))
    def collect(text: str) -> None:
        found.append(HEAD + text)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collect()
    return found or [HEAD]
