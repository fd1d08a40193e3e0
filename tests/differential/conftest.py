"""How many examples the differential tests draw: few by default, as many as SHAPELINT_EXAMPLES says otherwise."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("SHAPELINT_EXAMPLES", "25"))

settings.register_profile(
    "shapelint",
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="SHAPELINT_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("shapelint")
