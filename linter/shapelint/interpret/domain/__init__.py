"""The abstract domain: the values that the interpreter computes with."""
