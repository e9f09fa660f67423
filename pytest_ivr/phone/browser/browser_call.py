"""The call of a browser session: one at a time, stored after each action, so that any process can go on with it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from movies.views import UpcomingShow
from pytest_ivr.journeys.saving import saved_call
from pytest_ivr.living_docs.document.conversation import MACHINERY, bubble
from pytest_ivr.phone.refusal import refusal_of
from pytest_ivr.simulator import Call
from step_defs.givens import Catalogue, catalogue_of, givens

from .recording_transport import RecordingTransport

SESSION_KEY = "phone"
NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."
FAILED = "The line has failed; a caller hears that sentence. “For developers” shows what the line answered."
GIVEN_UP = "The phone gives up on this call. “For developers” shows what the line answered; fix it and call again."


class CallLost(Exception):
    """The session has no call, or one that cannot go on."""


@dataclass
class BrowserCall:
    """A call from a browser. Its clock is frozen at ``transport.now`` for the whole call.

    ``as_of`` is that instant in words, ``log`` has for each action what went to and fro and what Twilio logs,
    ``world`` is the catalogue as it was when the page asked for the scenario of the ended call.
    """

    call: Call
    transport: RecordingTransport
    as_of: str
    log: list[dict[str, Any]] = field(default_factory=list)
    world: Catalogue | None = None

    def perform(self, action: Callable[[], None]) -> str:
        """Perform an action of the caller's; return what there is to say about it, beyond the transcript."""
        before, second = len(self.call.transcript), self.call.second
        problem = refusal_of(action)
        events = self.call.transcript[before:]
        if not events:
            return problem
        troubles = [event for event in events if event["event"] in ("warned", "failed")]
        self.log.append({"second": second, "exchanges": self.transport.exchanges, "troubles": troubles})
        if self.call.stopped:
            return f"{problem} {GIVEN_UP}"
        return FAILED if any(event["event"] == "failed" for event in troubles) else problem

    def scenario(self, title: str) -> str:
        """Return the call as a scenario. Once it is over, the world stays as it was when this was first asked for."""
        world = self.world or catalogue_of(self.call, self.transport.now)
        if self.call.ended:
            self.world = world
        return saved_call(self.call, givens(self.transport.now, world), {}, title)

    def page_state(self, seen: int = 0, logged: int = 0) -> dict[str, Any]:
        """Return what the page shows, without the first events and entries of the log, which it has already."""
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


def dial(url: str, now: dt.datetime, as_of: str) -> tuple[BrowserCall, str]:
    """Dial the line as of an instant (aware); return the call, and what there is to say about it."""
    transport = RecordingTransport(now)
    dialed = BrowserCall(Call(url, transport=transport, auth_token=settings.TWILIO_AUTH_TOKEN), transport, as_of)
    return dialed, dialed.perform(dialed.call.dial)


def store(session: SessionBase, browser_call: BrowserCall) -> None:
    """Store the call in the session."""
    session[SESSION_KEY] = {
        "call": browser_call.call.save(),
        "now": browser_call.transport.now.isoformat(),
        "as_of": browser_call.as_of,
        "log": browser_call.log,
        "world": browser_call.world and plain(browser_call.world),
    }


def resume(session: SessionBase) -> BrowserCall:
    """Return the call of the session; raise CallLost if there is none, or one that an older phone has stored."""
    try:
        stored = session[SESSION_KEY]
        transport = RecordingTransport(dt.datetime.fromisoformat(stored["now"]))
        call = Call.load(stored["call"], transport=transport, auth_token=settings.TWILIO_AUTH_TOKEN)
        world = stored["world"] and restored(stored["world"])
        return BrowserCall(call, transport, stored["as_of"], stored["log"], world)
    except (LookupError, TypeError, ValueError):
        raise CallLost(NO_CALL) from None


def plain(world: Catalogue) -> dict[str, Any]:
    """Return a catalogue as plain values."""
    shows = [(*show, start.isoformat()) for *show, start in world.shows]
    return {"theaters": world.theaters, "movies": world.movies, "shows": shows}


def restored(stored: dict[str, Any]) -> Catalogue:
    """Return the catalogue that was stored."""
    shows = [
        UpcomingShow(movie, theater, zone, dt.datetime.fromisoformat(start))
        for movie, theater, zone, start in stored["shows"]
    ]
    return Catalogue(stored["theaters"], stored["movies"], shows)
