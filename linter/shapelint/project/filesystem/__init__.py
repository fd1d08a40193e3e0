"""Paths, globs, directories: what is asked of the file system."""
