"""A share of the models of packages, held against what the frameworks measured."""

from __future__ import annotations

import pytest
from model_records import lay_out_all, load, measured
from package_sources import NoSourcesError
from zoo.judge import Verdict, expression

SHARE = {"pytorchcv": (0, 9, 44)}


@pytest.mark.parametrize("name", SHARE)
def test_a_share_is_exact(name: str, request: pytest.FixtureRequest) -> None:
    records = load(name)
    try:
        root = lay_out_all(records[0], request.config.cache.mkdir("ecosystem"))
    except NoSourcesError as error:
        pytest.skip(str(error))
    for position in SHARE[name]:
        found = measured(records[position], root)
        assert found.verdict is Verdict.EXACT, f"{expression(records[position])}: {found}"
