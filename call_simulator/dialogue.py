"""A transcript as people read it: a line for each event, the second of the call first."""

from collections.abc import Iterable, Mapping
from typing import Any

SENTENCES = {
    "dialed": "Caller   dials {number}",
    "answered": "Line     answers",
    "said": "Line     {text}",
    "played": "Line     plays {what}",
    "paused": "Line     is silent for {seconds} seconds",
    "pressed": "Caller   presses {keys}",
    "silent": "Caller   says and presses nothing for {seconds} seconds",
    "lost": "         {keys} is lost: {reason}",
    "requested": "Twilio   {method} {url} -> HTTP {status}",
    "warned": "Twilio   warns, {code}: {explanation} ({place})",
    "failed": "Twilio   fails, {code}: {explanation} ({place})",
    "rejected": "Line     rejects the call: {reason}",
    "hung up": "End      {by} hangs up",
}


def as_dialogue(transcript: Iterable[Mapping[str, Any]]) -> str:
    """Return the transcript of a call as text, one event a line; a prompt that keys cut ends in dots."""
    return "\n".join(f"{event['second']:7.1f}s  {sentence(event)}" for event in transcript)


def sentence(event: Mapping[str, Any]) -> str:
    """Return one event in words."""
    what = event.get("digits") or event.get("url")
    place = f"{event.get('url')}, line {event['line']}" if event.get("line") else event.get("url")
    words = SENTENCES[event["event"]].format(**{**event, "what": what, "place": place})
    return (
        words
        + (" ..." if event.get("cut") else "")
        + (f" ({event['loops']} times)" if event.get("loops", 1) > 1 else "")
    )
