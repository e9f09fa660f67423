"""What the explorer adds to the requests by which it walks the line, and to the memory of what it finds."""

import functools
import gc
import statistics
import tracemalloc
from collections.abc import Iterable
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.test import Client
from django.urls import reverse

from movies.models import Movie, Theater
from pytest_ivr import Line
from pytest_ivr.explorer import Bounds, Exploration, explore
from pytest_ivr.simulator import DjangoTransport, Request, Response, Transport, WsgiTransport

from .line import ADDRESS, bare_request
from .measure import Result, seconds

MANY = 20  # theaters, and movies
MENUS = (20, 60)


def walk(transport: Transport) -> Exploration:
    """Walk Movie Info to its end."""
    found = explore(Line(f"{ADDRESS}{reverse('choose-theater')}", transport, settings.TWILIO_AUTH_TOKEN))
    if found.stopped or found.dialed_anew:
        raise RuntimeError(f"The measured walk went wrong: {found.stopped or 'each way was dialed anew'}")
    return found


def measure() -> list[Result]:
    """Compare a walk with its bare requests, in a small catalogue and a larger one, and the memory of two lines."""
    results = [ratio(f"{Theater.objects.count()} theaters", rounds=7)]
    theaters, movies = Theater.objects.count(), Movie.objects.count()
    Theater.objects.bulk_create(Theater(name=f"T{n}", digits=100 + n) for n in range(MANY - theaters))
    Movie.objects.bulk_create(Movie(title=f"M{n}", digits=100 + n) for n in range(MANY - movies))
    results.append(ratio(f"{MANY} theaters and {MANY} movies", rounds=3))
    Theater.objects.filter(digits__gte=100).delete()
    Movie.objects.filter(digits__gte=100).delete()
    small, large = (memory_of_a_state(menus) for menus in MENUS)
    detail = f"{large:.1f} KB a state"
    return [*results, Result(f"memory of a state of {MENUS[1]} menus / of {MENUS[0]}", large / small, 1.2, detail)]


class Beside:
    """The line, which answers each request a second time when a bare test client makes it: ``bare`` seconds of CPU."""

    def __init__(self) -> None:
        self.line, self.client = DjangoTransport(), Client()
        self.requests, self.bare = 0, 0.0

    def send(self, request: Request) -> Response:
        """Return the answer, with the bare request before it or behind it in turns: what comes second is warm."""
        self.requests += 1
        bare = bare_request(self.client, request)
        if self.requests % 2:
            self.bare += seconds(bare, 1)
        response = self.line.send(request)
        if not self.requests % 2:
            self.bare += seconds(bare, 1)
        return response


def ratio(catalogue: str, rounds: int) -> Result:
    """Compare a walk with its bare requests, one by one, since a walk is longer than a machine stays equally fast."""
    found = []
    for _ in range(rounds):
        beside = Beside()
        taken = seconds(functools.partial(walk, beside), 1) - beside.bare
        found.append(taken / beside.bare)
    name = f"a walk with {catalogue} / its bare requests"
    return Result(name, statistics.median(found), 1.3, f"{beside.requests:,} requests, {taken:.1f} s")


def memory_of_a_state(menus: int) -> float:
    """Return how many kilobytes a state takes when a line of so many menus in a row was walked."""
    line = Line("https://ivr.example/0", WsgiTransport(menus_in_a_row(menus)), "12345")
    tracemalloc.start()
    found = explore(line, bounds=Bounds(depth=menus + 1))
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    if len(found.states) != menus:
        raise RuntimeError(f"The measured walk found {len(found.states)} states in {menus} menus.")
    return kept / menus / 1024


def menus_in_a_row(menus: int) -> WSGIApplication:
    """Return a line in which key 1 leads from each menu to the next; another key, and silence, end the call."""

    def line(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        number = int(environ["PATH_INFO"].strip("/"))
        keys = parse_qs(environ["wsgi.input"].read().decode()).get("Digits", [])
        goes_on = number < menus and (not keys or keys == ["1"])
        ask = (
            f'<Gather numDigits="1" action="/{number + 1}"><Say>This is menu {number}. To go on press 1.</Say></Gather>'
        )
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [f"<Response>{ask if goes_on else '<Say>Goodbye.</Say>'}<Hangup/></Response>".encode()]

    return line
