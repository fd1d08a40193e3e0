"""A shapelint comment is malformed.

## What it does
Reports `# shapelint: ...` comments that name no directive, rules that do not exist, rules without square brackets, a
bracket that is not closed, and a value that cannot be read.

## Why is this bad
The comment has no effect: what it is to silence is reported, and what it is to say is not heard.

## Example
```python
from torch import nn

net = nn.Linear(4, 8)  # shapelint: ignore[SHP1O2]
```

## Use instead
```python
from torch import nn

net = nn.Linear(4, 8)
```

## Fix safety
The comment is written as it was meant where that is clear, and removed where it is not. This is unsafe, since it may be
meant to silence something.
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule

RULE = Rule(code="SHP003", name="malformed-directive", severity="warning", documentation=__doc__, has_fixes=True)
