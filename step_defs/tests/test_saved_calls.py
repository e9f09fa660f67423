"""A call that is saved as a scenario: any call, in any world, passes, and fails when the line is changed."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.urls import reverse
from gherkin.parser import Parser
from hypothesis import given as with_any
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from movies.models import Movie, Show, Theater
from pytest_ivr.journeys.saving import saved_call
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.transports.django import DjangoTransport
from step_defs.givens import catalogue_of, givens
from testbed.repository import ROOT

INI = "[pytest]\nivr_line = step_defs.line:movie_info\nstrict = true\n"
# What a name may be made of: also what sentences and Gherkin are made of.
PIECES = [
    "Rex",
    '"',
    " and ",
    " plays at ",
    " at ",
    "|",
    "\\",
    "<b>",
    '"""',
    "#",
    ", ",
    " then ",
    "Ünïcode 🎬",
    "@x",
    "&",
]
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
ZONES = st.sampled_from(["America/Chicago", "Europe/London", "Asia/Kolkata", "Pacific/Auckland", "UTC"])
NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=4)
# A quiet day, and the two nights on which Chicago's clocks are changed.
MOMENTS = st.sampled_from(["2020-05-01T18:30", "2020-03-08T07:59", "2020-11-01T06:10", "2020-11-01T07:10"])
ODD_ACTIONS = ["*#", "#", "99#", "", "2", "1", "h"]


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a catalogue (theaters, movies, and what plays where, in how many minutes), and the actions of a caller."""
    theaters, movies = draw(NUMBERS), draw(NUMBERS)
    unique = st.lists(NAMES, unique=True, min_size=4, max_size=4)
    shows = st.tuples(st.sampled_from(theaters or [0]), st.sampled_from(movies or [0]), st.integers(-60, 800))
    return {
        "theaters": list(zip(theaters, draw(unique), draw(st.lists(ZONES, min_size=4, max_size=4)), strict=False)),
        "movies": list(zip(movies, draw(unique), strict=False)),
        "shows": draw(st.lists(shows, max_size=12)) if theaters and movies else [],
        "actions": draw(st.lists(st.sampled_from([f"{n}#" for n in theaters + movies] * 2 + ODD_ACTIONS), max_size=7)),
    }


def build(world: dict[str, Any], now: dt.datetime) -> None:
    """Put a catalogue in place of the one that is there."""
    Theater.objects.all().delete()
    Movie.objects.all().delete()
    theaters = {
        number: Theater.objects.create(digits=number, name=name, address=f"{name} Street", time_zone=zone)
        for number, name, zone in world["theaters"]
    }
    movies = {number: Movie.objects.create(digits=number, title=title) for number, title in world["movies"]}
    for theater, movie, minutes in set(world["shows"]):
        starts_at = now + dt.timedelta(minutes=minutes)
        Show.objects.create(theater=theaters[theater], movie=movies[movie], starts_at=starts_at)


def call_and_save(world: dict[str, Any], moment: str, title: str) -> str:
    """Make a call in a world, and return it as a scenario."""
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    build(world, now)
    url = f"https://localhost{reverse('choose-theater')}"
    call = Call(url, transport=DjangoTransport(), auth_token=settings.TWILIO_AUTH_TOKEN)
    with time_machine.travel(now, tick=False):
        call.dial()
        for action in world["actions"]:
            if not call.ended:
                {"": call.wait, "h": call.hang_up}.get(action, lambda keys=action: call.press(keys))()
    return saved_call(call, givens(now, catalogue_of(call, now)), {}, title)


def test_the_world_is_written_by_the_theaters_own_clocks(db: None) -> None:
    world = {
        "theaters": [(1, "Rex | Bar", "America/Chicago"), (2, "Odeon", "Europe/London")],
        "movies": [(3, "Heat")],
        "shows": [(1, 3, 10), (1, 3, 70), (2, 3, 30), (1, 3, 700)],
        "actions": ["1#", "3#"],
    }
    lines = call_and_save(world, "2020-11-01T06:10", "Two hours").splitlines()
    begin = lines.index(
        "    Given it is 1:10AM, the first time, on Sunday 1 November 2020 in the time zone America/Chicago"
    )
    assert lines[begin + 1 : begin + 12] == [
        "    And these are the theaters:",
        "      | name       | address           | number | time zone       |",
        "      | Rex \\| Bar | Rex \\| Bar Street | 1      | America/Chicago |",
        "      | Odeon      | Odeon Street      | 2      | Europe/London   |",
        "    And these are the movies:",
        "      | title | number |",
        "      | Heat  | 3      |",
        "    And these are the shows:",
        "      | movie | theater    | times                   |",
        "      | Heat  | Rex \\| Bar | 1:20AM, the first time  |",
        "      | Heat  | Rex \\| Bar | 1:20AM, the second time |",
    ]
    assert lines[begin + 12] == "      | Heat  | Rex \\| Bar | 11:50AM                 |"


def test_thousands_of_keys_are_saved(db: None) -> None:
    world = {
        "theaters": [(1, "Rex", "America/Chicago")],
        "movies": [(3, "Heat")],
        "shows": [],
        "actions": ["1#", f"{'9' * 5000}#"],
    }
    assert f"presses 1# then presses {'9' * 5000}#\n" in call_and_save(world, "2020-05-01T18:30", "Many keys")


def run(folder: Path) -> str:
    """Run what was saved, and return what pytest prints."""
    (folder / "other.ini").write_text(INI)
    shutil.copy(ROOT / "conftest.py", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "pytest_ivr.plugin", "-p", "no:cacheprovider"]
    command += ["-c", str(folder / "other.ini"), str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout


def test_any_call_that_is_saved_passes_and_fails_when_the_line_says_something_else(db: None, tmp_path: Path) -> None:
    scenarios: list[str] = []

    @hypothesis(max_examples=40, deadline=None)
    @with_any(worlds(), MOMENTS)
    def save(world: dict[str, Any], moment: str) -> None:
        scenarios.append(call_and_save(world, moment, f"Call {len(scenarios)}"))
        assert Parser().parse(scenarios[-1])

    save()
    for number, scenario in enumerate(scenarios):
        changed = scenario.replace("      Line: ", "      Line: Well, ", 1)
        assert changed != scenario
        (tmp_path / f"saved_{number}.feature").write_text(scenario)
        (tmp_path / f"changed_{number}.feature").write_text(changed)
    printed = run(tmp_path)
    assert f"{len(scenarios)} failed, {len(scenarios)} passed" in printed, printed
    assert len(set(re.findall(r"changed_\d+\.feature", printed))) == len(scenarios), printed
