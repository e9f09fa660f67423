"""The notation of actions, "presses 1# then times out": read from features, and written into them.

One table has a row for each action. A conversation, written down line by line, uses the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from ..living_docs.document.written_actions import (
    FINISH,
    INSTANT,
    Event,
    accepted,
    action_of,
)
from ..living_docs.media_types import FILL_IN
from ..simulator import Call
from .prompts import Prompts, one_line, words
from .secret_keys import HOW_TO_FILL_IN

Places = dict[str, Any]


class Action(NamedTuple):
    """What people do in a call: its form, the pattern by which it is read, and what it does to the call."""

    form: str
    pattern: str
    perform: Callable[..., None]


DURING = '(?: during "(?P<during>[^"]+)")?'
SECONDS = r"(?P<seconds>\d+(?:\.\d+)?) seconds?"
TO = '(?: to "(?P<who>[^"]+)")?'


def record(call: Call, seconds: float, words: str | None, finish: str | None) -> None:
    """Let the caller say something to a line that records it."""
    call.record(seconds, FINISH.get(finish, finish or ""), words or "")


def put_through(call: Call, seconds: float, who: str | None) -> None:
    """Let those whom the line dials talk with the caller, in a conference or alone."""
    if who is None and "conference_ends" in call.possible:
        call.conference_ends(seconds)
    else:
        call.callee_answers(seconds, who)


def accept(call: Call, keys: str, seconds: float, who: str | None) -> None:
    """Let who is dialed take the call by a key, and talk with the caller."""
    call.callee_answers(seconds, who)
    if call.callee is None:
        raise ValueError(f"Nobody can accept the call with {keys}: the line asks nobody whether to take it.")
    call.callee.press(keys)


ACTIONS = (
    Action("dials", "dials", Call.dial),
    Action("presses 12#", rf"presses (?P<keys>\S+){DURING}", Call.press),
    Action('says "sales"', rf'says "(?P<words>[^"]+)"{DURING}', Call.speak),
    Action("mumbles", "mumbles", Call.mumble),
    Action("times out", "times out", Call.wait),
    Action("listens for 20 seconds", f"listens for {SECONDS}", Call.listen),
    Action(
        "records for 12 seconds",
        rf'records for {SECONDS}(?: saying "(?P<words>[^"]+)")?(?: ending with (?P<finish>[0-9*#]|a hang-up))?',
        record,
    ),
    Action("is put through and talks for 40 seconds", f"is put through{TO} and talks for {SECONDS}", put_through),
    Action(
        "is accepted with 1 and talks for 40 seconds",
        rf"is accepted{TO} with (?P<keys>\S+) and talks for {SECONDS}",
        accept,
    ),
    Action("gets no answer", "gets no answer", Call.callee_no_answer),
    Action("gets a busy tone", "gets a busy tone", Call.callee_busy),
    Action("cannot be put through", "cannot be put through", Call.callee_failed),
    Action(
        "is taken by an agent and talks for 60 seconds",
        f"is taken by an agent and talks for {SECONDS}",
        Call.agent_takes,
    ),
    Action("hangs up", f"hangs up{DURING}", Call.hang_up),
)
BEGINNINGS = "|".join(sorted({re.escape(re.match("[a-z ]+", it.form)[0].strip()) for it in ACTIONS}, key=len))  # type: ignore[index]  # each form begins with a word
BREAKS = re.compile(r'"|[^\S ]+|  +')  # what cannot stand in a quotation on one line
BETWEEN_ACTIONS = re.compile(r' then (?=(?:[^"]*"[^"]*")*[^"]*$)')  # not within quotation marks


def perform(call: Call, actions: str) -> None:
    """Let the caller do what "presses 1# then times out" says. Raises ValueError for other words."""
    acts = [read(text) for text in BETWEEN_ACTIONS.split(actions)]
    for (action, places), (following, its_places) in zip(acts, [*acts[1:], (None, {})], strict=True):
        if following == Call.hang_up and its_places["during"]:
            call.rest_in(its_places["during"])  # before the line goes on; keys, which it has lost, can come afterwards
        action(call, **places)


def read(text: str) -> tuple[Callable[..., None], Places]:
    """Return what an action does to a call, and with what; raise ValueError for what nobody does."""
    for action in ACTIONS:
        match = re.fullmatch(action.pattern, text)
        if match is not None:
            return action.perform, {name: value(name, found) for name, found in match.groupdict().items()}
    forms = ", ".join(action.form for action in ACTIONS)
    raise ValueError(f"{text!r} is nothing that a caller does; callers do this: {forms}.")


def value(name: str, text: str | None) -> Any:
    """Return what stands in a place of an action: a number of seconds, a text, or None for nothing.

    Raises ValueError for keys that are to be filled in.
    """
    if name == "keys" and text is not None and FILL_IN in text:
        raise ValueError(HOW_TO_FILL_IN)
    if name == "seconds" and text is not None:
        return float(text) if "." in text else int(text)
    if name == "who" and text is not None:
        return number(text)
    return text


def number(text: str) -> str:
    """Return a phone number without what only people need to read it; another address as it is."""
    bare = re.sub(r"[ ().-]", "", text)
    return bare if re.fullmatch(r"\+?\d+", bare) else text


def actions(transcript: Iterable[Event]) -> str:
    """Write down what a caller did after dialing, as ``perform`` reads it; nothing if the caller only listened."""
    written = (action_of(event) for event in with_context(transcript) if event["event"] != "dialed")
    return " then ".join(filter(None, written))


def did_so_far(transcript: Iterable[Event]) -> str:
    """Write down what a caller did in a call, from dialing on."""
    return " then ".join(filter(None, ("dials", actions(transcript))))


def with_context(transcript: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a call with what tells an action: during which sentence, and by which keys accepted."""
    events = list(together(transcript))
    before: Event = {"event": ""}
    listened_until = -1.0
    for index, event in enumerate(events):
        if not event.get("leg"):
            added = {"during": during(event, before, listened_until)}
            if event["event"] == "callee":
                added |= accepted(events[index + 1 :])
            if event["event"] == "listened":
                listened_until = event["second"] + event["seconds"]
            if not (event["event"] == "hung up" and before.get("finish") == "hangup"):
                yield {**event, **added}
            before = event
        else:
            yield event


