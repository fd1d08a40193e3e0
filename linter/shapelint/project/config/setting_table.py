"""Every setting there is, declared once: reading configuration, `--show-settings` and docs/configuration.md come from
this table."""

from __future__ import annotations

from shapelint.files import MAX_FILE_SIZE, NOTEBOOK_SHARE
from shapelint.project.config import setting_kinds as kinds
from shapelint.project.config.setting_kinds import Kind
from shapelint.project.config.settings import DEFAULT_EXCLUDE
from shapelint.project.execution.file_limits import Limits
from shapelint.records import dataclass
from shapelint.report.formats import FORMATS

LIFTED = "A configuration file can lower this; only the command line can raise it, or lift it with 0."


@dataclass(frozen=True, slots=True)
class Setting:
    """One key. `default` is TOML text, "" where nothing is the default; `merging` says how a file's value meets that of
    the file it extends: it replaces it, adds to it, or is one more layer of the selection of rules."""

    key: str
    kind: Kind
    default: str
    text: str
    example: str
    merging: str = "replace"
    option: str = ""


SETTINGS = (
    Setting(
        "extend", kinds.PATH, "", "A configuration file that this one builds on; what is said here "
        "wins. It has to be a file of the same repository, or stand in a directory above this one.",
        'extend = "../shapelint.toml"', "file",
    ),
    Setting(
        "src", kinds.PATHS, '[".", "src"]',
        "The directories that the project's own imports start from, relative to the configuration file.",
        'src = ["lib", "tools"]',
    ),
    Setting(
        "python", kinds.PATH, "",
        "The environment whose packages may be read (never imported): a virtual environment, a prefix or a Python "
        "executable. By default the active virtual environment, else the project's `.venv`.",
        'python = ".venv"', option="--python",
    ),
    Setting(
        "select", kinds.RULES, "",
        "The only rules in force, by code (`SHP102`), beginning of a code (`SHP1`), name (`linear-in-features`) or "
        "`ALL`. By default all but those that are off by default; those are on only when their own code or name is "
        "selected. The longer selector wins over the shorter.",
        'select = ["SHP1", "SHP201"]', "selection", "--select",
    ),
    Setting(
        "extend-select", kinds.RULES, "[]", "Rules in force besides those that are selected.",
        'extend-select = ["discarded-border"]', "selection", "--extend-select",
    ),
    Setting(
        "ignore", kinds.RULES, "[]", "Rules that are not in force.",
        'ignore = ["SHP303"]', "selection", "--ignore",
    ),
    Setting(
        "per-file-ignores", kinds.RULES_BY_GLOB, "{}",
        "Rules that are not in force in the files that a glob matches, by file name or by the path from the "
        "configuration file; a leading `!` stands for all other files.",
        'per-file-ignores = {"tests/*" = ["SHP2"], "!src/**" = ["SHP303"]}', option="--per-file-ignores",
    ),
    Setting(
        "extend-per-file-ignores", kinds.RULES_BY_GLOB, "{}", "More of `per-file-ignores`.",
        'extend-per-file-ignores = {"__init__.py" = ["SHP303"]}', "add",
    ),
    Setting(
        "severity", kinds.SEVERITIES, "{}",
        "What a rule counts as, `error` or `warning`, by code, beginning of a code or name.",
        'severity = {"SHP204" = "error"}', "update",
    ),
    Setting(
        "inputs", kinds.INPUTS_BY_MODEL, "{}",
        "The input sizes of models, by class name with as much of its module in front as tells it apart. Each model "
        "has a list of inputs; an input is a list of sizes, a size being a number or a name for a free one, or a "
        "specification as `--input` has it.",
        'inputs = {"pkg.net.Net" = [[1, 3, 32, 32]], "Tagger" = ["tokens=N,128:int64"]}', "update",
    ),
    Setting(
        "layers", kinds.LAYERS, "{}",
        "Layers whose source cannot be read, such as CUDA extensions, and the known layer that each one behaves like.",
        'layers = {"mylib.FusedConv" = "torch.nn.Conv2d"}', "update",
    ),
    Setting(
        "include", kinds.GLOBS, '["*.py", "*.ipynb"]', "The files that are checked in a directory.",
        'include = ["src/**/*.py"]',
    ),
    Setting(
        "exclude", kinds.GLOBS, "[" + ", ".join(f'"{name}"' for name in DEFAULT_EXCLUDE) + "]",
        "Files and directories that are left out, by name or by the path from the configuration file. Virtual "
        "environments are left out as well.",
        'exclude = ["generated"]', option="--exclude",
    ),
    Setting(
        "extend-exclude", kinds.GLOBS, "[]", "Files and directories that are left out besides.",
        'extend-exclude = ["vendor", "*_pb2.py"]', "add", "--extend-exclude",
    ),
    Setting(
        "force-exclude", kinds.BOOLEAN, "false",
        "Leave out what is excluded even when it is named on the command line, as pre-commit does.",
        "force-exclude = true", option="--force-exclude",
    ),
    Setting(
        "respect-gitignore", kinds.BOOLEAN, "true", "Leave out what `.gitignore` and `.git/info/exclude` leave out.",
        "respect-gitignore = false", option="--respect-gitignore",
    ),
    Setting(
        "output-format", kinds.one_of(*FORMATS), '"full"', "How findings are written.",
        'output-format = "concise"', option="--output-format",
    ),
    Setting(
        "baseline", kinds.PATH, "", "A file of findings that are known already and not reported.",
        'baseline = "shapelint-baseline.json"', option="--baseline",
    ),
    Setting(
        "cache-dir", kinds.PATH, '".shapelint_cache"', "Where results are kept, relative to the configuration file; "
        "without one, to the project's directory. A configuration file can only name a place below its own directory; "
        "`--cache-dir` can name any. The directory has to be a new one, an empty one, or one that shapelint has made.",
        'cache-dir = "build/shapelint"', option="--cache-dir",
    ),
    Setting(
        "max-file-size", kinds.COUNT, str(MAX_FILE_SIZE), "How many bytes of source a file may have; a larger one is "
        f"reported as unreadable. A notebook may have {NOTEBOOK_SHARE} times as many, for what its cells have put out. "
        + LIFTED, "max-file-size = 1_000_000", option="--max-file-size",
    ),
    Setting(
        "max-seconds", kinds.COUNT, str(Limits().seconds), "How many seconds of processor time the check of a file may "
        "take; a file that takes more is given up, which the run says and ends with exit code 2. " + LIFTED,
        "max-seconds = 5", option="--max-seconds",
    ),
    Setting(
        "max-memory", kinds.COUNT, str(Limits().memory), "How many mebibytes of memory the check of a file may take, "
        "likewise. " + LIFTED, "max-memory = 512", option="--max-memory",
    ),
)  # fmt: skip

BY_KEY = {setting.key: setting for setting in SETTINGS}
