"""The options of `shapelint check`."""

from __future__ import annotations

from shapelint.cli import common_options as common
from shapelint.cli.options import Option

FORMATS = ("full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit")

OPTIONS = (
    Option(("paths",), "files and directories; - is standard input; default: .", "Files", "PATH", count="*",
           completes="files"),
    Option(("--select",), "the only rules in force: codes, their beginnings, names, ALL", "Rules", "RULES",
           repeats=True, completes="rules"),
    Option(("--extend-select",), "rules in force besides", "Rules", "RULES", repeats=True, completes="rules"),
    Option(("--ignore",), "rules not in force", "Rules", "RULES", repeats=True, completes="rules"),
    Option(("--per-file-ignores",), "rules not in force in some files", "Rules", "GLOB:RULE", repeats=True),
    Option(("--extend-per-file-ignores",), "the same, besides what is configured", "Rules", "GLOB:RULE",
           repeats=True),
    common.INPUT,
    common.PYTHON,
    Option(("--stdin-filename",), "the name of what comes from standard input", "Files", "FILE", completes="files"),
    common.EXCLUDE,
    common.EXTEND_EXCLUDE,
    Option(("--force-exclude",), "leave out excluded files even when they are named", "Files",
           exclusive="force_exclude"),
    Option(("--no-force-exclude",), "check files that are named, excluded or not", "Files", exclusive="force_exclude"),
    common.GITIGNORE,
    common.NO_GITIGNORE,
    Option(("--fix",), "apply the fixes that are safe, and show what remains", "Fixes", exclusive="change"),
    Option(("--diff",), "show what --fix would change, and change nothing", "Fixes", exclusive="change"),
    Option(("--unsafe-fixes",), "with --fix, --diff: also fixes that have to be looked at", "Fixes"),
    Option(("--add-noqa",), "silence everything that is found by comments", "Fixes", exclusive="change"),
    Option(("--baseline",), "report only what is not in this file", "Baseline", "FILE", completes="files"),
    Option(("--write-baseline",), "write what is found now to the baseline", "Baseline"),
    Option(("-w", "--watch"), "check again whenever a file changes", "Run"),
    Option(("-n", "--no-cache"), "work everything out anew and keep nothing", "Run"),
    Option(("--cache-dir",), "where results are kept", "Run", "DIR", completes="directories"),
    Option(("--jobs",), "how many processes may work at once", "Run", "N", number=True),
    *common.LIMITS,
    Option(("--output-format",), ", ".join(FORMATS), "Output", "FORMAT", choices=FORMATS),
    common.OUTPUT_FILE,
    Option(("--statistics",), "show how often each rule is broken instead", "Output"),
    common.COLOUR,
    Option(("-q", "--quiet"), "print diagnostics and nothing else", "Output", exclusive="loudness"),
    Option(("-v", "--verbose"), "say what findings rest on, where inference stopped", "Output", exclusive="loudness"),
    Option(("-e", "--exit-zero"), "exit with 0 even when there are findings", "Output"),
    *common.CONFIGURATION,
    Option(("--show-settings",), "print the settings that hold for the first path",
           "Configuration"),
    Option(("--show-files",), "print the files that would be checked", "Configuration"),
)  # fmt: skip
