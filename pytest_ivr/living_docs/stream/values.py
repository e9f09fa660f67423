"""Readers of JSON: each takes a value, None for one that is missing, and returns what it stands for.

They raise FieldError for what is something else.
"""

import json
from collections.abc import Callable
from math import isfinite
from typing import Any

Reader = Callable[[Any], Any]


class FieldError(ValueError):
    """A value is not what it should be. ``path`` leads to it, the innermost field first."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.path: list[str] = []

    def __str__(self) -> str:
        """Say which field it is, and what it should be."""
        return f"{'.'.join(reversed(self.path))} {self.args[0]}"


def text(value: Any) -> str:
    """Read a text; a missing one is empty."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FieldError("should be a text")
    return value


def needed(value: Any) -> str:
    """Read a text that has to be there, such as an id."""
    if not text(value):
        raise FieldError("should be there")
    return text(value)


def number(value: Any) -> float:
    """Read a number, which may stand in a text as whole ones did in older versions; a missing one is 0."""
    try:
        found = 0 if value is None else int(value) if isinstance(value, str) else value
    except ValueError:
        found = value
    if isinstance(found, bool) or not isinstance(found, int | float) or abs(found) >= 1e15 or not isfinite(found):
        raise FieldError("should be a number")
    return found


def flag(value: Any) -> bool:
    """Read true or false; a missing one is false."""
    if value not in (None, True, False) or (isinstance(value, int | float) and not isinstance(value, bool)):
        raise FieldError("should be true or false")
    return bool(value)


def maybe(reader: Reader) -> Reader:
    """Return a reader that leaves out what is missing."""
    return lambda value: None if value is None else reader(value)


def many(reader: Reader) -> Reader:
    """Return a reader of a list; a missing one is empty."""

    def read(value: Any) -> list[Any]:
        if value is not None and not isinstance(value, list):
            raise FieldError("should be a list")
        return [reader(it) for it in value or ()]

    return read


def message(**readers: Reader) -> Reader:
    """Return a reader of an object with these fields; a missing one has all of them empty."""

    def read(value: Any) -> dict[str, Any]:
        return fields(value, readers)

    return read


def fields(value: Any, readers: dict[str, Reader]) -> dict[str, Any]:
    """Read these fields of an object, and no others."""
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise FieldError("should be an object")
    found = {}
    for name, reader in readers.items():
        try:
            it = reader(value.get(name))
        except FieldError as error:
            error.path.append(name)
            raise
        if it is not None:
            found[name] = it
    return found


def parsed(data: str) -> Any:
    """Read JSON; raise FieldError if it is none, or has what no JSON has, such as NaN, or no end of brackets."""
    try:
        return DECODER.decode(data)
    except RecursionError as error:
        raise FieldError("is nested too deeply") from error
    except (FieldError, json.JSONDecodeError) as error:
        raise FieldError(f"is no JSON: {error.args[0]}") from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise FieldError("has a number that is too long") from error


def no_number(name: str) -> None:
    """Refuse NaN and Infinity, which Python takes for numbers."""
    raise FieldError(f"{name} is no number")


DECODER = json.JSONDecoder(parse_constant=no_number)
