"""The world of a line's calls: what shares this process's clock and data takes turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import time_machine

from ...line import Line

T = TypeVar("T")


class World:
    """One thread in which everything is done that needs the world of a line: one thing after the other.

    The clock is the whole process's, and a line in this process, or its database, need not expect several threads. A
    line elsewhere without a world of its own is dialed by everybody at once: one that is slow keeps nobody waiting.
    """

    def __init__(self, line: Line) -> None:
        self.line = line
        self.turns: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        Thread(target=self.take_turns, daemon=True).start()

    def take_turns(self) -> None:
        """Do one thing after the other, to the end of the process."""
        while True:
            done, work = self.turns.get()
            try:
                done.set_result(work())
            except BaseException as error:  # whoever waits is told, and the next one has their turn
                done.set_exception(error)

    def within(self, now: dt.datetime | None, work: Callable[[], T]) -> T:
        """Do something in the world of the line, at a time if one is given."""
        done: Future[T] = Future()

        def in_world() -> T:
            with time_machine.travel(now, tick=False) if now else nullcontext(), self.line.world():
                return work()

        self.turns.put((done, in_world))
        return done.result()

    def act(self, now: dt.datetime | None, action: Callable[[], T]) -> T:
        """Let somebody act in a call to the line."""
        if self.line.is_in_this_process or self.line.world is not nullcontext:
            return self.within(now, action)
        return action()
