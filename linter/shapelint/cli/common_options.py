"""Options that several commands have."""

from __future__ import annotations

from shapelint.cli.options import COLOURS, Option

INPUT = Option(("--input",), "shape of a model input: [NAME=]DIM,DIM,...[:DTYPE]", "Model", "SPEC", repeats=True)
PYTHON = Option(
    ("--python",), "Python environment whose packages may be read", "Model", "ENV",
    completes="directories",
)  # fmt: skip
COLOUR = Option(("--color",), "when to color the output", "Output", choices=COLOURS, default="auto")
OUTPUT_FILE = Option(("-o", "--output-file"), "write to this file instead of standard output", "Output", "FILE",
                     completes="files")  # fmt: skip
CONFIG = Option(
    ("--config",), "configuration file, or a single setting as TOML", "Configuration",
    "FILE|TOML", repeats=True, completes="files",
)  # fmt: skip
ISOLATED = Option(("--isolated",), "ignore all configuration files", "Configuration")
EXCLUDE = Option(("--exclude",), "paths to exclude, replacing the defaults", "Files",
                 "GLOBS", repeats=True)  # fmt: skip
EXTEND_EXCLUDE = Option(("--extend-exclude",), "paths to exclude in addition to the defaults", "Files", "GLOBS",
                        repeats=True)  # fmt: skip
GITIGNORE = Option(("--respect-gitignore",), "skip files that git ignores (the default)", "Files",
                   exclusive="respect_gitignore")  # fmt: skip
NO_GITIGNORE = Option(("--no-respect-gitignore",), "also check files that git ignores", "Files",
                      exclusive="respect_gitignore")  # fmt: skip
CONFIGURATION = (CONFIG, ISOLATED)
LIMITS = (
    Option(("--max-file-size",), "maximum size of a source file; 0: no limit", "Run", "BYTES", number=True),
    Option(("--max-seconds",), "maximum processor time per file, in seconds; 0: no limit", "Run", "N", number=True),
    Option(("--max-memory",), "maximum memory per file, in MiB; 0: no limit", "Run", "N", number=True),
)
