"""How results are written: one module for each format, each a function from data to text."""
