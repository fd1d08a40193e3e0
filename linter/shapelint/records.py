"""dataclasses that cost next to nothing to define: the standard library's decorator, as far as shapelint needs it.

`dataclasses.dataclass` writes and compiles up to ten methods for every class when its module is imported, about half a
millisecond each time; with some 250 classes that was two thirds of what importing shapelint took. Here a class gets
small stand-ins, and a method is compiled when it is first called. What the classes do is the same: type checkers are
told that these are the standard library's names, and a test holds both against each other."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take the name for true; the typing module is dear
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace

__all__ = ["FrozenInstanceError", "dataclass", "field", "replace"]


class FrozenInstanceError(AttributeError):
    """A field of a frozen record was assigned to."""


if not TYPE_CHECKING:
    MISSING = object()
    FIELDS = "__record_fields__"

    class field:  # noqa: N801
        """What a field is besides its name: its default, and whether it takes part in comparison and representation."""

        __slots__ = ("compare", "default", "default_factory", "repr")

        def __init__(self, *, default=MISSING, default_factory=MISSING, repr=True, compare=True):
            self.default = default
            self.default_factory = default_factory
            self.repr = repr
            self.compare = compare

    def dataclass(cls=None, *, frozen=False, slots=False, eq=True):
        """See dataclasses.dataclass."""

        def decorate(cls):
            return _decorate(cls, frozen, slots, eq)

        return decorate if cls is None else decorate(cls)

    def replace(record, /, **changes):
        """See dataclasses.replace."""
        for name in getattr(record, FIELDS):
            if name not in changes:
                changes[name] = getattr(record, name)
        return record.__class__(**changes)

    def _decorate(cls, frozen, slots, eq):
        names = [name for name, text in cls.__annotations__.items() if "ClassVar" not in str(text)]
        fields = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get(FIELDS, {}))
        for name in names:
            stated = cls.__dict__.get(name, MISSING)
            fields[name] = stated if isinstance(stated, field) else field(default=stated)
        if slots:
            cls = _with_slots(cls, names)
        else:
            for name in names:
                if isinstance(cls.__dict__.get(name), field):
                    delattr(cls, name)
        setattr(cls, FIELDS, fields)
        cls.__match_args__ = tuple(fields)
        _equip(cls, frozen, eq)
        return cls

    def _with_slots(cls, names):
        inherited = {slot for base in cls.__mro__[1:] for slot in base.__dict__.get("__slots__", ())}
        namespace = {k: v for k, v in cls.__dict__.items() if k not in names and k not in ("__dict__", "__weakref__")}
        namespace["__slots__"] = tuple(name for name in names if name not in inherited)
        namespace["__qualname__"] = cls.__qualname__
        return type(cls)(cls.__name__, cls.__bases__, namespace)

    def _equip(cls, frozen, eq):
        own = cls.__dict__
        cls.__init__ = _stand_in(cls, "__init__", lambda: _compile_init(cls, frozen))
        if "__repr__" not in own:
            cls.__repr__ = _represent if eq else _represent_identity
        if eq:
            has_hash = own.get("__hash__") is not None
            if "__eq__" not in own:
                cls.__eq__ = _stand_in(cls, "__eq__", lambda: _compile_eq(cls))
            if not has_hash:
                cls.__hash__ = _stand_in(cls, "__hash__", lambda: _compile_hash(cls)) if frozen else None
        if frozen:
            cls.__setattr__ = _refuse
            cls.__delattr__ = _refuse
            cls.__getstate__ = _get_state
            cls.__setstate__ = _set_state

    def _stand_in(cls, name, compile_method):
        """A method that compiles the real one, puts it in its own place, and calls it."""

        def stand_in(self, *arguments, **keywords):
            method = compile_method()
            setattr(cls, name, method)
            return method(self, *arguments, **keywords)

        return stand_in

    def _compile(name, parameters, body, scope):
        exec(f"def {name}({', '.join(parameters)}):\n  " + "\n  ".join(body), scope)
        method = scope[name]
        del scope[name]
        return method

    def _compile_init(cls, frozen):
        scope = {"_missing": MISSING, "_set": object.__setattr__}
        parameters, body = ["self"], []
        for name, stated in getattr(cls, FIELDS).items():
            value = name
            if stated.default_factory is not MISSING:
                scope[f"_new_{name}"] = stated.default_factory
                parameters.append(f"{name}=_missing")
                value = f"_new_{name}() if {name} is _missing else {name}"
            elif stated.default is not MISSING:
                scope[f"_default_{name}"] = stated.default
                parameters.append(f"{name}=_default_{name}")
            else:
                parameters.append(name)
            slot = _slot(cls, name) if frozen else None
            if slot is not None:
                scope[f"_set_{name}"] = slot.__set__
                body.append(f"_set_{name}(self, {value})")
            else:
                body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        return _compile("__init__", parameters, body or ["pass"], scope)

    def _slot(cls, name):
        """The descriptor of a slot, whose own setter is quicker than that of `object`; None where there is none."""
        found = next((base.__dict__[name] for base in cls.__mro__ if name in base.__dict__), None)
        return found if type(found).__name__ == "member_descriptor" else None

    def _compared(cls):
        return [name for name, stated in getattr(cls, FIELDS).items() if stated.compare]

    def _tuple_of(cls, record):
        return "(" + "".join(f"{record}.{name}, " for name in _compared(cls)) + ")"

    def _compile_eq(cls):
        body = [
            "if other.__class__ is not self.__class__: return NotImplemented",
            f"return {_tuple_of(cls, 'self')} == {_tuple_of(cls, 'other')}",
        ]
        return _compile("__eq__", ["self", "other"], body, {})

    def _compile_hash(cls):
        return _compile("__hash__", ["self"], [f"return hash({_tuple_of(cls, 'self')})"], {})

    def _represent(self):
        shown = (f"{name}={getattr(self, name)!r}" for name, stated in getattr(self, FIELDS).items() if stated.repr)
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    def _represent_identity(self):
        """What has an identity may hold others that hold it again: its text says what it is, not what it holds."""
        name = getattr(self, "name", "")
        return (
            f"<{self.__class__.__qualname__} {name}>"
            if isinstance(name, str) and name
            else f"<{self.__class__.__qualname__}>"
        )

    def _refuse(self, name, value=None):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _get_state(self):
        return [getattr(self, name) for name in getattr(self, FIELDS)]

    def _set_state(self, state):
        for name, value in zip(getattr(self, FIELDS), state, strict=True):
            object.__setattr__(self, name, value)
