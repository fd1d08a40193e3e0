"""The measured records, and the sources that they are about, found where the test environment has them installed."""

from __future__ import annotations

import gzip
import json
from importlib import metadata
from pathlib import Path

from zoo.judge import Record, expression

HERE = Path(__file__).resolve().parent
PACKAGES = {"torchvision": "torchvision", "keras_applications": "keras"}
SHARE = 4


def load(name: str) -> list[Record]:
    """The records of one file, in its order."""
    with gzip.open(HERE / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def installed(distribution: str) -> Path:
    """The folder that holds an installed distribution's packages; nothing of it is imported."""
    return Path(str(metadata.distribution(distribution).locate_file("")))


def target(name: str, record: Record) -> str:
    """A record's model as a TARGET of `shapelint summary`."""
    return f"{installed(PACKAGES[name]) / record['file']}::{expression(record)}"
