"""Callers for Locust: they choose, hesitate, err and hang up as people do, and check every word that they hear.

Each is the call simulator over real HTTP, so the line cannot tell them from Twilio. A wrong answer is a failure,
like a broken connection. ``python -m tools.load`` runs them on this computer; docs/movie-info.md
says how several computers do.
"""

import datetime as dt
import os
import random
import time
from typing import Any

from locust import User, task
from locust.env import Environment

from movies import demo_catalogue, local_time
from pytest_ivr.simulator import Call, HttpTransport, Request, Response

CLOCK = dt.datetime.fromisoformat(os.environ["LOAD_CLOCK"])
AUTH_TOKEN = os.environ["TWILIO_AUTH_TOKEN"]
LINE = "movies/choose-theater"
FIRST_VIEW = os.environ.get("LOAD_VIEW", LINE)

THANKS = ["Thank you for using movie info!"]
SILENCE = "We did not receive your selection"
UNKNOWN = {
    "theater": "Please select a theater from the list.",
    "movie": "Please select a movie from the list.",
}
BY_DIGITS: dict[str, dict[int, dict[str, Any]]] = {
    "theater": {int(str(row["digits"])): row for row in demo_catalogue.THEATERS},
    "movie": {int(str(row["digits"])): row for row in demo_catalogue.MOVIES},
}
MENUS = {
    "theater": [
        "Welcome to movie info!",
        "Please choose a theater and press #",
        *(
            f"For {row['name']} at {row['address']} press {digits}"
            for digits, row in sorted(BY_DIGITS["theater"].items())
        ),
    ],
    "movie": [
        "Please choose a movie and press #",
        *(f"For {row['title']} press {digits}" for digits, row in sorted(BY_DIGITS["movie"].items())),
        "To go back to the theaters press star and #",
    ],
}


class WrongAnswer(AssertionError):
    """The caller has heard something else than the line should say."""


class Timed:
    """A transport that tells Locust how long each view takes."""

    def __init__(self, http: HttpTransport, environment: Environment) -> None:
        self.http = http
        self.environment = environment

    def send(self, request: Request) -> Response:
        """Deliver the request, as of LOAD_CLOCK."""
        request.headers["X-Journey-Clock"] = CLOCK.isoformat()
        begin = time.perf_counter()
        response = self.http.send(request)
        self.environment.events.request.fire(
            request_type=request.method,
            name=request.target.partition("?")[0],
            response_time=(time.perf_counter() - begin) * 1000,
            response_length=len(response.body),
            exception=None if response.status == 200 else WrongAnswer(f"HTTP {response.status}"),
        )
        return response


class Caller(User):
    """Somebody who calls again and again."""

    @task
    def call(self) -> None:
        """Make one call, and tell Locust what came of it."""
        transport = Timed(HttpTransport(), self.environment)
        call = Call(f"{self.host}/{FIRST_VIEW}", transport=transport, auth_token=AUTH_TOKEN)
        begin, problem = time.perf_counter(), None
        try:
            (converse if FIRST_VIEW == LINE else press_on)(call)
        except Exception as error:  # whatever it is, Locust counts it
            problem = error
        self.environment.events.request.fire(
            request_type="CALL",
            name=FIRST_VIEW,
            response_time=(time.perf_counter() - begin) * 1000,
            response_length=0,
            exception=problem,
        )


def press_on(call: Call) -> None:
    """Press a key whatever is said, as often as most callers do."""
    call.dial()
    for _ in range(2):
        call.press("1#")
    call.hang_up()


def converse(call: Call) -> None:
    """Make a call as people do; raise WrongAnswer for anything that the line should not have said."""
    call.dial()
    expect(call, MENUS["theater"])
    theater = choose(call, "theater")
    while theater:
        expect(call, MENUS["movie"])
        movie = choose(call, "movie")
        if movie != BACK:
            break
        expect(call, MENUS["theater"])
        theater = choose(call, "theater")
    else:
        return
    if movie:
        expect(call, [showtimes(theater, movie), *THANKS])


BACK = -1


def choose(call: Call, kind: str) -> int:
    """Choose at a menu, in the end; return the number, 0 if the call is over, BACK for the star."""
    for failures in range(1, 4):
        deed = random.choices(["choose", "hesitate", "err", "hang up", "go back"], [80, 8, 6, 3, 3])[0]  # noqa: S311 (no secret)
        if deed == "hang up":
            call.hang_up()
            return 0
        if deed == "go back" and kind == "movie":
            call.press("*#")
            return BACK
        if deed in ("choose", "go back"):
            digits = random.choice(list(BY_DIGITS[kind]))  # noqa: S311 (no secret)
            call.press(f"{digits}#")
            return digits
        if deed == "hesitate":
            call.wait()
        else:
            call.press("7#")
        sentence = SILENCE if deed == "hesitate" else UNKNOWN[kind]
        expect(call, THANKS if failures == 3 else [sentence, *MENUS[kind]])
    return 0


def showtimes(theater_digits: int, movie_digits: int) -> str:
    """Return what the line should tell of a movie in a theater."""
    theater, title = BY_DIGITS["theater"][theater_digits], BY_DIGITS["movie"][movie_digits]["title"]
    zone = theater["time_zone"]
    today = local_time.day(CLOCK, zone)
    told: list[str] = []
    for day, word in ((today, ""), (today + dt.timedelta(days=1), "tomorrow at ")):
        for clock in demo_catalogue.DAILY[title]:
            start = local_time.instant(dt.datetime.combine(day, clock), zone)
            if CLOCK <= start <= CLOCK + dt.timedelta(hours=12):
                told.append(f"{word}{clock:%I:%M%p}")
    first_word = "" if told[0].startswith("tomorrow") else "at "
    return f"The movie {title} will be playing at {theater['name']} {first_word}{', '.join(told)}"


def expect(call: Call, sentences: list[str]) -> None:
    """Raise WrongAnswer unless the caller has heard exactly these sentences."""
    if call.heard != sentences:
        raise WrongAnswer(f"heard {call.heard}, not {sentences}")
