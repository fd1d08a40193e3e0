"""Settings of all tests: a machine that is busy fails no test that is drawn at random."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shapelint", deadline=None)
settings.load_profile("shapelint")
