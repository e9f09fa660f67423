"""The call of a browser session: one at a time, saved after each act, so that any process can go on with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from pytest_ivr.living_docs.document.conversation import MACHINERY, bubble
from pytest_ivr.simulator import Call

from .attempt import attempt
from .kept import World, scenario, world_of
from .wire import Wire

SESSION_KEY = "phone"
NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."
FAILED = "The line has failed; a caller hears that sentence. “For developers” shows what the line answered."
GIVEN_UP = "The phone gives up on this call. “For developers” shows what the line answered; mend it and call again."


class CallLost(Exception):
    """The session has no call, or one that nobody can go on with."""


@dataclass
class Dialed:
    """A call that was dialed in a browser, as of ``now``; that instant stands still for the whole call.

    ``as_of`` is that instant in words, ``log`` tells for each act what went to and fro and what Twilio logs, ``world``
    is the catalogue as it was when the page asked for the scenario of the ended call.
    """

    call: Call
    wire: Wire
    as_of: str
    log: list[dict[str, Any]] = field(default_factory=list)
    world: World | None = None

    def act(self, do: Callable[[], None]) -> str:
        """Let the caller act; return what there is to say about it, beyond what is in the transcript."""
        before, second = len(self.call.transcript), self.call.second
        problem = attempt(do)
        events = self.call.transcript[before:]
        if not events:
            return problem
        troubles = [event for event in events if event["event"] in ("warned", "failed")]
        self.log.append({"second": second, "exchanges": self.wire.exchanges, "troubles": troubles})
        if self.call.stopped:
            return f"{problem} {GIVEN_UP}"
        return FAILED if any(event["event"] == "failed" for event in troubles) else problem

    def scenario(self, title: str) -> str:
        """Return the call as a scenario. Once it is over, the world stays as it was when this was first asked for."""
        world = self.world or world_of(self.call, self.wire.now)
        if self.call.ended:
            self.world = world
        return scenario(self.call, self.wire.now, world, title)

    def told(self, seen: int = 0, logged: int = 0) -> dict[str, Any]:
        """Return what the page shows, but for the first events and entries of the log, which it has already."""
        events = [event for event in self.call.transcript[seen:] if event["event"] not in MACHINERY]
        return {
            "sid": self.call.identity["CallSid"],
            "bubbles": [{"event": event["event"], **vars(bubble(event))} for event in events],
            "seen": len(self.call.transcript),
            "log": self.log[logged:],
            "logged": len(self.log),
            "second": self.call.second,
            "over": self.call.ended or bool(self.call.stopped),
            "as_of": self.as_of,
        }


def dial(url: str, now: dt.datetime, as_of: str) -> tuple[Dialed, str]:
    """Dial the line as of an instant; return the call, and what there is to say about it."""
    wire = Wire(now)
    dialed = Dialed(Call(url, transport=wire, auth_token=settings.TWILIO_AUTH_TOKEN), wire, as_of)
    return dialed, dialed.act(dialed.call.dial)


def keep(session: SessionBase, dialed: Dialed) -> None:
    """Save the call in the session."""
    session[SESSION_KEY] = {
        "call": dialed.call.save(),
        "now": dialed.wire.now.isoformat(),
        "as_of": dialed.as_of,
        "log": dialed.log,
        "world": dialed.world and plain(dialed.world),
    }


def resume(session: SessionBase) -> Dialed:
    """Return the call of the session; raise CallLost if there is none, or one that an older phone has saved."""
    try:
        saved = session[SESSION_KEY]
        wire = Wire(dt.datetime.fromisoformat(saved["now"]))
        call = Call.load(saved["call"], transport=wire, auth_token=settings.TWILIO_AUTH_TOKEN)
        return Dialed(call, wire, saved["as_of"], saved["log"], saved["world"] and restored(saved["world"]))
    except (LookupError, TypeError, ValueError):
        raise CallLost(NO_CALL) from None


def plain(world: World) -> dict[str, Any]:
    """Return a catalogue as plain values."""
    shows = [(*show, start.isoformat()) for *show, start in world.shows]
    return {"theaters": world.theaters, "movies": world.movies, "shows": shows}


def restored(saved: dict[str, Any]) -> World:
    """Return the catalogue that was saved."""
    shows = [(title, theater, zone, dt.datetime.fromisoformat(start)) for title, theater, zone, start in saved["shows"]]
    return World(saved["theaters"], saved["movies"], shows)
