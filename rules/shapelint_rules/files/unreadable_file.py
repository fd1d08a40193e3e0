"""A file cannot be read as text.

## What it does
Reports a file that cannot be opened, or whose bytes are not text in its declared encoding (UTF-8 unless a coding
comment says otherwise).

## Why is this bad
Python could not import the file either, and shapelint can say nothing about the models in it.

## How to fix
Save the file as UTF-8, or declare its encoding in the first or second line:
```text
# -*- coding: latin-1 -*-
```
"""

from __future__ import annotations

from shapelint.diagnostics.rule import Rule

RULE = Rule(code="SHP004", name="unreadable-file", severity="error", documentation=__doc__)