def during(event: Event, before: Event, listened_until: float) -> str:
    """Tell in which sentence somebody acts: in that before, if it is in its middle, and not because time was over."""
    if before["event"] not in ("said", "played") or abs(event["second"] - listened_until) < INSTANT:
        return ""
    ends = before["second"] + before["seconds"] - INSTANT
    if not before["second"] < event["second"] or not (before.get("cut") or event["second"] < ends):
        return ""
    sentence = before.get("text") or before.get("url") or before["digits"]
    return f' during "{max(BREAKS.split(sentence), key=len)}"'


def conversation(transcript: Iterable[Event], prompts: Prompts) -> list[str]:
    """Write down a call line by line: what the line said and what people did, to the end."""
    lines = (line_of(event, prompts) for event in with_context(transcript))
    return [one_line(line) for line in lines if line]


# What a conversation tells in the words of the actions; the rest it tells step by step.
DONE_BY_THE_CALLER = frozenset({"pressed", "spoke", "mumbled", "silent", "listened", "recorded", "hung up"})
LINES = {
    "recording": "Line: records the caller",
    "dialing": "Line: calls {to}",
    "connected": "Twilio: puts the caller through to {to}",
    "talked": "Caller: talks for {seconds} seconds",
    "joined": 'Line: joins the caller to the conference "{conference}"',
    "queued": 'Line: puts the caller into the queue "{queue}"',
    "texted": "Line: texts {to}: {text}",
    "referred": "Line: hands the caller on to {to}",
    "rejected": "Line: rejects the call",
}


def line_of(event: Event, prompts: Prompts) -> str:
    """Return a line of a conversation; nothing for what nobody would tell of the call."""
    kind = event["event"]
    if kind in ("said", "played"):
        heard_by = "Line, to the person called" if event.get("leg") else "Line"
        return f"{heard_by}: {words(event, prompts)}"
    if kind == "pressed" and event.get("leg"):
        return f"Person called: presses {event['keys']}"
    if kind == "callee":
        return f"Person called: {event['does']}"
    if kind in DONE_BY_THE_CALLER and action_of(event):
        return f"Caller: {action_of(event)}"
    if kind == "hung up":
        return "Line: hangs up"
    to = event.get("to", "")
    return LINES.get(kind, "").format(**{**event, "to": ", ".join(to) if isinstance(to, list) else to})


def together(transcript: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a call; keys with nothing in between are pressed together."""
    for (kind, _), group in groupby(transcript, lambda event: (event["event"], event.get("leg"))):
        events = list(group)
        if kind == "pressed":
            yield {**events[0], "keys": "".join(event["keys"] for event in events)}
        else:
            yield from events
