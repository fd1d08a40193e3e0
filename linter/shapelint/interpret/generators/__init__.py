"""Generators read from source: running a body from one `yield` to the next."""
