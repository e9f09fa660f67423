"""A call as a scenario, in the sentences of ``step_defs``: the world as it was, what the caller did and heard."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from movies.models import Movie, Theater
from movies.views import UpcomingShow, upcoming_shows
from pytest_ivr.journeys.notation import actions, conversation
from pytest_ivr.journeys.times import write_instant
from pytest_ivr.simulator import Call
from step_defs import times

SCENARIO = """\
@saved
Feature: {title}
  A call that somebody has made, saved as it was.
  It belongs under a rule that it is an example of, with a title that says how it ends.

  Background:
{background}
  Scenario: {title}
{steps}"""


@dataclass
class World:
    """What of the catalogue mattered for a call, when it was over."""

    theaters: list[tuple[str, str, int, str]]  # name, address, number, time zone
    movies: list[tuple[str, int]]  # title, number
    shows: list[UpcomingShow]


def world_of(call: Call, now: dt.datetime) -> World:
    """Return what mattered for a call: every theater and movie, and the shows that the caller asked for."""
    return World(
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
        if address.path == reverse("list-showtimes") and digits.isdigit():
            found.add((int(parse_qs(address.query)["theater"][0]), int(digits)))
    return found


def scenario(call: Call, now: dt.datetime, world: World, title: str) -> str:
    """Return a feature with one scenario that makes the call again, and passes while the line stays as it is."""
    return SCENARIO.format(title=" ".join(title.split()), background=background(now, world), steps=steps(call))


def background(now: dt.datetime, world: World) -> str:
    """Return the Givens: the catalogue, and the clock on the wall of the first theater."""
    zone = world.theaters[0][-1] if world.theaters else "UTC"
    shows = [(it.movie, it.theater, times.write_start(it.starts_at, now, it.time_zone)) for it in world.shows]
    givens = (
        f"it is {write_instant(now, zone)}\n",
        table("these are the theaters:", ("name", "address", "number", "time zone"), world.theaters)
        or "there are no theaters\n",
        table("these are the movies:", ("title", "number"), world.movies) or "there are no movies\n",
        table("these are the shows:", ("movie", "theater", "times"), shows),
    )
    return "    Given " + "    And ".join(filter(None, givens))


def table(sentence: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Return a step with a table, in line; nothing without rows."""
    cells = [[escaped(str(cell)) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["      | " + " | ".join(map(str.ljust, row, widths)) + " |\n" for row in cells]
    return f"{sentence}\n" + "".join(lines) if rows else ""


def escaped(cell: str) -> str:
    """Return a text as it stands in a cell of a Gherkin table."""
    return cell.replace("\\", "\\\\").replace("|", "\\|")


def steps(call: Call) -> str:
    """Return what the caller does, and the whole conversation."""
    did = actions(call.transcript)
    lines = ["Given a caller at the theater menu", f"When the caller {did}"] if did else ["When the caller dials"]
    spoken = [line.replace('"""', '\\"\\"\\"') for line in conversation(call.transcript, {})]
    lines += ["Then the conversation is:", *(f"  {line}" for line in ('"""', *spoken, '"""'))]
    lines.append("And the call is over" if call.ended else "And the line waits for the caller")
    return "".join(f"    {line}\n" for line in lines)
