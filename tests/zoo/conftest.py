"""Puts this directory on the import path: its tests share `judge.py` and `records.py`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
