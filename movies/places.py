"""A time zone is a place, whose clock goes forward and back as its people's do: Area/Location, as IANA names them.

An abbreviation such as EST, or an offset such as UTC-5, is no place: its clock stands still when those in the
theater are changed, and callers would hear of shows that have begun.
"""

import datetime as dt
import difflib
import functools
import re
from importlib.resources import files

import pytz

WITHOUT_A_PLACE = "UTC"  # the time zone of theaters that have been given none
NO_PLACES = ("Etc/",)

# Whose clock people mean by an abbreviation or an offset, if it is on several: the first of these.
FAMILIAR = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage",
    "Pacific/Honolulu", "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "Atlantic/Azores",
    "Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Lisbon", "Europe/Moscow", "Asia/Dubai",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Adelaide", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
WINTER, SUMMER = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
OFFSET = re.compile(
    r"(?P<etc>Etc/)?(?:UTC|GMT)? ?(?P<sign>[+-])0?(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?", re.IGNORECASE
)


@functools.cache
def names() -> frozenset[str]:
    """Return the names of all time zones that a theater may have."""
    places = {name for name in pytz.all_timezones if "/" in name and not name.startswith(NO_PLACES)}
    return frozenset(places | {WITHOUT_A_PLACE})


@functools.lru_cache(1_000)
def refusal(text: str) -> str:
    """Return why a text is no time zone, with the form that is wanted and the nearest name."""
    return f"{text!r} is not a time zone: write a place as Area/Location, for example {nearest(text)}."


def nearest(text: str) -> str:
    """Return the place that somebody may have meant: by its clock, its older name, its spelling, or its city alone."""
    return by_clock(text) or older_names().get(text) or by_spelling(text) or FAMILIAR[0]


def with_the_clock_of(name: str) -> str | None:
    """Return a place whose clock shows the same as that of any zone that pytz knows, all year; None without one."""
    wanted = year(name)
    return next((place for place in (*FAMILIAR, *pytz.common_timezones) if year(place) == wanted), None)


@functools.cache
def year(name: str) -> list[dt.timedelta | None]:
    """Return the offsets of a zone through a year."""
    zone = pytz.timezone(name)
    return [(WINTER + dt.timedelta(weeks=week)).astimezone(zone).utcoffset() for week in range(53)]


def by_clock(text: str) -> str | None:
    """Return the familiar place of an abbreviation (EST, EST5EDT, Eastern Standard Time) or of an offset (UTC-5)."""
    offset = OFFSET.fullmatch(text)
    if offset:
        return offsets().get(minutes_of(offset))
    words = re.findall("[A-Za-z]+", text)
    initials = "".join(word[0] for word in words)
    return next((abbreviations()[it.upper()] for it in (*words[:1], initials) if it.upper() in abbreviations()), None)


def minutes_of(offset: re.Match[str]) -> int:
    """Return the minutes east of Greenwich; names that begin with Etc/ count them to the west."""
    east = (offset["sign"] == "+") != bool(offset["etc"])
    minutes = 60 * int(offset["hours"]) + int(offset["minutes"] or 0)
    return minutes if east else -minutes


@functools.cache
def abbreviations() -> dict[str, str]:
    """Return the familiar places by the abbreviations on their clocks."""
    found: dict[str, str] = {}
    for name in FAMILIAR:
        for day in (WINTER, SUMMER):
            found.setdefault(day.astimezone(pytz.timezone(name)).strftime("%Z"), name)
    return found


@functools.cache
def offsets() -> dict[int, str]:
    """Return the familiar places by their offsets, those of the winter first."""
    found: dict[int, str] = {}
    for day in (WINTER, SUMMER):
        for name in FAMILIAR:
            offset = day.astimezone(pytz.timezone(name)).utcoffset() or dt.timedelta()
            found.setdefault(round(offset.total_seconds() / 60), name)
    return found


@functools.cache
def older_names() -> dict[str, str]:
    """Return what IANA calls places now that have had names without an area, such as Japan."""
    text = (files("pytz") / "zoneinfo" / "tzdata.zi").read_text()
    links = [line.split() for line in text.splitlines() if line.startswith("L ")]
    return {older: name for _, name, older in links if name in names() and older not in names()}


def by_spelling(text: str) -> str | None:
    """Return the name that is spelled most like a text, whole or from its last part on; capitals do not count."""
    for spellings in (whole(), cities()):
        close = difflib.get_close_matches(folded(text), spellings, 1, cutoff=0.8)
        if close:
            return spellings[close[0]]
    return None


@functools.cache
def whole() -> dict[str, str]:
    """Return the names by their spelling, folded."""
    return {folded(name): name for name in sorted(names())}


@functools.cache
def cities() -> dict[str, str]:
    """Return the names by the spelling of their last part; of two with one city, the one that is common."""
    common_last = sorted(names(), key=lambda name: (name in pytz.common_timezones_set, name))
    return {folded(name.rpartition("/")[2]): name for name in common_last}


def folded(text: str) -> str:
    """Return a spelling without capitals, and with one sign for spaces, hyphens and underscores."""
    return re.sub("[ _-]+", "_", text.casefold().strip())
