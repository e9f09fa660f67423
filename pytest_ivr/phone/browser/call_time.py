"""The date and time of a call: a whole minute, now or what the caller has set."""

import datetime as dt
from collections.abc import Mapping

from movies import local_time
from movies.models import Theater
from pytest_ivr.journeys.times import write_instant

UNIVERSAL = "UTC"


def zones() -> list[str]:
    """Return the time zones in which there are theaters, that of the first theater first."""
    found = Theater.objects.order_by("digits").values_list("time_zone", flat=True)
    return list(dict.fromkeys(found)) or [UNIVERSAL]


def call_time(form: Mapping[str, str]) -> tuple[dt.datetime, str]:
    """Return the instant (aware) that the page's clock shows, and the same in words; an empty clock means now.

    Of a time that occurs twice it is the first, unless ``fold`` is "second".
    Raises ValueError, with a sentence for the caller, for any other text and for a time that the clock never shows.
    """
    zone = form.get("zone", UNIVERSAL)
    if zone not in [*zones(), UNIVERSAL]:
        raise ValueError(f"No theater is in the time zone {zone!r}; reload the page and choose again.")
    text = form.get("time", "")
    if not text:
        now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    else:
        try:
            clock = dt.datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (the zone stands beside it)
        except ValueError:
            raise ValueError(f"{text!r} is not a time; write it like 2020-05-01T18:00.") from None
        now = local_time.instant(clock, zone, "second" if form.get("fold") == "second" else "first")
    return now, write_instant(now, zone)
