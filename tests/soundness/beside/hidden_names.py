"""What a module brings of which only the name is known."""

WIDTH = 8
RATE = 0.1


def random():
    return 0.5


def sum(values, axis=None):
    return [max(column) for column in zip(*values, strict=True)] if axis == 0 else 0
