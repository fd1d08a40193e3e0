"""How far summaries of packages' models are right: `python benchmarks/model_records.py [NAME...] [--sample N]`.

The records of `tests/zoo/packages` hold what the frameworks measured of models of packages (tools/record_models.py made
them from the tables of `benchmarks/models`). The packages' sources are laid out from PyPI, beside those that they need;
nothing of them is imported or run. Each summary is held against its record; what is not exact is printed.

Exit status 1: a summary says something false, or broke down.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from package_sources import NoSourcesError, Package, download, unpack

import shapelint

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from zoo.judge import Judgement, Record, Verdict, expression, inputs, judge  # noqa: E402

RECORDS = ROOT / "tests/zoo/packages"
STORE = Path(tempfile.gettempdir()) / "shapelint-models"
BESIDE = {
    "segmentation-models-pytorch": (Package("timm", "1.0.31"),),
    "x-transformers": (Package("torch-einops-utils", "0.2.0"), Package("packaging", "26.4")),
}
"""Packages whose source has to lie beside another's."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Hold summaries of packages' models against their records.")
    parser.add_argument("names", nargs="*", help="packages; all that have records without a name")
    parser.add_argument("--sample", type=int, default=0, help="how many records of each package")
    parser.add_argument("--root", type=Path, help="a folder with the packages; for those that have no wheel")
    parser.add_argument("--store", type=Path, default=STORE, help="where sources are kept")
    options = parser.parse_args(arguments)
    names = options.names or sorted(path.name.removesuffix(".jsonl.gz") for path in RECORDS.glob("*.jsonl.gz"))
    total: Counter[Verdict] = Counter()
    for name in names:
        try:
            root = options.root or lay_out_all(load(name)[0], options.store)
        except NoSourcesError as error:
            print(f"not to be had: {error}")
            continue
        counts = Counter(held(name, root, options.sample))
        print(line(name, counts), flush=True)
        total += counts
    print(line("all", total))
    return 1 if total[Verdict.WRONG] or total[Verdict.CRASH] else 0


def line(name: str, counts: Counter[Verdict]) -> str:
    told = ", ".join(f"{verdict.value} {counts[verdict]}" for verdict in Verdict)
    return f"{name}: {told}; of {sum(counts.values())}"


def held(name: str, root: Path, sample: int) -> Iterator[Verdict]:
    """The verdicts on a package's records, or on some of them; what is not exact is printed."""
    records = load(name)
    if sample:
        records = random.Random(0).sample(records, min(sample, len(records)))
    for record in records:
        begun = time.perf_counter()
        found = measured(record, root)
        if found.verdict is not Verdict.EXACT:
            seconds = time.perf_counter() - begun
            print(f"  {found.verdict.value:8}{seconds:6.1f} s  {expression(record)}  {'; '.join(found.reasons[:3])}")
        yield found.verdict


def load(name: str) -> list[Record]:
    """The records of a package, in their order."""
    with gzip.open(RECORDS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(text) for text in lines]


def lay_out_all(record: Record, store: Path) -> Path:
    """The folder with the sources of a record's package, and of those that it needs beside it."""
    name = record["package"]
    root = store / "beside" / name
    for package in (Package(name, record["version"]), *BESIDE.get(name, ())):
        done = root / f".{package.label}"
        if not done.exists():
            unpacked = store / "sources" / package.label
            if not unpacked.is_dir():
                unpack(download(package, store / "archives" / package.label), unpacked)
            root.mkdir(parents=True, exist_ok=True)
            for folder in unpacked.iterdir():
                if not (root / folder.name).exists():
                    (root / folder.name).symlink_to(folder)
            done.touch()
    return root


def measured(record: Record, root: Path) -> Judgement:
    """What the summary of a record's model is worth."""
    target = f"{root / record['file']}::{expression(record)}"
    try:
        summary = shapelint.summarize(target, inputs=inputs(record) or None)
    except ValueError as error:
        return Judgement(Verdict.UNKNOWN, (str(error),))
    except Exception as error:  # noqa: BLE001 - a failure of the tool is a result here
        return Judgement(Verdict.CRASH, (f"{type(error).__name__}: {error}",))
    return judge(record, summary.to_dict())


if __name__ == "__main__":
    sys.exit(main())
