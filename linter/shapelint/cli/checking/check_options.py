"""The options of `shapelint check`."""

from __future__ import annotations

from shapelint.cli import common_options as common
from shapelint.cli.options import Option
from shapelint.records import dataclass
from shapelint.report.formats import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

OPTIONS = (
    Option(("paths",), "files and directories; - is standard input; default: .", "Files", "PATH", count="*",
           completes="files"),
    Option(("--select",), "rules to enable: codes, prefixes, names or ALL", "Rules", "RULES",
           repeats=True, completes="rules"),
    Option(("--extend-select",), "rules to enable in addition", "Rules", "RULES", repeats=True, completes="rules"),
    Option(("--ignore",), "rules to disable", "Rules", "RULES", repeats=True, completes="rules"),
    Option(("--per-file-ignores",), "rules to disable in matching files", "Rules", "GLOB:RULE", repeats=True),
    Option(("--extend-per-file-ignores",), "the same, in addition to the configured ones", "Rules", "GLOB:RULE",
           repeats=True),
    common.INPUT,
    common.PYTHON,
    Option(("--stdin-filename",), "file name to report for standard input", "Files", "FILE", completes="files"),
    common.EXCLUDE,
    common.EXTEND_EXCLUDE,
    Option(("--force-exclude",), "exclude files even if they are named on the command line", "Files",
           exclusive="force_exclude"),
    Option(("--no-force-exclude",), "check named files even if they are excluded", "Files", exclusive="force_exclude"),
    common.GITIGNORE,
    common.NO_GITIGNORE,
    Option(("--fix",), "apply safe fixes and report what remains", "Fixes", exclusive="change"),
    Option(("--diff",), "print the safe fixes as a diff instead of applying them", "Fixes", exclusive="change"),
    Option(("--unsafe-fixes",), "also apply fixes that need review", "Fixes"),
    Option(("--add-noqa",), "add a `# noqa` comment for every finding", "Fixes", exclusive="change"),
    Option(("--baseline",), "baseline file: report only findings not in it", "Baseline", "FILE", completes="files"),
    Option(("--write-baseline",), "write the current findings to the baseline file", "Baseline"),
    Option(("-w", "--watch"), "check again whenever a file changes", "Run"),
    Option(("-n", "--no-cache"), "neither read nor write the cache", "Run"),
    Option(("--cache-dir",), "cache directory", "Run", "DIR", completes="directories"),
    Option(("--jobs",), "maximum number of worker processes", "Run", "N", number=True),
    *common.LIMITS,
    Option(("--output-format",), "output format: " + ", ".join(FORMATS), "Output", "FORMAT", choices=tuple(FORMATS)),
    Option(("--brief",), "with json or json-lines: the message and the place alone", "Output"),
    common.OUTPUT_FILE,
    Option(("--statistics",), "print how often each rule was broken, and the slowest files", "Output"),
    common.COLOUR,
    Option(("-q", "--quiet"), "print findings only", "Output", exclusive="loudness"),
    Option(("-v", "--verbose"), "also print evidence and where inference stopped", "Output", exclusive="loudness"),
    Option(("-e", "--exit-zero"), "exit with status 0 even if there are findings", "Output"),
    Option(("--fail-on",), "least severity that makes the exit status 1", "Output", choices=("error", "warning"),
           default="warning"),
    Option(("--max-warnings",), "how many warnings leave the exit status 0", "Output", "N", number=True),
    *common.CONFIGURATION,
    Option(("--show-settings",), "print the settings for the first path",
           "Configuration"),
    Option(("--show-files",), "print the files that would be checked", "Configuration"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the command line says of a check besides the settings, which are read from it as from a configuration file.
    `seen` receives the paths that the check asks for, `took` the seconds of processor time that each file took."""

    paths: tuple[str, ...]
    stdin_filename: str | None
    fix: bool
    diff: bool
    unsafe_fixes: bool
    add_noqa: bool
    write_baseline: bool
    watch: bool
    no_cache: bool
    jobs: int | None
    output_format: str
    output_file: str | None
    statistics: bool
    brief: bool
    color: str
    quiet: bool
    verbose: bool
    exit_zero: bool
    fail_on: str
    max_warnings: int | None
    show_settings: bool
    show_files: bool
    seen: set[str] | None = None
    took: dict[str, float] | None = None

    @property
    def reads_a_stream(self) -> bool:
        """Whether what is checked comes from standard input."""
        return self.paths == ("-",)


def check_options(parsed: argparse.Namespace) -> CheckOptions:
    """The options as they were parsed."""
    return CheckOptions(
        paths=tuple(parsed.paths) or (".",),
        stdin_filename=parsed.stdin_filename,
        fix=parsed.fix,
        diff=parsed.diff,
        unsafe_fixes=parsed.unsafe_fixes,
        add_noqa=parsed.add_noqa,
        write_baseline=parsed.write_baseline,
        watch=parsed.watch,
        no_cache=parsed.no_cache,
        jobs=parsed.jobs,
        output_format=parsed.output_format or "full",
        output_file=parsed.output_file,
        statistics=parsed.statistics,
        brief=parsed.brief,
        color=parsed.color,
        quiet=parsed.quiet,
        verbose=parsed.verbose,
        exit_zero=parsed.exit_zero,
        fail_on=parsed.fail_on,
        max_warnings=parsed.max_warnings,
        took={} if parsed.statistics else None,
        show_settings=parsed.show_settings,
        show_files=parsed.show_files,
    )
