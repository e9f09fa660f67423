"""What the simulator adds to the requests of a call."""

import datetime as dt

from django.utils import timezone

from call_simulator import DjangoTransport
from movies import cast
from movies.models import Movie, Show, Theater

from .line import bare, complete_call, requests_of_a_call
from .measure import Result, paired


def measure() -> list[Result]:
    """Compare a complete call with the same three requests, bare."""
    Theater.objects.bulk_create(Theater(**row) for row in cast.THEATERS)
    Movie.objects.bulk_create(Movie(**row) for row in cast.MOVIES)
    Show.objects.create(
        theater=Theater.objects.get(digits=1),
        movie=Movie.objects.get(digits=1),
        starts_at=timezone.now() + dt.timedelta(hours=6),
    )
    transport = DjangoTransport()
    ratio, taken = paired(lambda: complete_call(transport, "1", "1"), bare(requests_of_a_call("1", "1")))
    return [Result("a call of three requests / the bare requests", ratio, 1.25, f"{taken * 1000:.2f} ms a call")]
