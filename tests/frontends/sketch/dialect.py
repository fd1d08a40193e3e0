from __future__ import annotations

from shapelint.ir.dialect import Dialect, ModelLayout, Spelling

SKETCH = Dialect(
    "sketch",
    channels_last=True,
    models=ModelLayout(method="apply", bases=("sketch.Model",)),
    spelling=Spelling(bias="with_bias", prefixes=(("sketch.functions.", "fn."),)),
)
