"""Lists, dicts, sets and iterators as heap objects, which may be open: then they hold at least what is listed.

What a container holds is its own affair. Others ask `exactly()` (all of it, or None when that is not known),
`at_least()` (what it surely holds) or, in `interpret.subscripts`, `typical` (one element that stands for any), and
change it by its methods. A test keeps other modules from reading the raw items, as most code that does forgets that a
container may be open. Whoever changes a container tells the journal first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from shapelint.interpret.domain.open_dicts import opened, optional_keys, surely_kept
from shapelint.records import dataclass, field

if TYPE_CHECKING:
    from shapelint.interpret.domain.values import ClassValue, Instance, ModuleValue
    from shapelint.interpret.interpreter import Frame, Interpreter

SERIAL = count(1).__next__  # the order in which heap objects are made and journal levels are opened
ALWAYS = 0
"""When what a program finds was made: before anything that it does, even where it is put together at its first use."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Why a namespace (an object, a class, a module) may hold more than what is known of it, and other values. What is
    stored under a name afterwards is known again. With `only_adds`, what is held is certain, and only what is missing
    is not; with `handed_over`, code that is not known has had it in hands."""

    reason: str
    only_adds: bool = False
    handed_over: bool = False
    serial: int = field(default_factory=SERIAL)


@dataclass(slots=True, eq=False)
class ListValue:
    """A list, a deque or a view of a dict (the kind says which). When `open` (the text says why), it begins with the
    items, and how many follow is not known. When `bounded` as well, there are no others, but there may be fewer: the
    first of them."""

    _items: list[object]
    open: str = ""
    limit: int | None = None  # how many elements a deque keeps
    bounded: bool = False
    more: int = 0  # how many elements follow at least, when open
    typical: object = None  # what each element looks like, when open; None when that is not known
    kind: str = "list"
    born: int = field(default_factory=SERIAL, repr=False)

    def exactly(self) -> Sequence[object] | None:
        """All elements; None when there may be others, or fewer."""
        return None if self.open else self._items

    def at_least(self) -> Sequence[object]:
        """The elements that it surely begins with."""
        return () if self.bounded else self._items

    def seen(self) -> Sequence[object]:
        """The elements that are known, for those who look for something among them and conclude nothing from what they
        do not find."""
        return self._items

    def fewest(self) -> int:
        """How many elements it has at least."""
        return 0 if self.bounded else len(self._items) + (self.more if self.open else 0)

    def changed(self, change: Callable[[object], object]) -> ListValue:
        """A list of what each element becomes."""
        made = None if self.typical is None else change(self.typical)
        return ListValue([change(item) for item in self._items], self.open, None, self.bounded, self.more, made)

    def copied(self) -> ListValue:
        """A list of the same elements."""
        return self.changed(lambda item: item)

    def append(self, item: object) -> None:
        """Add an element at the end; a deque of limited length lets its first one go."""
        self.extend((item,))

    def extend(self, items: Iterable[object], why: str = "") -> None:
        """Add elements at the end; a text says that there may be others among them."""
        added = list(items)
        if self.open:
            self.more += 0 if why else len(added)
            self.typical = None
        else:
            self._items.extend(added)
            self.open = why
        self.bounded = self.bounded and not (added or why)
        if self.limit is not None:
            if self.open:
                self._items, self.more = [], 0
            elif len(self._items) > self.limit:
                del self._items[: len(self._items) - self.limit]

    def substitute(self, change: Callable[[object], object]) -> None:
        """Put other objects in the place of some elements."""
        self._items = [change(item) for item in self._items]
        self.typical = None if self.typical is None else change(self.typical)

    def state(self) -> tuple[object, ...]:
        """What it holds, shared with nothing: the first elements, why there may be others, how many there are at least,
        and what each is like."""
        held: list[object] = [] if self.bounded else list(self._items)
        return (held, self.open, self.more if self.open else 0, self.typical if self.open else None)

    def set_state(self, state: tuple[object, ...]) -> None:
        """Hold again what it held."""
        items, why, more, typical = state
        self.hold(items, str(why))  # type: ignore[arg-type]
        self.more, self.typical = more, typical  # type: ignore[assignment]

    def put(self, position: int, item: object) -> None:
        """Hold another element in the place of one that it surely begins with."""
        self._items[position] = item
        self.typical = None

    def insert(self, position: int, item: object) -> None:
        """Add an element where it is known what comes before it."""
        self._items.insert(position, item)
        self.typical = None
        if self.limit is not None:
            del self._items[self.limit :]

    def take(self, position: int) -> object:
        """Let an element go that it surely begins with, and return it."""
        return self._items.pop(position)

    def take_last(self) -> None:
        """Let the last element go, of which is not known which one it is."""
        if self.more:
            self.more -= 1
        else:
            del self._items[-1:]

    def rearrange(self, why: str) -> None:
        """Hold the same elements in an order that is not known."""
        count, like = self.fewest(), self.typical
        self.hold((), self.open or why)
        self.more, self.typical = count, like

    def become(self, other: ListValue) -> None:
        """Hold what another list holds."""
        self._items, self.open, self.bounded = list(other._items), other.open, other.bounded
        self.more, self.typical = other.more, other.typical

    def hold(self, items: Iterable[object], why: str = "") -> None:
        """Hold these elements in place of all others; a text says that others may follow."""
        self._items, self.open, self.bounded, self.more, self.typical = list(items), why, False, 0, None

    def forget(self, why: str) -> None:
        """Nothing is known of the elements any more."""
        self.hold((), self.open or why)


@dataclass(slots=True, eq=False)
class SetValue:
    """A set. When `open`, it holds the items and may hold others."""

    _items: dict[object, object]
    open: str = ""
    frozen: bool = False
    born: int = field(default_factory=SERIAL, repr=False)

    def exactly(self) -> Mapping[object, object] | None:
        """All elements, as the keys of a mapping; None when there may be others."""
        return None if self.open else self._items

    def at_least(self) -> Mapping[object, object]:
        """The elements that it surely holds, as the keys of a mapping."""
        return self._items

    def fewest(self) -> int:
        """How many elements it has at least."""
        return len(self._items)

    def add(self, item: object) -> None:
        """Hold an element that is known."""
        self._items[item] = item

    def drop(self, item: object) -> None:
        """Let an element go that it surely holds."""
        del self._items[item]

    def copied(self) -> SetValue:
        """A set of the same elements."""
        return SetValue(dict(self._items), self.open, self.frozen)

    def hold(self, items: Iterable[object], why: str = "") -> None:
        """Hold these elements in place of all others; a text says that it may hold more."""
        self._items, self.open = {item: item for item in items}, why

    def forget(self, why: str) -> None:
        """Nothing is known of the elements any more."""
        self.hold((), self.open or why)


@dataclass(slots=True, eq=False)
class DictValue:
    """A dict, an OrderedDict or a defaultdict. Keys are hashable values; when `open`, it holds the items and may hold
    others: any, or those that an `Optional` names."""

    _items: dict[object, object]
    open: str = ""
    factory: object = None
    kind: str = "dict"
    owner: Instance | ClassValue | ModuleValue | None = None  # the namespace that this dict shows
    born: int = field(default_factory=SERIAL, repr=False)

    def exactly(self) -> Mapping[object, object] | None:
        """All items; None when there may be others."""
        return None if self.open else self._items

    def at_least(self) -> Mapping[object, object]:
        """The items that it surely holds."""
        return self._items

    def holds(self, key: object) -> bool | None:
        """Whether it holds a key that is known; None when that is not known."""
        if key in self._items:
            return True
        keys = optional_keys(self.open)
        return None if keys is None or key in keys else False

    def fewest(self) -> int:
        """How many items it has at least."""
        return len(self._items)

    def changed(self, change: Callable[[object], object]) -> DictValue:
        """A dict of what each value becomes, under the same keys."""
        items = {key: change(value) for key, value in self._items.items()}
        return DictValue(items, self.open, self.factory, self.kind)

    def copied(self) -> DictValue:
        """A dict of the same items."""
        return self.changed(lambda item: item)

    def put(self, key: object, value: object) -> None:
        """Hold a value under a key that is known."""
        self._items[key] = value

    def drop(self, key: object) -> object:
        """Let an item go that it surely holds, and return its value."""
        return self._items.pop(key)

    def update(self, items: Mapping[Any, object], why: str = "") -> None:
        """Put items over those that it holds; a text says that others, or those that an `Optional` names, may be
        among them."""
        kept = surely_kept(self._items, why) if why else self._items
        self.hold({**kept, **items}, opened(self.open, why))
        if why:
            self._open_owner()

    def hold(self, items: Mapping[object, object], why: str = "") -> None:
        """Hold these items in place of all others; a text says that it may hold more."""
        made = dict(items)
        self._items.clear()
        self._items.update(made)
        is_news = why != self.open
        self.open = why
        if is_news:
            self._open_owner()

    def gain(self, why: str) -> None:
        """It may hold further items from now on."""
        self.open = str(self.open) or why
        self._open_owner()

    def _open_owner(self) -> None:
        """What opens the dict of a namespace opens the namespace."""
        if self.owner is not None and self.open and self.owner.open is None:
            self.owner.open = Opening(str(self.open))

    def forget(self, why: str) -> None:
        """Nothing is known of the items any more."""
        self.hold({}, str(self.open) or why)
        self._open_owner()


class Suspended:
    """An iterator between two values, as an immutable value: what it gives next is worked out when it is asked for."""

    __slots__ = ()

    def step(self, m: Interpreter, sent: object) -> Step:
        """Go on to the next value; `sent` is what the last `yield` gives. Raises what the iterator's code raises."""
        raise NotImplementedError

    def join(self, other: object) -> Suspended:
        """The iterator that stands as this one or as another state of it does; None is its end."""
        return Perhaps(self) if other is None else self.lost()

    def lost(self) -> Suspended:
        """The iterator when it may stand anywhere, further on."""
        raise NotImplementedError

    def unbegun(self) -> Frame | None:
        """The activation of a generator of which nothing has been run."""
        return None

    def ending(self) -> Suspended | None:
        """What is done by going on where it is left before its end, if anything is."""
        return None

    def before_last(self) -> Suspended | None:
        """The iterator just before its last value, where all values before that look alike and this one may not."""
        return None

    def holds(self) -> Iterable[object]:
        """What it has in hands."""
        return ()

    def opens(self) -> Iterable[object]:
        """What whoever has it in hands may change by going on."""
        return ()


