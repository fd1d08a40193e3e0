"""How a framework's API is declared: one Python function per entry, whose own signature is the API's signature.

    torch = Vocabulary("torch")

    @torch.layer("torch.nn.Conv2d")
    def conv2d(in_channels: int, out_channels: int, kernel_size: Size2, ...) -> Convolution: ...

    @torch.function("torch.flatten", method="flatten")
    def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Application:
        return Application(Flatten(start_dim, end_dim), (input,))

The annotation of a parameter, taken as text, says what the value is coerced to before the body sees it: see
`shapelint.interpret.api.coercions`. A body never sees an unknown for a parameter that it needs: then the call becomes
an `Opaque` operation with the reason.
"""

from __future__ import annotations

from collections.abc import Callable

from shapelint.ir import Kind, Tensor, TypedCall, Typing
from shapelint.ir.element_types import UNTYPED
from shapelint.ops.operation import Operation
from shapelint.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Application:
    """An operation to run on tensors. `arrange` builds the returned value from the output tensors; by default one
    output is itself and several are a tuple."""

    operation: Operation
    inputs: tuple[Tensor, ...]
    arrange: Callable[..., object] | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A call that the framework refuses, whatever else happens: returned by a body in place of its operation. A layer
    may be made with what it refuses only `when_called`."""

    kind: Kind
    argument: str | None
    text: str
    expected: object = ""
    actual: object = ""
    when_called: bool = False


@dataclass(frozen=True, slots=True)
class Undetermined:
    """What a body (or a coercion) returns when an unknown value keeps it from an answer."""

    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared name. `shape` is "layer" (a class whose instances are called) or "function".

    `exact` tells that the declared signature is known to be the API's, so that a call that does not bind is refused;
    compiled functions do not show theirs.

    A method that `replaces` changes the tensor itself: what it gives stands for its receiver from then on.

    For a layer, `implementation(...)` has the constructor's signature and returns the operation, and `call(operation,
    ...)` has the signature of its call (after the operation) and returns an Application. `bases` are further declared
    classes that
    `isinstance` must know. For a function, `implementation(...)` returns an Application or a plain value.
    """

    name: str
    framework: str
    shape: str
    implementation: Callable[..., object]
    call: Callable[..., object] | None = None
    bases: tuple[str, ...] = ()
    exact: bool = True
    replaces: bool = False


def call_with_input(operation: Operation, input: Tensor) -> Application:
    """The call of most layers: one tensor in, the operation's outputs out."""
    return Application(operation, (input,))


Decorator = Callable[[Callable[..., object]], Callable[..., object]]


def untyped(call: TypedCall) -> Typing:
    """No element type is known."""
    return UNTYPED


@dataclass(slots=True)
class Vocabulary:
    """The declared names of one framework. Filled once, when the framework's modules are imported. `compared` are the
    types besides numbers whose values a tensor is compared with element by element; it equals no value of another."""

    framework: str
    layer_call: Callable[..., object] = call_with_input
    exact: tuple[str, ...] = ("",)  # the prefixes of names whose signatures are compared with the framework's
    unsigned: frozenset[str] = frozenset()  # classes that hide what they take behind `*args, **kwargs`
    entries: dict[str, Entry] = field(default_factory=dict)
    methods: dict[str, Entry] = field(default_factory=dict)
    properties: dict[str, Callable[[Tensor], object]] = field(default_factory=dict)
    compared: tuple[type, ...] = ()
    held_as: dict[type, frozenset[str]] = field(default_factory=dict)  # what its scalars and shapes have besides
    held_attributes: dict[type, Callable[[object, str], object]] = field(default_factory=dict)  # and what those give
    typed: Callable[[TypedCall], Typing] = untyped  # the element types that a call gives, and what it refuses for them
    default_setters: tuple[str, ...] = ()  # the names of what sets the type of what is created
    setters: dict[str, tuple[str, object]] = field(default_factory=dict)  # method -> the attribute it sets, its default

    def layer(self, *names: str, call: Callable[..., object] | None = None, bases: tuple[str, ...] = ()) -> Decorator:
        """Declare a layer class under its full name and any aliases."""

        def register(implementation: Callable[..., object]) -> Callable[..., object]:
            entry = Entry(names[0], self.framework, "layer", implementation, call or self.layer_call, bases)
            for name in names:
                self.entries[name] = entry
            return implementation

        return register

    def function(self, *names: str, method: str | None = None) -> Decorator:
        """Declare a function under its full name and any aliases, and as a tensor method when `method` names one."""

        def register(implementation: Callable[..., object]) -> Callable[..., object]:
            entry = Entry(names[0], self.framework, "function", implementation, exact=names[0].startswith(self.exact))
            for name in names:
                self.entries[name] = entry
            if method is not None:
                self.methods[method] = entry
            return implementation

        return register

    def method(self, *names: str, replaces: bool = False) -> Decorator:
        """Declare tensor methods; the first parameter is the tensor itself."""

        def register(implementation: Callable[..., object]) -> Callable[..., object]:
            name = f"{self.framework}.Tensor.{names[0]}"
            entry = Entry(name, self.framework, "function", implementation, exact=False, replaces=replaces)
            for name in names:
                self.methods[name] = entry
            return implementation

        return register

    def attribute(self, *names: str) -> Decorator:
        """Declare tensor properties (`x.shape`, `x.T`): a function of the tensor alone."""

        def register(implementation: Callable[[Tensor], object]) -> Callable[..., object]:
            for name in names:
                self.properties[name] = implementation
            return implementation

        return register
