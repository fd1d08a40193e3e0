"""A suppression comment suppresses nothing.

## What it does
Reports `# shapelint: ignore[...]`, `# shapelint: ignore-file[...]` and shapelint's codes in `# noqa: ...` that silence
nothing. Codes of other linters in a `noqa` comment are left alone, and so is a `# noqa` without codes, which may be
meant for any of them. Nothing is said of rules that are not in force.

## Why is this bad
The comment says that something is wrong where nothing is; and it would hide the next mistake on its line.

## Example
```python
from torch import nn

net = nn.Linear(4, 8)  # shapelint: ignore[SHP102]
```

## Use instead
```python
from torch import nn

net = nn.Linear(4, 8)
```

## Fix safety
The comment is removed, or the code in it. This is safe: what it silenced is nothing.
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule

RULE = Rule(code="SHP002", name="unused-suppression", severity="warning", documentation=__doc__, has_fixes=True)
