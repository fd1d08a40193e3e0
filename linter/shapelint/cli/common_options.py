"""Options that several commands have."""

from __future__ import annotations

from shapelint.cli.options import COLOURS, Option

INPUT = Option(
    ("--input",), "size of an input, [NAME=]DIM,DIM,...[:DTYPE], once for each", "Model", "SPEC", repeats=True
)
PYTHON = Option(
    ("--python",), "environment whose packages may be read", "Model", "ENV",
    completes="directories",
)  # fmt: skip
COLOUR = Option(("--color",), "when to use colours", "Output", choices=COLOURS, default="auto")
OUTPUT_FILE = Option(("-o", "--output-file"), "write there instead of to standard output", "Output", "FILE",
                     completes="files")  # fmt: skip
CONFIG = Option(
    ("--config",), "configuration file to use, or one setting as TOML", "Configuration",
    "FILE|TOML", repeats=True, completes="files",
)  # fmt: skip
ISOLATED = Option(("--isolated",), "do not read configuration files", "Configuration")
EXCLUDE = Option(("--exclude",), "what to leave out instead of the usual directories", "Files",
                 "GLOBS", repeats=True)  # fmt: skip
EXTEND_EXCLUDE = Option(("--extend-exclude",), "what to leave out besides", "Files", "GLOBS",
                        repeats=True)  # fmt: skip
GITIGNORE = Option(("--respect-gitignore",), "leave out what git ignores (the default)", "Files",
                   exclusive="respect_gitignore")  # fmt: skip
NO_GITIGNORE = Option(("--no-respect-gitignore",), "check what git ignores as well", "Files",
                      exclusive="respect_gitignore")  # fmt: skip
CONFIGURATION = (CONFIG, ISOLATED)
LIMITS = (
    Option(("--max-file-size",), "how large a source file may be; 0: any", "Run", "BYTES", number=True),
    Option(("--max-seconds",), "processor time that a file may take; 0: any", "Run", "N", number=True),
    Option(("--max-memory",), "memory that a file may take, in MiB; 0: any", "Run", "N", number=True),
)
