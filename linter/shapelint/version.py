"""The version of shapelint."""

__version__ = "0.1.0"
