"""What holds for a file: the settings as the engine wants them."""

from __future__ import annotations

from shapelint.files import MAX_FILE_SIZE
from shapelint.project.config.selection import Selection
from shapelint.project.execution.file_limits import Limits
from shapelint.project.filesystem.globs import Glob
from shapelint.records import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from shapelint.analysis.inputs import InputSpec

DEFAULT_EXCLUDE = (".*", "__pycache__", "build", "dist", "node_modules", "site-packages", "venv")
IgnoresByGlob = tuple[tuple[Glob, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has asked for, on the command line and in the configuration that holds for a file.

    `inputs` are those of every model, `model_inputs` those of single models by name; `packages` and `src` are as for
    ProjectFiles; `layers` are declared names with the known layer that each behaves like; `severity` holds selectors of
    rules with what the rules count as. `limits` are what the check of a file may cost, `max_file_size` how many bytes
    of source it may have (0 for any number). `cache_problem` says why results cannot be kept where the configuration
    wants them. `root` is the directory of the configuration file, "" without one."""

    selection: Selection = field(default_factory=Selection)
    inputs: tuple[InputSpec, ...] = ()
    packages: tuple[Path, ...] | None = None
    src: tuple[Path, ...] | None = None
    model_inputs: tuple[tuple[str, tuple[InputSpec, ...]], ...] = ()
    layers: tuple[tuple[str, str], ...] = ()
    per_file_ignores: IgnoresByGlob = ()
    severity: tuple[tuple[str, str], ...] = ()
    include: tuple[Glob, ...] = (Glob("*.py", ""), Glob("*.ipynb", ""))
    exclude: tuple[Glob, ...] = tuple(Glob(name, "") for name in DEFAULT_EXCLUDE)
    force_exclude: bool = False
    respect_gitignore: bool = True
    output_format: str = "full"
    baseline: str | None = None
    cache_dir: str | None = None
    cache_problem: str = ""
    limits: Limits = Limits()
    max_file_size: int = MAX_FILE_SIZE
    root: str = ""


class SettingsSource:
    """Whatever knows the settings that hold for an absolute directory."""

    def of_directory(self, directory: str) -> Settings:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SameSettings(SettingsSource):
    """The same settings everywhere."""

    settings: Settings

    def of_directory(self, directory: str) -> Settings:
        return self.settings
