"""A phone line that can be dialed: its address, the way to it, and the world in which a call to it is made."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from urllib.parse import urlsplit

from .simulator import Call, HttpTransport, Request, Response, Timeouts, Transport

World = Callable[[], AbstractContextManager[object]]
Givens = Callable[[Call], Sequence[str]]
TimeZones = Callable[[], Sequence[str]]

# What stands between every line of this process and each of its calls: nothing, unless somebody looks at the answers.
BETWEEN: list[Callable[[Transport], Transport]] = []
CONFIGURATION = frozenset(inspect.signature(Call).parameters) - {"voice_url", "transport", "auth_token"}


class Line:
    """A phone line, as a number's settings at Twilio describe it, and how it is reached from here.

    ``voice_url`` is the public address of its first document, ``transport`` the way there: by default over HTTP.
    ``auth_token`` signs the requests. ``world()`` is a context manager in which one call is made: it prepares data,
    clock or transaction, and puts everything back. ``givens(call)`` returns the Given sentences with which a saved
    call begins. ``clock_header`` names the header in which a line elsewhere takes the time of a request, in ISO 8601;
    ``time_zones()`` returns the names of the time zones by which its callers go, the first one first.
    Whatever else is given describes the call, as for ``Call``: ``voice_method``, ``fallback_url``, ``from_`` ...

    Raises ValueError for an address that is no URL, TypeError for a name that describes no call.
    """

    def __init__(
        self,
        voice_url: str,
        transport: Transport | None = None,
        auth_token: str = "",
        *,
        world: World | None = None,
        givens: Givens | None = None,
        clock_header: str = "",
        time_zones: TimeZones | None = None,
        **voice_configuration: Any,
    ) -> None:
        unknown = sorted(set(voice_configuration) - CONFIGURATION)
        if unknown:
            raise TypeError(f"A line has no {unknown[0]!r}; it has {', '.join(sorted(CONFIGURATION))}.")
        self.voice_url = checked_url(voice_url)
        self.transport = transport or HttpTransport()
        self.auth_token = auth_token
        self.world = world or nullcontext
        self.givens = givens or no_givens
        self.clock_header = clock_header
        self.time_zones = time_zones or universal_time
        self.voice_configuration = voice_configuration

    def new_call(self, now: dt.datetime | None = None, **changes: Any) -> Call:
        """Return a call to the line that has not been dialed.

        ``now`` is the time that the line is told, where it takes one; ``changes`` replace what describes the call.
        """
        transport = watched(self.as_of(now, changes.pop("transport", self.transport)))
        arguments = {"voice_url": self.voice_url, **self.voice_configuration, **changes}
        return Call(transport=transport, auth_token=self.auth_token, **arguments)

    def resumed_call(self, state: str, now: dt.datetime | None = None, transport: Transport | None = None) -> Call:
        """Return a call to the line that was saved, ready to go on. Raises what ``Call.load`` does."""
        others = self.voice_configuration.get("others", {})
        transport = watched(self.as_of(now, transport or self.transport))
        return Call.load(state, transport=transport, auth_token=self.auth_token, others=others)

    def as_of(self, now: dt.datetime | None, transport: Transport) -> Transport:
        """Return a transport that tells the line the time, where there is one to tell and the line takes it."""
        if now is None or not self.clock_header:
            return transport
        return Gateway(transport, {self.clock_header: now.isoformat()})

    @property
    def takes_a_clock(self) -> bool:
        """Whether a call can be made at another time than now."""
        return self.is_in_this_process or bool(self.clock_header)

    @property
    def is_in_this_process(self) -> bool:
        """Whether the line shares this process, and with it the clock."""
        return not isinstance(innermost(self.transport), HttpTransport)


class Gateway:
    """A transport that adds headers to each request, and waits ``timeout`` seconds for its answer, if that is given."""

    def __init__(self, transport: Transport, headers: Mapping[str, str], timeout: float | None = None) -> None:
        self.transport = transport
        self.headers = headers
        self.timeout = timeout

    def send(self, request: Request) -> Response:
        """Deliver the request with the headers."""
        timeouts = request.timeouts if self.timeout is None else Timeouts(self.timeout, self.timeout, self.timeout)
        headers = {**request.headers, **self.headers}
        return self.transport.send(dataclasses.replace(request, headers=headers, timeouts=timeouts))


def watched(transport: Transport) -> Transport:
    """Return the transport of one call, with whoever stands between it and the line."""
    for stand_between in BETWEEN:
        transport = stand_between(transport)
    return transport


def innermost(transport: Transport) -> Transport:
    """Return the transport that delivers, behind all gateways."""
    return innermost(transport.transport) if isinstance(transport, Gateway) else transport


def no_givens(_call: Call) -> Sequence[str]:
    """Return no sentence: nothing is known of the line's data."""
    return ()


def universal_time() -> Sequence[str]:
    """Return the one time zone that is right everywhere: nothing is known of the line's callers."""
    return ("UTC",)


def checked_url(url: str) -> str:
    """Return the URL if it is absolute; raise ValueError, with the form that is wanted, if it is not."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is not the address of a line; write it like https://ivr.example/voice.")
    return url
