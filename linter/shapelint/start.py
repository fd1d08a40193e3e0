"""Where the program starts. What asks for the version alone gets it before anything else is imported."""

import sys

from shapelint.version import __version__

VERSION = (["--version"], ["version"])


def main() -> int:
    """Run the command that the program was started with; see shapelint.cli."""
    if sys.argv[1:] in VERSION:
        sys.stdout.write(f"shapelint {__version__}\n")
        return 0
    from shapelint.cli import main as run

    return run()