@dataclass(frozen=True, slots=True)
class Perhaps(Suspended):
    """An iterator that may be at its end."""

    otherwise: Suspended

    def step(self, m: Interpreter, sent: object) -> Step:
        made = self.otherwise.step(m, sent)
        then = None if made.then is None else Perhaps(made.then)
        return made if made.comes is False else Step(None, made.value, then, made.result)

    def lost(self) -> Suspended:
        return Perhaps(self.otherwise.lost())

    def ending(self) -> Suspended | None:
        return self.otherwise.ending()

    def holds(self) -> Iterable[object]:
        return self.otherwise.holds()

    def opens(self) -> Iterable[object]:
        return self.otherwise.opens()


@dataclass(frozen=True, slots=True)
class Step:
    """What going on gives: whether there is a value (None: perhaps), the value, where the iterator then is (None at its
    end), and what it returns there."""

    comes: bool | None
    value: object = None
    then: Suspended | None = None
    result: object = None


@dataclass(slots=True, eq=False)
class IteratorValue:
    """An iterator: its values, of which `position` says the next; when open, others follow that are not known.

    One that works out its values when they are asked for is `pending`; it has no others then.
    """

    _items: list[object]
    open: str = ""
    position: int = 0
    typical: object = None  # what each element looks like, when open
    pending: Suspended | None = None
    result: object = None  # what a generator returns
    born: int = field(default_factory=SERIAL, repr=False)

    def exactly(self) -> Sequence[object] | None:
        """All values that are still to come; None when others may follow, or none of it has been run."""
        return None if self.open or self.pending is not None else self._items[self.position :]

    def at_least(self) -> Sequence[object]:
        """The values that surely come next."""
        return self._items[self.position :]

    def has_next(self) -> bool:
        """Whether a value is known to come."""
        return self.position < len(self._items)

    def peek(self) -> object:
        """The value that surely comes next."""
        return self._items[self.position]

    def seen(self) -> Sequence[object]:
        """The values that are known, those that it has given included."""
        return self._items

    def substitute(self, change: Callable[[object], object]) -> None:
        """Put other objects in the place of some values."""
        self._items = [change(item) for item in self._items]
        self.typical = None if self.typical is None else change(self.typical)

    def advance(self, count: int = 1) -> None:
        """Some more of the values have been given."""
        self.position = min(self.position + count, len(self._items))

    def state(self) -> tuple[object, ...]:
        """What it has given and will give."""
        return (self.position, self.open, self._items, self.pending, self.typical, self.result)

    def set_state(self, state: tuple[object, ...]) -> None:
        """Go back to where it was."""
        self.position, self.open, self._items, self.pending, self.typical, self.result = state  # type: ignore[assignment]

    def forget(self, why: str) -> None:
        """Nothing is known of what it gives from now on."""
        self._items, self.position, self.typical, self.open, self.pending = [], 0, None, self.open or why, None

    def become(self, made: IteratorValue) -> None:
        """Give what another one gives."""
        self._items, self.position, self.open, self.pending = made._items, made.position, made.open, made.pending
        self.result, self.typical = made.result, made.typical
