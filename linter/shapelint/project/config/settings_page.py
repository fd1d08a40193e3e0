"""The settings as text: those in force as TOML, all of them as a page of documentation."""

from __future__ import annotations

import json
import os
from typing import Any

from shapelint.project.config.configuration_files import FILE_NAMES, Layers, defaults, merged
from shapelint.project.config.setting_table import SETTINGS, Setting
from shapelint.project.filesystem.globs import Glob


def settings_toml(layers: Layers, root: str) -> str:
    """What holds, one line for each setting; a comment tells what says so."""
    values: dict[str, Any] = {**dict(defaults(root)), **merged(layers)}
    lines: list[str] = []
    for setting in SETTINGS:
        said = [layer for layer in layers if setting.key in layer.values]
        if setting.merging == "selection" and said:
            values[setting.key] = said[-1].values[setting.key]
        if setting.merging == "file" or setting.key not in values:
            continue
        origin = f"  # {', '.join(layer.origin for layer in said)}" if said else ""
        lines.append(f"{setting.key} = {toml_text(values[setting.key], setting)}{origin}")
    return "\n".join(lines) + "\n"


def toml_text(value: object, setting: Setting) -> str:
    """A value as TOML writes it."""
    if setting.kind.is_table and isinstance(value, tuple):
        return "{" + ", ".join(f"{json.dumps(key)} = {_text(item)}" for key, item in value) + "}"
    return _text(value)


def _text(value: object) -> str:
    from shapelint.analysis.inputs import InputSpec

    if isinstance(value, tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, Glob):
        return json.dumps(value.pattern)
    if isinstance(value, InputSpec):
        name = "" if value.name is None else f"{value.name}="
        kind = "" if value.dtype is None else f":{value.dtype}"
        return json.dumps(f"{name}{','.join(map(str, value.dims))}{kind}")
    if isinstance(value, os.PathLike):
        return json.dumps(os.fspath(value))
    return json.dumps(value, ensure_ascii=False)


HEAD = f"""# Configuration

Settings stand in the table `[tool.shapelint]` of `pyproject.toml`, or at the top level of `shapelint.toml` or
`.shapelint.toml`. For each checked file the nearest such file counts, in its directory or one above it; in one
directory the order is {", ".join(f"`{name}`" for name in FILE_NAMES)}. A file does not inherit from those above it; it
can build on another with `extend`. What the command line says wins. How results are written is settled by the
configuration of the current directory.

```toml
[tool.shapelint]
extend-select = ["discarded-border"]
extend-exclude = ["vendor"]

[tool.shapelint.per-file-ignores]
"tests/*" = ["SHP2"]

[tool.shapelint.inputs]
"pkg.net.Net" = [[1, 3, 32, 32]]
```

`--config FILE` uses one file for everything, `--config "key = value"` lays one setting over all files, `--isolated`
reads none, and `--show-settings` prints what holds. An unknown key or a value of the wrong type ends the run with exit
code 2 and names the file and the key.

Globs match a file's or directory's name, or its path from the directory of the configuration file: `*` is any
characters (`/` included), `**/` any number of directories, `?` one character, `[ab]` one of some, `{{a,b}}`
alternatives.

## Settings
"""


def settings_page() -> str:
    """docs/configuration.md."""
    return HEAD + "".join(f"\n{_section(setting)}" for setting in SETTINGS)


def _section(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "none"
    option = f"  \nOption: `{setting.option}`" if setting.option else ""
    return (
        f"### `{setting.key}`\n\n{setting.text}\n\nType: {setting.kind.text}  \nDefault: {default}{option}\n\n"
        f"```toml\n{setting.example}\n```\n"
    )
