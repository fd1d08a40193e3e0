"""What the models of `tests/soundness/totals` import and the linter cannot find: the real thing, for the oracle."""


def veiled(value):
    """The value itself."""
    return value


def enlarge(parts, *more):
    """Put more into a list."""
    parts.extend(more)


def furnish(owner, **parts):
    """Set attributes of an object."""
    for name, part in parts.items():
        setattr(owner, name, part)


def run(function, *arguments):
    """Call a function."""
    return function(*arguments)


def for_each(values, function):
    """Call a function on each value."""
    for value in values:
        function(value)


class Extra:
    """A base class that a model may have first."""


def registered(owner):
    """A decorator that gives the class back."""
    return owner
