"""A file is not valid Python, so nothing in it can be checked.

## What it does
Reports a file that names a supported framework and cannot be parsed, at the place where the parser gives up.

## Why is this bad
Python raises a `SyntaxError` before it runs a single line, and shapelint can say nothing about the models in the file.

## Example
```text
net = nn.Sequential(nn.Linear(4, 8)
```

## Use instead
```text
net = nn.Sequential(nn.Linear(4, 8))
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule

RULE = Rule(code="SHP001", name="syntax-error", severity="error", documentation=__doc__)
