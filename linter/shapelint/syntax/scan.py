"""A lexical scan of Python source, good enough to tell strings and comments from code without parsing."""

from __future__ import annotations

STRING = (
    r'"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:"""|\Z)'
    r"|'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*(?:'''|\Z)"
    r'|"[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*"?'
    r"|'[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*'?"
)
"""A string literal from its opening quote on, whatever its prefix; one that is never closed ends with its line or the
file."""
COMMENT = r"#[^\r\n]*"
