"""What all messages share: their shape, statuses, and times as messages have them."""

from typing import Any

SEVERITY = ("failed", "ambiguous", "undefined", "pending", "not run", "skipped", "passed")  # the worst first

Message = dict[str, Any]  # one message, or a part of one, as JSON has it


def timestamp(seconds: float) -> Message:
    """Return an instant, given as seconds since 1970, or a length of time."""
    whole, rest = divmod(round(seconds * 1e9), 10**9)
    return {"seconds": whole, "nanos": rest}


def duration(seconds: float) -> Message:
    """Return a length of time; clocks that were set back make none of less than nothing."""
    return timestamp(max(0, seconds))
