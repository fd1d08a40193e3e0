"""Checks in a running notebook: `%load_ext shapelint`."""
