"""Globs as automata: matching takes a step for each character of a path, whatever the pattern is.

A pattern becomes a nondeterministic automaton (Thompson, 1968), whose sets of states are worked out, and remembered, as
texts lead to them. A regular expression would try one way after the other, and take for ever with `*a*a*a*a*b`."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

LONGEST = 1_000
"""A glob is no longer than that."""
MOST_SETS = 500
"""So many sets of states are remembered of a pattern; what leads to others is worked out each time."""

Test = Callable[[str], bool]
States = frozenset[int]


class Automaton:
    """`crosses` tells whether `*` goes beyond a `/`, as it does in configuration, not in `.gitignore`."""

    def __init__(self, pattern: str, crosses: bool) -> None:
        self._tests: list[list[tuple[Test, int]]] = []
        self._free: list[list[int]] = []
        start = self._state()
        self._final = _Builder(self, pattern, crosses).build(start)
        self._first = self._reached({start})
        self._known: dict[States, dict[str, States]] = {}

    def fullmatch(self, text: str) -> bool:
        """Whether the whole text fits."""
        states = self._first
        for character in text:
            steps = self._known.get(states)
            if steps is None:
                if len(self._known) >= MOST_SETS:
                    states = self._step(states, character)
                    continue
                steps = self._known[states] = {}
            following = steps.get(character)
            if following is None:
                following = steps[character] = self._step(states, character)
            states = following
            if not states:
                return False
        return self._final in states

    def _step(self, states: States, character: str) -> States:
        return self._reached({to for state in states for test, to in self._tests[state] if test(character)})

    def _reached(self, states: set[int]) -> States:
        """These states, and those that they lead to for free."""
        waiting = list(states)
        while waiting:
            for state in self._free[waiting.pop()]:
                if state not in states:
                    states.add(state)
                    waiting.append(state)
        return frozenset(states)

    def _state(self) -> int:
        self._tests.append([])
        self._free.append([])
        return len(self._free) - 1

    def on(self, state: int, test: Test) -> int:
        """A new state that a character leads to."""
        following = self._state()
        self._tests[state].append((test, following))
        return following

    def repeat(self, state: int, test: Test) -> int:
        """A new state that any number of characters leads to."""
        following = self._state()
        self._free[state].append(following)
        self._tests[following].append((test, following))
        return following

    def skip(self, state: int, to: int | None = None) -> int:
        """A state, by default a new one, that no character leads to."""
        following = self._state() if to is None else to
        self._free[state].append(following)
        return following


class _Builder:
    """Reads a glob: `**/` is any number of directories, `*` any characters, `?` one, `[a-z]` and `[!a-z]` one of some,
    `{a,b}` alternatives (in configuration); a backslash takes the next character as it is."""

    def __init__(self, automaton: Automaton, pattern: str, crosses: bool) -> None:
        self._automaton = automaton
        self._pattern = pattern
        self._crosses = crosses
        self._one: Test = anything if crosses else no_slash
        self._closing = matching_braces(pattern) if crosses else {}
        self._at = 0

    def build(self, state: int, end: int | None = None) -> int:
        """From a state on, what stands up to the position `end`; the state that it leads to."""
        end = len(self._pattern) if end is None else end
        while self._at < end:
            state = self._piece(state)
        return state

    def _piece(self, state: int) -> int:
        pattern, at, automaton = self._pattern, self._at, self._automaton
        character = pattern[at]
        begins = at == 0 or pattern[at - 1] == "/"
        self._at += 1
        if character == "*":
            return self._star(state, begins)
        if character == "?":
            return automaton.on(state, self._one)
        if at in self._closing:
            return self._alternatives(state, self._closing[at])
        if character == "[" and (found := bracket(pattern, at, self._crosses)) is not None:
            test, self._at = found
            return automaton.on(state, test)
        if character == "\\" and self._at < len(pattern):
            character = pattern[self._at]
            self._at += 1
        return automaton.on(state, character.__eq__)

    def _star(self, state: int, begins: bool) -> int:
        pattern, automaton = self._pattern, self._automaton
        if begins and pattern.startswith("*/", self._at):
            self._at += 2
            return automaton.skip(state, automaton.on(automaton.repeat(state, anything), "/".__eq__))
        is_last = pattern.startswith("*", self._at) and self._at + 1 == len(pattern)
        while pattern.startswith("*", self._at):
            self._at += 1
        return automaton.repeat(state, anything if begins and is_last else self._one)

    def _alternatives(self, state: int, separators: tuple[int, ...]) -> int:
        end = self._automaton.on(state, nothing)
        for separator in separators:
            self._automaton.skip(self.build(self._automaton.skip(state), separator), end)
            self._at = separator + 1
        return end


def anything(character: str) -> bool:
    return True


def nothing(character: str) -> bool:
    return False


def no_slash(character: str) -> bool:
    return character != "/"


def matching_braces(pattern: str) -> dict[int, tuple[int, ...]]:
    """For each brace that is closed, the positions of its commas and of its end."""
    found: dict[int, tuple[int, ...]] = {}
    open_ones: list[tuple[int, list[int]]] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif character == "[" and (end := end_of_bracket(pattern, at)) >= 0:
            at = end
        elif character == "{":
            open_ones.append((at, []))
        elif character == "," and open_ones:
            open_ones[-1][1].append(at)
        elif character == "}" and open_ones:
            start, commas = open_ones.pop()
            found[start] = (*commas, at)
        at += 1
    return found


def end_of_bracket(pattern: str, start: int) -> int:
    """Where the set of characters that begins there ends; -1 when it never does."""
    first = start + 1 + (pattern[start + 1 : start + 2] in ("!", "^"))
    return pattern.find("]", first + 1)


def bracket(pattern: str, start: int, crosses: bool) -> tuple[Test, int] | None:
    """The test for the set of characters that begins there, and what comes behind it."""
    end = end_of_bracket(pattern, start)
    if end < 0:
        return None
    is_negated = pattern[start + 1] in "!^"
    inside = pattern[start + 1 + is_negated : end]
    ranges = _ranges(inside)

    def test(character: str) -> bool:
        is_inside = any(low <= character <= high for low, high in ranges)
        return is_inside is not is_negated and (crosses or character != "/")

    return test, end + 1


def _ranges(inside: str) -> tuple[tuple[str, str], ...]:
    """`a-z` and single characters, each as a range; one that is the wrong way round holds nothing."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(inside):
        is_range = inside[at + 1 : at + 2] == "-" and at + 2 < len(inside)
        found.append((inside[at], inside[at + 2] if is_range else inside[at]))
        at += 3 if is_range else 1
    return tuple(found)


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, crosses: bool = True) -> Automaton:
    return Automaton(pattern, crosses)
