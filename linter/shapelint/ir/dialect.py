"""What a framework has to itself: how its tensors behave, how its models are laid out, how things are written.

Each frontend describes its own. The interpreter and the rules ask these records, and never for a framework by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from shapelint.records import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class TensorBehavior:
    """What a program can do with tensors. `known_elements`: the elements of small constants are followed. `in_place`:
    `x += y` and `x[i] = y` change the tensor itself, so that y must fit into it. `negative_steps`: slices may run
    backwards. `byte_masks`: an index of bytes selects as one of booleans does. `untyped_masks`: an index whose type is
    not known may be of booleans. `is_iterable`: a tensor certainly is an instance of `Iterable` and its like.
    `keeps_type`: `x += y` leaves x the type of its elements. `own_numbers`: functions of numbers give numbers of the
    framework's own types, which are held as Python's. `compares_any`: `==` and `!=` raise nothing where the sizes do
    not fit; they may ask whether both are one object."""

    known_elements: bool = False
    in_place: bool = False
    negative_steps: bool = True
    byte_masks: bool = True
    untyped_masks: bool = False
    is_iterable: bool = False
    keeps_type: bool = False
    own_numbers: bool = False
    compares_any: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ModelLayout:
    """How models are written. `method` is what a call of a model runs. `bases` are the full names of the classes whose
    constructor needs no argument; `set_up` is an attribute that this constructor leaves behind in every model.
    `containers` are the registering containers of layers, by the Python type whose place they take. `is_symbolic`:
    models are put together by calls on symbolic tensors. `is_eager`: an operation runs wherever its line does.
    `builds_at_first_call`: a layer has no weights before its first call."""

    method: str = "call"
    bases: tuple[str, ...] = ()
    set_up: str = ""
    containers: Mapping[str, str] = field(default_factory=dict)
    is_symbolic: bool = False
    is_eager: bool = False
    builds_at_first_call: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """How things are written: parameters by the names that most layers have for them, and the templates of fixes (see
    shapelint.diagnostics.remedy.Rewrite); "", or no entry, where nothing is written so.

    `prefixes` shorten the names of functions in messages. `method_prefix` begins the names of a tensor's methods;
    `has_methods` tells that flatten, movedim, permute, reshape, squeeze, transpose and unsqueeze are among them.
    `flatten_layer` is the full name of the layer that makes a row of each sample, `flatten` the call that makes them of
    {0}, `rows` how each function that reshapes is written so that it does, with another way to write it. `turned` are
    the functions that a reshape to transposed axes is written with. `transposed` exchanges the last two axes of {text},
    `operand_transposed` those of the first and of the second operand of `@`. `squeezed` are functions that drop axes,
    written so that they drop AXES. `conversions` are the calls behind a tensor that give it an element type, by the
    type's name."""

    bias: str = "bias"
    axis: str = "axis"
    prefixes: tuple[tuple[str, str], ...] = ()
    method_prefix: str = ""
    has_methods: bool = False
    flatten_layer: str = ""
    flatten: str = ""
    rows: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    turned: tuple[str, ...] = ()
    transposed: str = ""
    operand_transposed: tuple[str, str] | None = None
    squeezed: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)
    conversions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """The help of findings in the framework's own terms. `flatten`: of an image that nothing has flattened. `whole`: of
    a flatten that takes the batch with it. `rows`: of rows that are no samples. `flattened`: what does as well as a
    squeeze of the trailing axes. `border`: of places that no window reaches. `layout`: how a layer gets images of the
    {other} layout. `turn`: of a reshape that does not transpose, where tensors have no methods that do. `scores`: the
    losses for what an activation gives. `loading`: of weights that are missing or unexpected. `single`: of a tensor of
    one number that is indexed."""

    flatten: str = "flatten each sample before"
    whole: str = "leave the batch axis out"
    rows: str = "keep the batch: give the open size to the features"
    flattened: str = ""
    border: str = "pad the input or change the stride"
    layout: str = ""
    turn: str = ""
    scores: Mapping[str, str] = field(default_factory=dict)
    loading: str = ""
    single: str = "take the number itself"


@dataclass(frozen=True, slots=True, eq=False)
class ModelSpelling:
    """How a plain stack is written as a model of its own kind: `opening`, the line `built` for each layer, `middle`,
    the line `called` for each layer, `closing`. {name} is an attribute for the layer, {layer} the call that builds it,
    {before} what arrives: the variable `given` at the first one, then `x`. SHAPE is that of one sample."""

    opening: str
    called: str
    closing: str
    built: str = ""
    middle: str = ""
    given: str = "x"


@dataclass(frozen=True, slots=True, eq=False)
class StackSpelling:
    """How a plain stack of layers is written: `layers` are the module that the layers are in and the prefix that their
    names get; `opening` and `closing` stand around them, a line each, after `imports`; `given` is the line that states
    the SHAPE of one sample, if there is one; `model` is the other way to write it."""

    imports: tuple[str, ...]
    layers: tuple[str, str]
    opening: str
    closing: str
    given: str = ""
    model: ModelSpelling | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """A framework as the operations do not show it. `channels_last`: layers take images with the channels last unless
    they are told otherwise. `implicit_softmax_axis`: a softmax without an axis takes one by the tensor's rank."""

    name: str
    channels_last: bool = False
    implicit_softmax_axis: bool = False
    tensors: TensorBehavior = field(default_factory=TensorBehavior)
    models: ModelLayout = field(default_factory=ModelLayout)
    spelling: Spelling = field(default_factory=Spelling)
    advice: Advice = field(default_factory=Advice)
    stack: StackSpelling | None = None


NEUTRAL = Dialect("")
"""Of tensors and calls that belong to no framework."""
