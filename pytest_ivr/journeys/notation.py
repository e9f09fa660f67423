"""The notation of actions, "presses 1# then times out": read from features, and written into them.

One table has a row for each action. A conversation, written down line by line, uses the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from ..simulator import Call
from .prompts import Prompts, words

Event = Mapping[str, Any]


class Action(NamedTuple):
    """What people do in a call: how it is written, the pattern by which it is read, and what it does to the call."""

    form: str
    pattern: str
    perform: Callable[..., None]


DURING = '(?: during "(?P<during>[^"]+)")?'
SECONDS = r"(?P<seconds>\d+(?:\.\d+)?) seconds?"
FINISH = {None: "", "a hang-up": "hangup"}


def record(call: Call, seconds: float, words: str | None, finish: str | None) -> None:
    """Let the caller say something to a line that records it."""
    call.record(seconds, FINISH.get(finish, finish or ""), words or "")


ACTIONS = (
    Action("dials", "dials", Call.dial),
    Action("presses 12#", rf"presses (?P<keys>\S+){DURING}", Call.press),
    Action('says "sales"', rf'says "(?P<words>[^"]+)"{DURING}', Call.speak),
    Action("mumbles", "mumbles", Call.mumble),
    Action("times out", "times out", Call.wait),
    Action(
        "records for 12 seconds",
        rf'records for {SECONDS}(?: saying "(?P<words>[^"]+)")?(?: ending with (?P<finish>[0-9*#]|a hang-up))?',
        record,
    ),
    Action(
        "is put through and talks for 40 seconds",
        rf'is put through(?: to "(?P<who>[^"]+)")? and talks for {SECONDS}',
        Call.callee_answers,
    ),
    Action("gets no answer", "gets no answer", Call.callee_no_answer),
    Action("gets a busy tone", "gets a busy tone", Call.callee_busy),
    Action("cannot be put through", "cannot be put through", Call.callee_failed),
    Action(
        "is taken by an agent and talks for 60 seconds",
        f"is taken by an agent and talks for {SECONDS}",
        Call.agent_takes,
    ),
    Action("hangs up", "hangs up", Call.hang_up),
)
BEGINNINGS = "|".join(sorted({re.escape(re.match("[a-z ]+", it.form)[0].strip()) for it in ACTIONS}, key=len))  # type: ignore[index]  # each form begins with a word
BETWEEN_ACTIONS = re.compile(r' then (?=(?:[^"]*"[^"]*")*[^"]*$)')  # not within quotation marks


def perform(call: Call, actions: str) -> None:
    """Let the caller do what "presses 1# then times out" says. Raises ValueError for other words."""
    for text in BETWEEN_ACTIONS.split(actions):
        for action in ACTIONS:
            match = re.fullmatch(action.pattern, text)
            if match is not None:
                action.perform(call, **{name: value(name, found) for name, found in match.groupdict().items()})
                break
        else:
            forms = ", ".join(action.form for action in ACTIONS)
            raise ValueError(f"{text!r} is nothing that a caller does; callers do this: {forms}.")


def value(name: str, text: str | None) -> Any:
    """Return what stands in a place of an action: a number of seconds, a text, or None for nothing."""
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
    return " then ".join(action_of(event) for event in together(transcript) if action_of(event))


DONE = {"pressed": "presses {keys}", "spoke": 'says "{words}"', "mumbled": "mumbles", "silent": "times out"}


def action_of(event: Event) -> str:
    """Return an event as an action of the caller, after dialing; nothing if it is none."""
    if event["event"] == "hung up":
        return "hangs up" if event["by"] == "the caller" else ""
    return DONE.get(event["event"], "").format(**event)


def conversation(transcript: Iterable[Event], prompts: Prompts) -> list[str]:
    """Write down a call line by line: what the line said and what people did, to the end."""
    lines = (line_of(event, prompts) for event in together(transcript))
    return [line for line in lines if line]


LINES = {
    "recording": "Line: records the caller",
    "recorded": "Caller: records for {seconds} seconds",
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
    if kind == "callee":
        return f"Person called: {event['does']}"
    if action_of(event):
        return f"Caller: {action_of(event)}"
    if kind == "hung up":
        return "Line: hangs up"
    to = event.get("to", "")
    return LINES.get(kind, "").format(**{**event, "to": ", ".join(to) if isinstance(to, list) else to})


def together(transcript: Iterable[Event]) -> Iterator[Event]:
    """Yield the events of a call; keys with nothing in between are pressed together."""
    for pressed, events in groupby(transcript, lambda event: event["event"] == "pressed"):
        if pressed:
            yield {"event": "pressed", "keys": "".join(event["keys"] for event in events)}
        else:
            yield from events
