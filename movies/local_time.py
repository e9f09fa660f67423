"""The theater's own clock: from what a clock on its wall shows to an instant, and back."""

import datetime as dt
from typing import Literal

import pytz

Fold = Literal["first", "second"]


class ImpossibleLocalTime(ValueError):
    """A time that the theater's clock never shows, or shows twice while nothing says which is meant."""


class RepeatedLocalTime(ImpossibleLocalTime):
    """A time that the theater's clock shows twice, while nothing says which is meant."""


def instant(wall_clock: dt.datetime, time_zone: str, fold: Fold | None = None) -> dt.datetime:
    """Return the instant (aware, UTC) at which clocks in ``time_zone`` show the naive ``wall_clock``.

    ``fold`` (PEP 495) says which of the two is meant when clocks go back and the time occurs twice.
    Raises ImpossibleLocalTime for a time that is skipped, RepeatedLocalTime for one that occurs twice without a fold.
    """
    zone = pytz.timezone(time_zone)
    try:
        local = zone.localize(wall_clock, is_dst=None)
    except pytz.NonExistentTimeError:
        raise ImpossibleLocalTime(
            f"{wall_clock:%H:%M on %d %B %Y} does not exist in {time_zone}: clocks go forward then."
        ) from None
    except pytz.AmbiguousTimeError:
        if fold is None:
            raise RepeatedLocalTime(
                f"{wall_clock:%H:%M on %d %B %Y} occurs twice in {time_zone}, because clocks go back: "
                "say whether the first or the second is meant."
            ) from None
        local = both_folds(wall_clock, zone)[fold]
    except OverflowError:
        raise ImpossibleLocalTime(f"The year {wall_clock.year} is beyond the calendar.") from None
    return shown_everywhere(local.astimezone(dt.UTC))


def shown_everywhere(moment: dt.datetime) -> dt.datetime:
    """Return an instant. Raises ImpossibleLocalTime for one so far away that some clock could not show it any more."""
    if not dt.MINYEAR < moment.year < dt.MAXYEAR:
        raise ImpossibleLocalTime(f"The year {moment.year} is beyond the calendar.")
    return moment


def wall_clock(moment: dt.datetime, time_zone: str) -> dt.datetime:
    """Return what clocks in ``time_zone`` show at ``moment`` (aware): an aware local datetime."""
    return moment.astimezone(pytz.timezone(time_zone))


def day(moment: dt.datetime, time_zone: str) -> dt.date:
    """Return the local day in ``time_zone`` at ``moment`` (aware)."""
    return wall_clock(moment, time_zone).date()


def fold(moment: dt.datetime, time_zone: str) -> Fold | None:
    """Return which of two instants with the same wall-clock time ``moment`` (aware) is; None if there is only one."""
    local = wall_clock(moment, time_zone)
    both = both_folds(local.replace(tzinfo=None), pytz.timezone(time_zone))
    if both["first"] == both["second"]:
        return None
    return "first" if local == both["first"] else "second"


def both_folds(wall_clock: dt.datetime, zone: pytz.BaseTzInfo) -> dict[Fold, dt.datetime]:
    """Return the earlier and the later instant that a naive wall-clock time may mean."""
    earlier, later = sorted(zone.localize(wall_clock, is_dst=is_dst) for is_dst in (True, False))
    return {"first": earlier, "second": later}
