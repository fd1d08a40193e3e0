"""Where the program starts. What asks for the version alone gets it before anything else is imported.

Nothing is ever imported from the current directory, where the code is that somebody wants checked: `python -m
shapelint` puts it first on the import path, and a relative entry of PYTHONPATH means it too.
"""

import sys

from shapelint.version import __version__

VERSION = (["--version"], ["-V"], ["version"])


def main() -> int:
    """Run the command that the program was started with; see shapelint.cli."""
    leave_out_the_current_directory()
    if sys.argv[1:] in VERSION:
        sys.stdout.write(f"shapelint {__version__}\n")
        return 0
    from shapelint.cli import main as run

    return run()


def leave_out_the_current_directory() -> None:
    """Take the current directory, and whatever depends on it, off the import path. Where shapelint itself stands
    there, that stays, but behind everything else."""
    import os

    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        here = ""
    stated = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    unsafe = {here, *(os.path.realpath(part) for part in stated if not os.path.isabs(part))}
    real = {entry: os.path.realpath(entry) for entry in sys.path if os.path.isabs(entry)}
    kept = [entry for entry in real if real[entry] not in unsafe]
    home = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))
    own = (home, os.path.join(os.path.dirname(home), "rules"))  # a checkout has its rules beside the engine
    sys.path[:] = [*kept, *(entry for entry in real if real[entry] in own and entry not in kept)]
