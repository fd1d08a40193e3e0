"""Files of weights: the names, shapes and element types that their headers state. Nothing in them is executed."""
