"""Gymnasium: the spaces of the standard environments, and what these give."""
