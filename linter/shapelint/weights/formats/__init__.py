"""One reader a file format, each named after the library that writes it."""
