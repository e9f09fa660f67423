"""A line that keeps a log of its calls, the tests that it has, and calls that are made to it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from pytest_ivr.call_log.reading import Log, read_log
from pytest_ivr.journeys.notation import perform
from pytest_ivr.living_docs.document.run import Feature, Rule, Run, Scenario, Step, Suite
from pytest_ivr.simulator import Call, Request, Response

BEGAN = dt.datetime(2026, 5, 1, 18, tzinfo=dt.UTC)
PERSON = "+14155550100"
WORDS = {
    "welcome": "Welcome to the movies!",
    "choose": "Please choose a theater and press pound.",
    "silence": "We did not receive your selection.",
    "wrong": "Please select a theater from the list.",
    "shows": "For showtimes, press 1.",
    "person": "To talk to a person, press 2.",
    "back": "To go back, press star.",
    "thanks": "Thank you for calling.",
}
TOLD = (
    *("CallStatus", "CallDuration", "Digits", "FinishedOnKey", "SpeechResult", "RecordingDuration"),
    *("DialCallStatus", "DialCallDuration", "QueueResult", "ErrorCode"),
)
HOW_CALLERS_GO = (
    "dials",
    "dials then hangs up",
    "dials then times out then times out then times out",
    "dials then presses 9# then hangs up",
    "dials then times out then presses 9# then presses 1# then presses 1",
    "dials then presses 1# then presses 1",
    "dials then presses 2# then presses 1",
    "dials then presses 1# then presses 2 then is put through and talks for 30 seconds",
    "dials then presses 1# then presses * then presses 2# then presses 1",
)


def say(*sentences: str) -> str:
    """Return what is said."""
    return "".join(f"<Say>{sentence}</Say>" for sentence in sentences)


@dataclass
class Cinema:
    """The line: what it says, in which theaters, and whole answers in place of its own, by their paths."""

    theaters: tuple[str, ...] = ("Rialto", "Odeon")
    words: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ("shows", "person", "back")
    instead: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    tries: int = 3

    def said(self, *names: str) -> str:
        """Return what is said by these names; nothing for what has no words."""
        return say(*filter(None, ((WORDS | dict(self.words))[name] for name in names)))

    def answer(self, path: str, query: Mapping[str, str], digits: str) -> tuple[int, str]:
        """Return the status and the body of an answer."""
        if path in self.instead:
            return self.instead[path]
        views = {
            "/voice": self.theater_menu,
            "/theater": self.theater,
            "/answer": self.showtimes,
            "/thanks": self.thank,
        }
        body = views[path](query, digits) if path in views else ""
        return 200, f"<Response>{body}</Response>"

    def theater_menu(self, query: Mapping[str, str], _digits: str) -> str:
        """Return the first menu."""
        number = int(query.get("try", "1"))
        listed = say(*(f"For {name}, press {number}." for number, name in enumerate(self.theaters, 1)))
        behind = self.said("silence") + f"<Redirect>/voice?try={number + 1}</Redirect>"
        last = number >= self.tries
        menu = self.said("welcome", "choose") + listed
        return f'<Gather action="/theater?try={number}">{menu}</Gather>{self.said("thanks") if last else behind}'

    def theater(self, query: Mapping[str, str], digits: str) -> str:
        """Return the menu of a theater."""
        if digits not in map(str, range(1, len(self.theaters) + 1)):
            return self.said("wrong") + f"<Redirect>/voice?try={int(query['try']) + 1}</Redirect>"
        menu = f'<Gather action="/answer?number={digits}" numDigits="1">{self.said(*self.options)}</Gather>'
        return menu + self.said("thanks")

    def thank(self, _query: Mapping[str, str], _digits: str) -> str:
        """Return the last words."""
        return self.said("thanks")

    def showtimes(self, query: Mapping[str, str], digits: str) -> str:
        """Return the answer."""
        if digits == "2":
            return f'<Dial action="/thanks">{PERSON}</Dial>'
        if digits == "*":
            return "<Redirect>/voice</Redirect>"
        if digits != "1":
            return self.said("thanks")
        name = self.theaters[int(query["number"]) - 1]
        return say(f"At {name} you can see Casablanca at {len(name)}:00 PM.") + self.said("thanks")


class Line:
    """A transport to the line, which writes its log."""

    def __init__(self, cinema: Cinema) -> None:
        self.cinema = cinema
        self.written: list[str] = []
        self.call: Call | None = None

    def send(self, request: Request) -> Response:
        """Answer a request, and write it into the log."""
        assert self.call
        url = urlsplit(request.url)
        parameters = {name: it[0] for name, it in parse_qs(request.body.decode(), keep_blank_values=True).items()}
        query = {name: it[0] for name, it in parse_qs(url.query).items()}
        status, body = self.cinema.answer(url.path, query, parameters.get("Digits", ""))
        written = {
            "timestamp": (BEGAN + dt.timedelta(seconds=self.call.second)).isoformat(),
            "call": f"call {id(self.call)}",
            "path": url.path,
            "query": url.query,
            "parameters": {name: parameters[name] for name in TOLD if name in parameters},
            "status": status,
            "answer": body,
        }
        self.written.append(json.dumps(written))
        return Response(status, [("Content-Type", "text/xml")], body.encode())


def ring(cinema: Cinema, actions: str, fallback_url: str | None = None) -> tuple[Call, list[str]]:
    """Make a call; return it, and the log."""
    line = Line(cinema)
    line.call = Call(
        "https://cinema.example/voice",
        transport=line,
        auth_token="",
        status_callback="https://cinema.example/over",
        fallback_url=fallback_url,
    )
    perform(line.call, actions)
    return line.call, line.written


def suite_of_tests() -> Suite:
    """Return a suite with a scenario for each way, at the line with some data and with others."""
    runs = [
        Run(actions, "movies.feature", 1, [], [Step("When", actions, 2, events=ring(cinema, actions)[0].transcript)])
        for cinema in (Cinema(), Cinema(("Roxy", "Grand Palace", "Aurora")))
        for actions in HOW_CALLERS_GO
    ]
    for run in runs:
        run.status = "passed"
    feature = Feature("movies.feature", "Movies", rules=[Rule("", "", [Scenario("Calls", "", 1, [], runs)])])
    return Suite([feature], [], began=0, seconds=1, success=True, messages=[], meta={})


def logged(cinema: Cinema, *calls: str) -> Log:
    """Return the log of some calls."""
    return log_of(line for actions in calls for line in ring(cinema, actions)[1])


def log_of(lines: Iterable[str]) -> Log:
    """Return the log that these lines are."""
    return read_log("calls.log", (line.encode() for line in lines))
