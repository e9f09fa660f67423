"""The Given sentences of a call that is saved: the clock and the catalogue, as they were."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from movies.models import Movie, Theater
from movies.upcoming import UpcomingShow, upcoming_shows
from movies.views import whole_number
from pytest_ivr.journeys.times import write_instant
from pytest_ivr.simulator import Call

from . import times


@dataclass
class Catalogue:
    """What of the catalogue mattered for a call, when it was over."""

    theaters: list[tuple[str, str, int, str]]  # name, address, number, time zone
    movies: list[tuple[str, int]]  # title, number
    shows: list[UpcomingShow]


def catalogue_of(call: Call, now: dt.datetime) -> Catalogue:
    """Return what mattered for a call: every theater and movie, and the shows that the caller asked for."""
    return Catalogue(
        list(Theater.objects.order_by("digits").values_list("name", "address", "digits", "time_zone")),
        list(Movie.objects.order_by("digits").values_list("title", "digits")),
        [show for theater, digits in sorted(asked_for(call)) for show in upcoming_shows(theater, digits, now)],
    )


def asked_for(call: Call) -> set[tuple[int, int]]:
    """Return the theaters (by key) and movies (by digits) whose showtimes the caller asked for."""
    found = set()
    for event in call.transcript:
        if event["event"] != "requested":
            continue
        address, digits = urlsplit(event["url"]), event["parameters"].get("Digits", "")
        link, *_ = parse_qs(address.query).get("theater", [""])
        theater, movie = whole_number(link), whole_number(digits)
        if address.path == reverse("list-showtimes") and theater is not None and movie is not None:
            found.add((theater, movie))
    return found


def givens(now: dt.datetime, catalogue: Catalogue) -> list[str]:
    """Return the Given sentences: the clock on the wall of the first theater, and the catalogue."""
    zone = catalogue.theaters[0][-1] if catalogue.theaters else "UTC"
    shows = [(it.movie, it.theater, times.write_start(it.starts_at, now, it.time_zone)) for it in catalogue.shows]
    sentences = (
        f"it is {write_instant(now, zone)}",
        table("these are the theaters:", ("name", "address", "number", "time zone"), catalogue.theaters)
        or "there are no theaters",
        table("these are the movies:", ("title", "number"), catalogue.movies) or "there are no movies",
        table("these are the shows:", ("movie", "theater", "times"), shows),
    )
    return [sentence for sentence in sentences if sentence]


def table(sentence: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a sentence with a table, in line; nothing without rows."""
    cells = [[escaped(str(cell)) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["  | " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return "\n".join([sentence, *lines]) if rows else ""


def escaped(cell: str) -> str:
    """Return a text as it stands in a cell of a Gherkin table."""
    return cell.replace("\\", "\\\\").replace("|", "\\|")
