"""The stack of deep recursion is reserved beside the memory that a file may take."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("resource")
UNDER_A_LIMIT = """
import resource
from shapelint.syntax.deep import with_deep_stack
with open("/proc/self/statm") as stream:
    used = int(stream.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (400 << 20), {most}))
try:
    print(with_deep_stack(lambda: len(bytearray(300 << 20)) >> 20))
except MemoryError:
    print("no room")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it asks Linux for the addresses of a process")
@pytest.mark.parametrize(("most", "told"), [("resource.RLIM_INFINITY", "300"), ("used + (400 << 20)", "no room")])
def test_a_deep_stack_under_a_limit(most: str, told: str) -> None:
    program = UNDER_A_LIMIT.format(most=most)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (told, "")
