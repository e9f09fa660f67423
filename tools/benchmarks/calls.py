"""What the simulator adds to the requests of a call."""

import datetime as dt

from django.utils import timezone

from movies import demo_catalogue
from movies.models import Movie, Show, Theater
from pytest_ivr.simulator import DjangoTransport

from .line import bare, complete_call, long_call, recorded, requests_of_a_call
from .measure import Result, paired

MENUS = 100


def measure() -> list[Result]:
    """Compare a complete call with the same three requests, bare."""
    Theater.objects.bulk_create(Theater(**row) for row in demo_catalogue.THEATERS)
    Movie.objects.bulk_create(Movie(**row) for row in demo_catalogue.MOVIES)
    Show.objects.create(
        theater=Theater.objects.get(digits=1),
        movie=Movie.objects.get(digits=1),
        starts_at=timezone.now() + dt.timedelta(hours=6),
    )
    transport = DjangoTransport()
    ratio, taken = paired(lambda: complete_call(transport, "1", "1"), bare(requests_of_a_call("1", "1")))
    long = bare(recorded(lambda recorder: long_call(recorder, MENUS)))
    long_ratio, long_taken = paired(lambda: long_call(transport, MENUS), long, repeat=2)
    return [
        Result("a call of three requests / the bare requests", ratio, 1.25, f"{taken * 1000:.2f} ms a call"),
        Result(f"a call of {MENUS} menus / the bare requests", long_ratio, 1.3, f"{long_taken * 1000:.0f} ms a call"),
    ]
