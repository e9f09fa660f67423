"""A transcript as people read it: a line for each event, the second of the call first."""

from collections.abc import Iterable, Mapping
from typing import Any

from .transcript import Event

# Who does it, and what, by kind of event
SENTENCES = {
    "dialed": ("Caller", "dials {number}"),
    "answered": ("Line", "answers"),
    "said": ("Line", "{text}"),
    "played": ("Line", "plays {what}"),
    "paused": ("Line", "is silent for {seconds} seconds"),
    "music": ("Twilio", "plays music for {seconds} seconds"),
    "pressed": ("Caller", "presses {keys}"),
    "spoke": ("Caller", "says: {words}"),
    "mumbled": ("Caller", "says something that nobody understands"),
    "silent": ("Caller", "says and presses nothing for {seconds} seconds"),
    "listened": ("Caller", "listens for {seconds} seconds"),
    "lost": ("", "{what} is lost: {reason}"),
    "gathering": ("Line", "listens"),
    "recording": ("Line", "records"),
    "recorded": ("Caller", "speaks for {seconds} seconds"),
    "dialing": ("Line", "dials {to}"),
    "joined": ("Line", "joins the conference {conference}"),
    "queued": ("Line", "puts the caller into the queue {queue}"),
    "referred": ("Line", "hands the caller on to {to}"),
    "texted": ("Line", "texts to {to}: {text}"),
    "callee": ("Callee", "{does}"),
    "connected": ("Twilio", "connects the caller with {to}"),
    "talked": ("Caller", "talks for {seconds} seconds"),
    "disconnected": ("Twilio", "disconnects: {reason}"),
    "conference ended": ("Twilio", "ends the conference"),
    "started": ("Twilio", "starts {product} {name}"),
    "stopped": ("Twilio", "ends {product} {name}"),
    "requested": ("Twilio", "{method} {url} -> {answer}"),
    "fetched": ("Twilio", "fetches {url} -> {answer}"),
    "warned": ("Twilio", "logs {severity} {code}: {explanation} ({source})"),
    "failed": ("Twilio", "fails, {code}: {explanation} ({source})"),
    "rejected": ("Line", "rejects the call: {reason}"),
    "hung up": ("End", "{by} hangs up"),
}


def as_dialogue(transcript: Iterable[Event]) -> str:
    """Return the transcript of a call as text, one event a line; a prompt that was cut ends in dots.

    What a callee hears and does on a leg of their own is set in by two.
    """
    return "\n".join(map(dialogue_line, transcript))


def dialogue_line(event: Event) -> str:
    """Return one event as a line of the dialogue."""
    who, words = line(event)
    indent = "  " if event.get("leg") else ""
    return f"{event['second']:7.1f}s  {indent}{who:<9}{words}"


def line(event: Event) -> tuple[str, str]:
    """Return who has done something ("Line", "Caller", "Twilio" ...; it may be empty), and what, in words.

    Raises LookupError or TypeError for what is no event of this version.
    """
    given: Mapping[str, Any] = event
    played = given.get("digits") or given.get("url")
    source = f"{given.get('url')}, line {given['line']}" if given.get("line") else given.get("url")
    to = ", ".join(given["to"]) if isinstance(given.get("to"), list) else given.get("to")
    answer = f"HTTP {given['status']}" if given.get("status") else "no answer"
    who, words = SENTENCES[event["event"]]
    words = words.format(**{"what": played, "answer": answer, **given, "source": source, "to": to})
    words = " ".join(words.split())
    if given.get("leg") and who == "Caller":
        who = "Callee"
    cut = " ..." if given.get("cut") else ""
    return who, words + cut + (f" ({given['loops']} times)" if given.get("loops", 1) > 1 else "")
