"""The date and time of a call: a whole minute, now or what the caller has set."""

import datetime as dt
from collections.abc import Mapping, Sequence

from ...journeys.times import instant_of, write_instant


def call_time(form: Mapping[str, str], zones: Sequence[str]) -> tuple[dt.datetime, str]:
    """Return the instant (aware) that the page's clock shows, and the same in words; an empty clock means now.

    Of a time that occurs twice it is the first, unless ``fold`` is "second".
    Raises ValueError, with a sentence for the caller, for any other text and for a time that the clock never shows.
    """
    zone = form.get("zone") or zones[0]
    text = form.get("time", "")
    if not text:
        now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    else:
        now = instant_of(read_clock(text), zone, "second" if form.get("fold") == "second" else "first")
    return now, write_instant(now, zone)


def read_clock(text: str) -> dt.datetime:
    """Return what a clock shows, without its zone; raise ValueError for another form."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (the zone stands beside it)
    except ValueError:
        raise ValueError(f"{text!r} is not a time; write it like 2020-05-01T18:00.") from None
