"""Fetches the Graphviz that pages of `shapelint graph` contain: a file of the package @viz-js/viz of the npm registry.

    python vendor/viz.py          writes it into the package
    python vendor/viz.py --check  says whether the file there is the one of the pinned version

The version is pinned by the digest of the package as npm states it (`npm view @viz-js/viz@VERSION dist.integrity`); npm
itself is what fetches. With another version, NOTICE.txt beside the file has to say so.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "3.31.0"
INTEGRITY = "sha512-r7zlQdRvcwvIpjHGgs+KNWHeE/P5/Dq7k8ZAKaMCbZqomxCBJV78gVuQYaHzFVca+kB0mX0fMW9UFevCOBG50A=="
MEMBER = "package/dist/viz-global.js"
TARGET = Path(__file__).resolve().parents[1] / "linter/shapelint/report/diagram/static/viz-global.js"


def fetched() -> bytes:
    """The file of the pinned version. Raises SystemExit if the package is not the one that was pinned."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"@viz-js/viz@{VERSION}"], cwd=folder, check=True, capture_output=True
        )
        package = next(Path(folder).glob("*.tgz"))
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != INTEGRITY:
            raise SystemExit(f"@viz-js/viz@{VERSION} is not the package that was pinned: sha512-{digest}")
        with tarfile.open(package) as archive:
            member = archive.extractfile(MEMBER)
            assert member is not None
            return member.read()


if __name__ == "__main__":
    data = fetched()
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(0 if TARGET.read_bytes() == data else f"{TARGET.name} is not that of {VERSION}")
    TARGET.write_bytes(data)
