"""torch's functions and tensor methods give torch's shapes and types, and are refused when torch refuses them."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
import torch
from differential.harness import infer_function
from differential.torch.algebra_cases import CASES
from differential.torch.cases import TORCH
from differential.torch.oracle import REFUSALS, assert_agree, real, resolve, run_function
from hypothesis import given, note
from hypothesis import strategies as st


def dtypes(value: Any) -> tuple[str, ...]:
    if isinstance(value, torch.Tensor):
        return (str(value.dtype).removeprefix("torch."),)
    return tuple(dtype for item in value for dtype in dtypes(item))


def torch_dtypes(name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[str, ...] | None:
    """The element types of torch's result; None where it refuses the call."""
    function = getattr(torch.Tensor, name[1:]) if name.startswith(".") else resolve(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return dtypes(function(*real(list(arguments)), **{k: real(v) for k, v in keywords.items()}))
        except REFUSALS:
            return None


@pytest.mark.parametrize("case", CASES)
@given(data=st.data())
def test_tensors(case: str, data: Any) -> None:
    arguments, keywords = CASES[case](data.draw)
    name = case.split(" ")[0]
    note(f"{name} of {arguments} {keywords}")
    outcome = infer_function(TORCH, name, arguments, keywords)
    assert_agree(outcome, run_function(name, arguments, keywords))
    wanted = torch_dtypes(name, arguments, keywords)
    if wanted is not None and outcome.output_dtypes is not None:
        found = tuple(own or real for own, real in zip(outcome.output_dtypes, wanted, strict=True))
        assert found == wanted
