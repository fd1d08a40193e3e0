"""The elements of constant tensors."""
