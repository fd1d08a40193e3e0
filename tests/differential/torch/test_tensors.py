"""torch's functions and tensor methods give torch's shapes, and are refused when torch refuses them."""

from __future__ import annotations

from typing import Any

import pytest
from differential.torch.cases import check_function
from differential.torch.tensor_cases import CASES
from hypothesis import given, note
from hypothesis import strategies as st


@pytest.mark.parametrize("name", CASES)
@given(data=st.data())
def test_tensors(name: str, data: Any) -> None:
    arguments, keywords = CASES[name](data.draw)
    note(f"{name} of {arguments} {keywords}")
    check_function(name.split(" ")[0], arguments, keywords)
