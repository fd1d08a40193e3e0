"""The garbage collector, paused or slowed down. Parsing only allocates: collections in between find nothing and take up
to a third of the time. A check makes many small objects that live as long as it does, and going through them again and
again takes up to half of its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


ALLOCATIONS = 50_000
"""So many more objects than before, and the youngest are looked at."""
THRESHOLDS = (ALLOCATIONS, 10, 20)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Afterwards, objects are collected as often as before."""
    before = gc.get_threshold()
    if before[0] >= ALLOCATIONS or not before[0]:
        yield
        return
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
