"""The built-in exception classes."""

from __future__ import annotations

from shapelint.interpret.domain.values import ALWAYS, ClassValue, Instance

OBJECT = ClassValue("object", (), {}, qualified_name="object", born=ALWAYS)
OBJECT.mro = (OBJECT,)

HIERARCHY = {
    "BaseException": "object",
    "Exception": "BaseException",
    "KeyboardInterrupt": "BaseException",
    "SystemExit": "BaseException",
    "GeneratorExit": "BaseException",
    "ArithmeticError": "Exception",
    "ZeroDivisionError": "ArithmeticError",
    "OverflowError": "ArithmeticError",
    "AssertionError": "Exception",
    "AttributeError": "Exception",
    "FrozenInstanceError": "AttributeError",  # of dataclasses
    "EOFError": "Exception",
    "ImportError": "Exception",
    "ModuleNotFoundError": "ImportError",
    "LookupError": "Exception",
    "IndexError": "LookupError",
    "KeyError": "LookupError",
    "MemoryError": "Exception",
    "NameError": "Exception",
    "UnboundLocalError": "NameError",
    "OSError": "Exception",
    "FileNotFoundError": "OSError",
    "FileExistsError": "OSError",
    "PermissionError": "OSError",
    "ConnectionError": "OSError",
    "TimeoutError": "OSError",
    "RuntimeError": "Exception",
    "NotImplementedError": "RuntimeError",
    "RecursionError": "RuntimeError",
    "StopIteration": "Exception",
    "StopAsyncIteration": "Exception",
    "SyntaxError": "Exception",
    "TypeError": "Exception",
    "ValueError": "Exception",
    "UnicodeError": "ValueError",
    "UnicodeDecodeError": "UnicodeError",
    "Warning": "Exception",
    "UserWarning": "Warning",
    "DeprecationWarning": "Warning",
    "FutureWarning": "Warning",
    "RuntimeWarning": "Warning",
    "ImportWarning": "Warning",
    "ResourceWarning": "Warning",
    "PendingDeprecationWarning": "Warning",
    "BlockingIOError": "OSError",
    "BrokenPipeError": "ConnectionError",
    "BufferError": "Exception",
    "BytesWarning": "Warning",
    "ChildProcessError": "OSError",
    "ConnectionAbortedError": "ConnectionError",
    "ConnectionRefusedError": "ConnectionError",
    "ConnectionResetError": "ConnectionError",
    "EncodingWarning": "Warning",
    "FloatingPointError": "ArithmeticError",
    "IndentationError": "SyntaxError",
    "InterruptedError": "OSError",
    "IsADirectoryError": "OSError",
    "NotADirectoryError": "OSError",
    "ProcessLookupError": "OSError",
    "ReferenceError": "Exception",
    "SyntaxWarning": "Warning",
    "SystemError": "Exception",
    "TabError": "IndentationError",
    "UnicodeEncodeError": "UnicodeError",
    "UnicodeTranslateError": "UnicodeError",
    "UnicodeWarning": "Warning",
}
ALIASES = {"EnvironmentError": "OSError", "IOError": "OSError"}


def make_classes() -> dict[str, ClassValue]:
    classes: dict[str, ClassValue] = {"object": OBJECT}
    for name, base in HIERARCHY.items():
        parent = classes[base]
        made = ClassValue(name, (parent,), {}, qualified_name=name, born=ALWAYS)
        made.mro = (made, *parent.mro)
        classes[name] = made
    return {**classes, **{name: classes[meant] for name, meant in ALIASES.items()}}


EXCEPTIONS = make_classes()


def make_exception(name: str, message: str) -> Instance:
    """An instance of a built-in exception class."""
    return Instance(EXCEPTIONS.get(name, EXCEPTIONS["Exception"]), {"args": (message,)})
