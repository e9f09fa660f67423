"""A transcript as people read it: a line for each event, the second of the call first."""

from collections.abc import Iterable, Mapping
from typing import Any

SENTENCES = {
    "dialed": "Caller   dials {number}",
    "answered": "Line     answers",
    "said": "Line     {text}",
    "played": "Line     plays {what}",
    "paused": "Line     is silent for {seconds} seconds",
    "music": "Twilio   plays music for {seconds} seconds",
    "pressed": "Caller   presses {keys}",
    "spoke": "Caller   says: {words}",
    "mumbled": "Caller   says something that nobody understands",
    "silent": "Caller   says and presses nothing for {seconds} seconds",
    "lost": "         {what} is lost: {reason}",
    "recording": "Line     records",
    "recorded": "Caller   speaks for {seconds} seconds",
    "dialing": "Line     dials {to}",
    "joined": "Line     joins the conference {conference}",
    "queued": "Line     puts the caller into the queue {queue}",
    "referred": "Line     hands the caller on to {to}",
    "texted": "Line     texts to {to}: {text}",
    "callee": "Callee   {does}",
    "connected": "Twilio   connects the caller with {to}",
    "talked": "Caller   talks for {seconds} seconds",
    "disconnected": "Twilio   disconnects: {reason}",
    "conference ended": "Twilio   ends the conference",
    "started": "Twilio   starts {product} {name}",
    "stopped": "Twilio   ends {product} {name}",
    "requested": "Twilio   {method} {url} -> {answer}",
    "fetched": "Twilio   fetches {url} -> {answer}",
    "warned": "Twilio   logs {severity} {code}: {explanation} ({place})",
    "failed": "Twilio   fails, {code}: {explanation} ({place})",
    "rejected": "Line     rejects the call: {reason}",
    "hung up": "End      {by} hangs up",
}


def as_dialogue(transcript: Iterable[Mapping[str, Any]]) -> str:
    """Return the transcript of a call as text, one event a line; a prompt that was cut ends in dots.

    What a callee hears and does on a leg of his own is set in by two.
    """
    return "\n".join(f"{event['second']:7.1f}s  {sentence(event)}" for event in transcript)


def sentence(event: Mapping[str, Any]) -> str:
    """Return one event in words."""
    played = event.get("digits") or event.get("url")
    place = f"{event.get('url')}, line {event['line']}" if event.get("line") else event.get("url")
    to = ", ".join(event["to"]) if isinstance(event.get("to"), list) else event.get("to")
    answer = f"HTTP {event['status']}" if event.get("status") else "no answer"
    details = {"what": played, "answer": answer, **event, "place": place, "to": to}
    words = SENTENCES[event["event"]].format(**details).rstrip()
    if event.get("leg"):
        words = f"  Callee{words.removeprefix('Caller')}" if words.startswith("Caller") else f"  {words}"
    return (
        words
        + (" ..." if event.get("cut") else "")
        + (f" ({event['loops']} times)" if event.get("loops", 1) > 1 else "")
    )
