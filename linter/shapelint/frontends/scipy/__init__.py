"""Sparse matrices of scipy."""
