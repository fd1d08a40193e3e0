"""A chain of layers that is given as text: read, worked out step by step, and written in any framework."""
