"""The transcript of a call in a stream: events as the simulator has them, of this version or another."""

from typing import Any
from urllib.parse import urlsplit

from .values import FieldError, Reader, fields, message, needed, number, text


def address(value: Any) -> str:
    """Read a URL."""
    found = text(value)
    try:
        urlsplit(found)
    except ValueError as error:
        raise FieldError("should be a URL") from error
    return found


def times(value: Any) -> float:
    """Read how often something is heard."""
    found = number(value)
    if found < 1:
        raise FieldError("should be a number of at least 1")
    return found


def parameters(value: Any) -> dict[str, str]:
    """Read the parameters of a request."""
    if not isinstance(value, dict):
        raise FieldError("should be an object")
    return fields(value, dict.fromkeys(value, text))


def texts_or_text(value: Any) -> Any:
    """Read where a call goes: to one, or to several."""
    return [text(it) for it in value] if isinstance(value, list) else text(value)


HAPPENED = message(event=needed, second=number)
# What fields are if they are there, and which of them an event cannot do without.
FIELDS: dict[str, Reader] = {
    "url": address,
    "parameters": parameters,
    "attributes": parameters,
    "text": text,
    "keys": text,
    "digits": text,
    "by": text,
    "to": texts_or_text,
    "queue": text,
    "conference": text,
    "does": text,
    "words": text,
    "what": text,
    "seconds": number,
    "loops": times,
}
NEEDED = {
    "requested": ("url", "parameters"),
    "said": ("text",),
    "pressed": ("keys",),
    "spoke": ("words",),
    "lost": ("what",),
    "dialing": ("to",),
    "queued": ("queue",),
    "joined": ("conference",),
    "callee": ("does",),
    "hung up": ("by",),
}


def event(value: Any) -> dict[str, Any]:
    """Read an event; what else it has is kept, whatever it is."""
    found = HAPPENED(value)
    there = FIELDS.keys() & value.keys()
    for name in NEEDED.get(found["event"], ()):
        if name not in there:
            raise FieldError(f"should have {name}: somebody {found['event']}")
    if found["event"] == "played" and not there & {"url", "digits"}:
        raise FieldError("should have url or digits: something is played")
    return {**value, **found, **fields(value, {name: FIELDS[name] for name in there})}
