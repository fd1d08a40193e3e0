"""What numpy has to itself, for the interpreter and the rules."""

from __future__ import annotations

from shapelint.ir.dialect import Dialect, Spelling, TensorBehavior

NUMPY = Dialect(
    "numpy",
    tensors=TensorBehavior(
        known_elements=True, byte_masks=False, untyped_masks=True, keeps_type=True, own_numbers=True
    ),
    spelling=Spelling(transposed="{text}.swapaxes(-2, -1)"),
)
