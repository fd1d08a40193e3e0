"""Keeps what is known of every open file up to date while it is edited.

The engine runs in one thread of its own, one file at a time, once the editor has been quiet for a moment. What is
found about a text that has changed meanwhile is thrown away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar

from shapelint.lsp.documents import Opened
from shapelint.lsp.engine import Engine
from shapelint.project.editor.inspection import Inspected, ModelFact
from shapelint.project.execution.file_limits import Limits
from shapelint.project.execution.resource_limits import OutOfTime
from shapelint.records import dataclass, field, replace
from shapelint.syntax.source import SourceFile

Result = TypeVar("Result")
Stated = Mapping[str, SourceFile]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file that was open, as it was then; `models` once they were asked for."""

    opened: Opened
    inspected: Inspected


@dataclass(slots=True)
class State:
    """An open file: how often it has changed, up to which change it was looked at, what is known of it now, and what
    was known when it could be read last."""

    opened: Opened
    wanted: int = 1
    done: int = 0
    latest: Known | None = None
    readable: Known | None = None
    models: dict[int, list[ModelFact]] = field(default_factory=dict)
    trying: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_stale(self) -> bool:
        return self.done < self.wanted


class Analyses:
    """`inspect` and `find_models` are the engine's; `report` is called with the URIs of the files that are known anew,
    `print_error` with what went wrong."""

    def __init__(
        self,
        inspect: Callable[[Opened, Stated], Inspected],
        find_models: Callable[[Opened, Stated], list[ModelFact]],
        report: Callable[[list[str]], None],
        print_error: Callable[[BaseException], None],
        quiet: float,
    ) -> None:
        self._inspect = inspect
        self._find_models = find_models
        self._report = report
        self._complain = print_error
        self.quiet = quiet
        self._states: dict[str, State] = {}
        self._engine_thread = Engine(Limits())
        self._runner: asyncio.Task[None] | None = None
        self._is_closed = False
        self._begins_at = 0.0
        self._progress = asyncio.Event()

    def opened(self) -> dict[str, Opened]:
        return {uri: state.opened for uri, state in self._states.items()}

    def known(self) -> list[Known]:
        """What is known of each open file, the newest there is."""
        return list(self.known_by_uri().values())

    def known_by_uri(self) -> dict[str, Known]:
        return {uri: state.latest for uri, state in self._states.items() if state.latest is not None}

    def is_stale(self, uri: str) -> bool:
        return uri in self._states and self._states[uri].is_stale

    def put(self, opened: Opened) -> None:
        """A file was opened, or its text has changed: it is looked at again, and those that depend on it."""
        state = self._states.get(opened.uri)
        if state is None:
            self._states[opened.uri] = State(opened)
        else:
            state.opened = opened
            state.wanted += 1
            state.models.clear()
        self._touch(state for uri, state in self._states.items() if uri != opened.uri and _reads(state, opened))

    def remove(self, uri: str) -> None:
        """A file was closed: from now on it is what is on the disk."""
        closed = self._states.pop(uri, None)
        if closed is not None:
            self._touch(state for state in self._states.values() if _reads(state, closed.opened))

    def touch_all(self) -> None:
        """Something outside of the editor has changed."""
        self._touch(self._states.values())

    def _touch(self, states: Iterable[State]) -> None:
        for state in states:
            state.wanted += 1
            state.models.clear()
        self._begins_at = asyncio.get_running_loop().time() + self.quiet
        if not self._is_closed and (self._runner is None or self._runner.done()):
            self._runner = asyncio.create_task(self._run())

    async def fresh(self, uri: str) -> State | None:
        """The state of a file once it is known as it is now; None when it is not open."""
        while self.is_stale(uri) and not self._is_closed:
            await self._progress.wait()
        return self._states.get(uri)

    async def try_fixes(self, uri: str) -> None:
        """Try the fixes of what is known of a file, if there are any that were not tried, and report what came of it.
        It ends when the file changes."""
        state = await self.fresh(uri)
        if state is None:
            return
        async with state.trying:
            known, wanted = state.latest, state.wanted
            if known is None or known.inspected.with_fixes is None or state.is_stale:
                return
            found = await self._engine(partial(known.inspected.with_fixes, lambda: state.wanted == wanted))
            if state.wanted == wanted and state.latest is known:
                inspected = replace(known.inspected if found is None else found, with_fixes=None)
                state.latest = Known(known.opened, inspected)
                if state.readable is known:
                    state.readable = state.latest
                    state.models = {id(inspected): models for models in state.models.values()}
                self._report([uri])

    async def models(self, uri: str) -> tuple[Opened, list[ModelFact]] | None:
        """The model classes of a file as it was when it could be read last, and the file as it was then."""
        state = await self.fresh(uri)
        if state is None or state.readable is None:
            return None
        known, key = state.readable, id(state.readable.inspected)
        if key not in state.models:
            state.models[key] = await self._engine(partial(self._find_models, known.opened, self._stated())) or []
        return known.opened, state.models[key]

    async def graph(self, uri: str, work: Callable[[Opened, Stated], str]) -> str:
        """The page with the picture of a model in a file as it is now; "" where there is none."""
        state = await self.fresh(uri)
        if state is None:
            return ""
        return await self._engine(partial(work, state.opened, self._stated())) or ""

    async def _run(self) -> None:
        reported: list[str] = []
        while (uri := self._next()) is not None and not self._is_closed:
            wait = self._begins_at - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
                continue
            state = self._states[uri]
            opened, wanted = state.opened, state.wanted
            found = await self._engine(partial(self._inspect, opened, self._stated()))
            if state.wanted == wanted:
                self._accept(state, opened, found)
                reported.append(uri)
                self._report([uri])
        if len(reported) > 1:
            self._report(reported)

    def _next(self) -> str | None:
        """A file that has to be looked at: the one that has changed most often is the one that is worked on."""
        stale = [uri for uri, state in self._states.items() if state.is_stale]
        return max(stale, key=lambda uri: self._states[uri].wanted, default=None)

    def _accept(self, state: State, opened: Opened, found: Inspected | None) -> None:
        state.done = state.wanted
        if found is not None:
            state.latest = Known(opened, found)
            if not found.is_broken:
                state.readable = state.latest
        progress, self._progress = self._progress, asyncio.Event()
        progress.set()

    async def _engine(self, work: Callable[[], Result]) -> Result | None:
        try:
            return await self._engine_thread.run(work)
        except (Exception, OutOfTime) as error:  # noqa: BLE001 - whatever it is, it is told
            if not self._is_closed:
                self._complain(error)
            return None

    def _stated(self) -> Stated:
        return {state.opened.real_path: state.opened.file for state in self._states.values()}

    def close(self) -> None:
        """No more work is done; who waits for some gets what there is."""
        self._is_closed = True
        self._progress.set()
        self._engine_thread.close()


def _reads(state: State, opened: Opened) -> bool:
    """Whether a file was seen to depend on another. One that has not been looked at is stale anyway."""
    return state.latest is not None and opened.real_path in state.latest.inspected.read
