"""Where the catalogue becomes thin: theaters of which callers would hear no show, and movies that are about to end."""

import datetime as dt

from django.db.models import Exists, Max, OuterRef

from .models import Movie, Show, Theater


def theaters_without_shows(now: dt.datetime, within: dt.timedelta) -> list[Theater]:
    """Return the theaters in which nothing begins from now on within this time."""
    coming = Show.objects.filter(theater=OuterRef("pk"), starts_at__gte=now, starts_at__lt=now + within)
    return list(Theater.objects.filter(~Exists(coming)).order_by("digits"))


def movies_that_end(now: dt.datetime, within: dt.timedelta) -> list[Movie]:
    """Return the movies whose last show anywhere begins from now on within this time, with it as ``last``."""
    last = Movie.objects.annotate(last=Max("shows__starts_at"))
    return list(last.filter(last__gte=now, last__lt=now + within).order_by("digits"))
