"""The semantics of Python: one module for each part of the language."""
