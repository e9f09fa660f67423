"""The calls of a log, rebuilt: those that are the same together, and each to its end, as far as the log tells it."""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from ..journeys.notation import did_so_far
from ..journeys.secret_keys import masked
from ..living_docs.document.run import Run, Step
from ..simulator import Call, Event
from ..simulator.verbs import Gather
from .reading import Answered, Log
from .replaying import CANNOT_FOLLOW, LogEnds, Replayed, replay

PATIENCE = dt.timedelta(minutes=2)  # a call whose last request is not as old as this, when the log ends, may go on
ROUGHLY = 0.9  # of the time that silence takes: how fast a voice speaks is not known exactly


class End(enum.Enum):
    """How a call ended behind its last request."""

    HUNG_UP = "the caller hung up"
    SILENT = "the caller stayed silent until the line hung up"
    UNKNOWN = "the log does not tell"


@dataclass
class Rebuilt:
    """A call that was made again, for all in the log that are the same: their ids, and when the first of them began.

    ``begins`` and ``ends`` tell whether the log has its beginning, and its end as far as a log tells one.
    ``problem`` is why it could not be followed. A caller who ``left`` hung up while the line spoke. Keys that are
    pressed at the paths ``secret`` are masked.
    """

    call: Call
    ids: list[str]
    when: dt.datetime
    begins: bool
    ends: bool
    problem: str = ""
    left: bool = False
    secret: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the log has the call from its beginning to its end."""
        return self.begins and self.ends

    @cached_property
    def transcript(self) -> list[Event]:
        """What happened in the call, as the reports of a run show it."""
        return masked(self.call.transcript, self.secret)

    @property
    def actions(self) -> str:
        """What the caller did, as a scenario has it."""
        return did_so_far(self.transcript)

    @property
    def length(self) -> tuple[int, int]:
        """How long the call is."""
        return self.actions.count(" then "), len(self.actions)

    def as_run(self) -> Run:
        """Return the call as the run of a scenario, for all that looks at these."""
        return Run(f"call {self.ids[0]}", "", 0, [], [Step("", "", 0, events=self.transcript)], status="passed")


def rebuild(log: Log) -> list[Rebuilt]:
    """Return the calls of a log."""
    same: defaultdict[tuple[Answered, ...], list[str]] = defaultdict(list)
    for id_, requests in log.calls.items():
        same[tuple(it.answered for it in requests)].append(id_)
    return [it for requests, ids in same.items() for it in to_their_ends(requests, ids, log)]


def to_their_ends(requests: Sequence[Answered], ids: Iterable[str], log: Log) -> Iterator[Rebuilt]:
    """Yield calls that are the same up to their last request, for each way in which they then ended."""
    patience = time_to_act(replay(requests).call)
    by_end: defaultdict[End, list[str]] = defaultdict(list)
    for id_ in ids:
        by_end[end_of(id_, log, patience)].append(id_)
    for end, some in by_end.items():
        yield rebuilt(requests, some, end, min(log.calls[id_][0].when for id_ in some))


def time_to_act(call: Call) -> dt.timedelta:
    """Return for how long after its last request a call goes on in which nobody acts; for ever but in a menu."""
    if not isinstance(call.leg.waiting, Gather):
        return dt.timedelta.max
    asked = max(event["second"] for event in call.transcript if event["event"] == "requested")
    return dt.timedelta(seconds=ROUGHLY * (call.second - asked + call.leg.waiting.timeout))


def end_of(id_: str, log: Log, patience: dt.timedelta) -> End:
    """Return how a call ended that rests for so long behind its last request if nobody acts."""
    last, over = log.calls[id_][-1].when, log.over.get(id_)
    if id_ in log.broken or (over is None and log.ended - last < PATIENCE):
        return End.UNKNOWN
    return End.SILENT if over is not None and over - last >= patience else End.HUNG_UP


def rebuilt(requests: Sequence[Answered], ids: list[str], end: End, when: dt.datetime) -> Rebuilt:
    """Make a call again, to its end."""
    made = replay(requests)
    call = made.call
    begins = requests[0].told.get("CallStatus", "ringing") == "ringing"
    if not (call.ended or made.problem):
        bring_to_its_end(made, end)
    return Rebuilt(call, ids, when, begins, call.ended or end != End.UNKNOWN, made.problem, made.under_way)


def bring_to_its_end(made: Replayed, end: End) -> None:
    """Let the caller stay silent, or hang up, in a menu or while the line speaks.

    What Twilio asks then is not in the log; nor is what came of somebody whom the line calls without an action.
    """
    call = made.call
    try:
        if end == End.SILENT and not made.under_way:
            call.wait()
        elif end == End.HUNG_UP and isinstance(call.leg.waiting, Gather):
            call.hang_up()
    except LogEnds:
        made.under_way = True
    except CANNOT_FOLLOW as error:
        made.problem = str(error)
    if made.under_way and end != End.UNKNOWN:
        call.leg.note_action("hung up", by="the caller")
        with suppress(LogEnds, *CANNOT_FOLLOW):
            call.leg.end()
