"""The small notations of the features: times on a theater's clock, and what a caller does."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from call_simulator import Call
from movies import local_time

TIME = re.compile(
    r"(?:at )?(?P<tomorrow>tomorrow at )?(?P<clock>(?:[1-9]|1[0-2]):[0-5][0-9][AP]M)"
    r"(?:, the (?P<turn>first|second) time)?,?"
)
SERIES = re.compile(r"every (?P<minutes>\d+) minutes from (?P<first>.+) to (?P<last>.+)")
BETWEEN_TIMES = re.compile(r",? and |, (?!the )")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ACTIONS: dict[str, Callable[..., None]] = {
    r'presses (?P<keys>\S+)(?: during "(?P<during>.+)")?': Call.press,
    "times out": Call.wait,
    "hangs up": Call.hang_up,
}


def day(text: str) -> dt.date:
    """Read "Friday 1 May 2020". Raises ValueError for another form, and when the weekday is another one."""
    weekday, _, rest = text.partition(" ")
    date = dt.datetime.strptime(rest, "%d %B %Y").date()  # noqa: DTZ007 (only the date is kept)
    if weekday != DAYS[date.weekday()]:
        raise ValueError(f"{rest} is a {DAYS[date.weekday()]}, not a {weekday}.")
    return date


def instant(text: str, today: dt.date, time_zone: str) -> dt.datetime:
    """Read "1:30PM", "tomorrow at 12:15AM" or "1:30AM, the second time" as an instant (aware, UTC).

    Raises ValueError for another form, ImpossibleLocalTime for a time that the clock never shows, or shows twice.
    """
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError(f'{text!r} is not a time; write "1:30PM", "tomorrow at 12:15AM" or "1:30AM, the second time".')
    clock = dt.datetime.strptime(match["clock"], "%I:%M%p").time()  # noqa: DTZ007 (only the time is kept)
    date = today + dt.timedelta(days=1 if match["tomorrow"] else 0)
    turn: local_time.Turn | None = match["turn"]  # type: ignore[assignment]  # the pattern allows no other word
    return local_time.instant(dt.datetime.combine(date, clock), time_zone, turn)


def instants(text: str, today: dt.date, time_zone: str) -> list[dt.datetime]:
    """Read "at 2:00PM, 3:30PM and tomorrow at 12:15AM", or "every 10 minutes from 2:00PM to 11:50PM"."""
    series = SERIES.fullmatch(text)
    if series:
        first, last = (instant(series[name], today, time_zone) for name in ("first", "last"))
        minutes = int((last - first).total_seconds()) // 60
        return [first + dt.timedelta(minutes=minute) for minute in range(0, minutes + 1, int(series["minutes"]))]
    return [instant(part, today, time_zone) for part in BETWEEN_TIMES.split(text)]


def act(call: Call, actions: str) -> None:
    """Let the caller do what "presses 1# then times out" says. Raises ValueError for other words."""
    for action in actions.split(" then "):
        for pattern, do in ACTIONS.items():
            match = re.fullmatch(pattern, action)
            if match is not None:
                do(call, **match.groupdict())
                break
        else:
            raise ValueError(f'{action!r} is nothing that a caller does; write "presses 12#", "times out", "hangs up".')


def actions(transcript: Iterable[Mapping[str, Any]]) -> str:
    """Write down what a caller did, as ``act`` reads it; nothing if the caller only listened."""
    did = {"pressed": "presses {keys}", "silent": "times out", "hung up": "hangs up"}
    return " then ".join(did[event["event"]].format(**event) for event in together(transcript) if is_act(event))


def conversation(transcript: Iterable[Mapping[str, Any]]) -> list[str]:
    """Write down a call line by line: what the line said and what the caller did, to the end."""
    lines = []
    for event in together(transcript):
        if event["event"] == "said":
            lines.append(f"Line: {event['text']}")
        elif is_act(event):
            lines.append(f"Caller: {actions([event])}")
        elif event["event"] == "hung up":
            lines.append("Line: hangs up")
    return lines


def together(transcript: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Go through a call; keys with nothing in between are pressed together."""
    for pressed, events in groupby(transcript, lambda event: event["event"] == "pressed"):
        if pressed:
            yield {"event": "pressed", "keys": "".join(event["keys"] for event in events)}
        else:
            yield from events


def is_act(event: Mapping[str, Any]) -> bool:
    """Whether an event is something that the caller did after dialing."""
    return event["event"] in ("pressed", "silent") or (event["event"] == "hung up" and event["by"] == "the caller")
