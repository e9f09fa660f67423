"""Messages as JSON has them, and times as messages have them."""

import dataclasses
import functools
from enum import Enum
from typing import Any

import cucumber_messages as messages
from cucumber_messages.json_converter import snake_to_camel

Message = dict[str, Any]


def envelope(**message: Any) -> Message:
    """Return one message as JSON has it."""
    found: Message = as_json(messages.Envelope(**message))
    return found


def as_json(value: Any) -> Any:
    """Return a message, or a part of one, as the library's own ``to_dict`` does, in a fifth of its time."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, list):
        return [as_json(it) for it in value]
    if isinstance(value, Enum):
        return value.value
    parts = [(name, getattr(value, attribute)) for attribute, name in names(type(value))]  # type: ignore[arg-type]  # mypy takes a class for its instances
    return {name: as_json(part) for name, part in parts if part is not None}


@functools.cache
def names(type_: type[Any]) -> list[tuple[str, str]]:
    """Return the attributes of a type of messages, each with its name in JSON."""
    return [(it.name, snake_to_camel(it.name)) for it in dataclasses.fields(type_)]


def timestamp(seconds: float) -> messages.Timestamp:
    """Return an instant, given as seconds since 1970."""
    whole, rest = divmod(round(seconds * 1e9), 10**9)
    return messages.Timestamp(rest, whole)


def duration(seconds: float) -> messages.Duration:
    """Return a length of time."""
    whole, rest = divmod(round(max(0, seconds) * 1e9), 10**9)
    return messages.Duration(rest, whole)
