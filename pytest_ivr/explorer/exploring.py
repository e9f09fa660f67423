"""A line is explored as far as the bounds allow, on saved calls where these are as good as new ones."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from typing import Any

from ..journeys.fixtures import standing_still
from ..line import Line
from .comparing import Passing
from .graph import Exploration
from .merging import merged
from .reading import Reading
from .search import Search, Tell, tell_nobody
from .walking import Stop, Walker


@dataclasses.dataclass(frozen=True)
class Bounds:
    """How far an exploration goes: requests to the line, actions in a call, and seconds of its own time."""

    requests: int = 20_000
    depth: int = 40
    seconds: float = 600


def explore(
    line: Line,
    *,
    now: dt.datetime | None = None,
    bounds: Bounds = Bounds(),
    reading: Reading = Reading(),  # noqa: B008 (it is frozen)
    givens: bool = False,
    tell: Tell = tell_nobody,
    **arguments: Any,
) -> Exploration:
    """Walk a line, and return what is known when there is nothing left to try, or a bound is reached.

    ``now`` is the time that a line is told which takes one; ``arguments`` describe the calls, as for ``Call``. Every
    call is made in the line's world, and the clock of a line in this process stands still. The first ways are walked
    twice: dialed from the first ring, and on saved calls. If the line does the same, it keeps nothing of a call but
    what its answers tell, and all other ways go on from saved calls; else each is dialed. With ``givens`` the sentences
    are asked for with which scenarios begin. ``tell`` gets the numbers of states, ways and requests so far.

    Raises Stop if not even the first answer could be had.
    """
    began = time.perf_counter()
    walker = Walker(line, now, bounds.requests, began + bounds.seconds, givens=givens, **arguments)
    with standing_still(line, now or (dt.datetime.now(dt.UTC) if line.is_in_this_process else None)):
        search = searched(walker, reading, bounds.depth, tell)
        if search.misled:
            search = searched(walker, reading, bounds.depth, tell, resumes=False)
    if search.first is None:
        raise Stop(search.stopped)
    states = sorted(search.known.values(), key=lambda state: state.by.cost)
    return Exploration(
        search.first,
        merged(states),
        walker.transport.requests,
        time.perf_counter() - began,
        dialed_anew=not search.resumes,
        stopped=search.stopped,
        unreached=list(search.unreached),
        prompts=reading.prompts,
    )


def searched(*arguments: Any, **options: Any) -> Search:
    """Return a search that is over; each cookie that turns out to be an identifier lets it begin again."""
    passing: frozenset[str] = frozenset()
    while True:
        search = Search(*arguments, passing=passing, **options)
        try:
            search.run()
        except Passing as found:
            passing = found.names
        else:
            return search
