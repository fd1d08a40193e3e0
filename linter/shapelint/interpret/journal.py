"""The journal of heap changes: how both sides of an undecided branch run, one after the other, and are merged.

Whoever changes a heap object calls `record_write` first. While a level is open, the first write keeps the object's
state; rolling the level back gives the changed states and restores the old ones, so that the other side starts from
where the first one did.
"""

from __future__ import annotations

from shapelint.interpret.domain.join import State, forgotten, is_same_state, merge_states, restore, snapshot
from shapelint.interpret.domain.values import ALWAYS, SERIAL, Cell, DictValue, HeapObject
from shapelint.records import dataclass, field

States = dict[int, tuple[HeapObject, State]]


class Level(States):
    """The states that objects had when they were first changed in a branch. An object that is made within the branch is
    not among them: no other branch knows it, so nothing has to be put back or merged."""

    __slots__ = ("start",)

    def __init__(self) -> None:
        super().__init__()
        self.start = SERIAL()


@dataclass(frozen=True, slots=True)
class Changes:
    """The objects that a branch changed, each with its state at the end of that branch."""

    states: States


@dataclass(slots=True, eq=False)
class Watch:
    """What the body of a `try` changes: each object's state before it, and the merge of its states wherever the body
    may have raised."""

    start: int = field(default_factory=SERIAL)
    before: States = field(default_factory=dict)
    raised: States = field(default_factory=dict)
    may_raise: bool = False
    changed: set[int] = field(default_factory=set)  # since it was last noted that the body may raise

    def sees(self, target: HeapObject) -> bool:
        """Whether a handler may see the object: the variables of a call that the body made are gone by then."""
        return target.born < self.start or not isinstance(target, Cell) or target.is_captured

    def note(self, reason: str) -> int:
        """The body may raise here. Returns how many objects have changed since it was last noted."""
        count = len(self.changed)
        for key in self.changed:
            target, before = self.before[key]
            now = snapshot(target)
            if self.may_raise:
                earlier = self.raised.get(key, (target, before))[1]
                now = merge_states(target, earlier, now, reason)
            self.raised[key] = (target, now)
        self.changed.clear()
        self.may_raise = True
        return count

    def where_raised(self) -> Changes:
        """The state that a handler finds, if what was noted is all that raises."""
        return Changes({**self.before, **self.raised})


class Journal:
    """A stack of levels, one for each branch that is being tried, and of watches, one for each `try`."""

    def __init__(self) -> None:
        self.levels: list[Level] = []
        self.watches: list[Watch] = []
        self.lost: list[Changes] = []  # of branches that were broken off
        self.ground: States = {}  # what the program has changed of what it found

    def record_write(self, target: HeapObject) -> None:
        """Keep the state of an object that is about to change."""
        if isinstance(target, DictValue) and target.owner is not None:
            target = target.owner
        if target.born == ALWAYS and id(target) not in self.ground:
            self.ground[id(target)] = (target, snapshot(target))
        if self.levels:
            level = self.levels[-1]
            if target.born < level.start and id(target) not in level:
                level[id(target)] = (target, snapshot(target))
        for watch in self.watches:
            if not watch.sees(target):
                continue
            watch.changed.add(id(target))
            if id(target) not in watch.before:
                watch.before[id(target)] = (target, snapshot(target))

    def close(self) -> None:
        """At the end of the run: what the program found is again as it found it, for all that come after it."""
        try:
            self._restore_ground()
        except BaseException:  # the time may be up, or the memory used up, in the middle of it
            self._restore_ground()
            raise

    def _restore_ground(self) -> None:
        for target, before in self.ground.values():
            restore(target, before)
        self.ground.clear()

    def watch(self) -> Watch:
        """Begin to keep what the body of a `try` changes."""
        watch = Watch()
        self.watches.append(watch)
        return watch

    def unwatch(self, watch: Watch) -> None:
        self.watches.remove(watch)

    def open(self) -> None:
        self.levels.append(Level())

    def rollback(self) -> Changes:
        """Undo the topmost level and return what it had changed."""
        level = self.levels.pop()
        changed = {key: (target, snapshot(target)) for key, (target, _) in level.items()}
        for target, before in level.values():
            restore(target, before)
        for watch in self.watches:
            watch.changed.update(key for key in level if key in watch.before)
        return Changes(changed)

    def commit(self) -> None:
        """Close the topmost level and leave its changes in force."""
        level = self.levels.pop()
        if self.levels:
            for key, value in level.items():
                if value[0].born < self.levels[-1].start:
                    self.levels[-1].setdefault(key, value)

    def differs(self, changes: Changes) -> bool:
        """Whether merging the changes into the state now would lose something that is known."""
        for target, state in changes.states.values():
            now = snapshot(target)
            if not is_same_state(target, now, merge_states(target, now, state, "changed")):
                return True
        return False

    def join_into(self, alternatives: list[Changes], reason: str, forget: bool = False) -> None:
        """Leave behind the merge of the alternatives; an object that one of them did not change counts with its
        state now. With `forget`, what is not the same as now is not known at all."""
        targets = {key: target for changes in alternatives for key, (target, _) in changes.states.items()}
        for key, target in targets.items():
            now = snapshot(target)
            states = [changes.states[key][1] if key in changes.states else now for changes in alternatives]
            self.record_write(target)
            merged = states[0]
            for state in states[1:]:
                merged = merge_states(target, merged, state, reason)
            restore(target, forgotten(target, now, merged, reason) if forget else merged)
