"""``manage.py load_demo``: something to hear for whoever dials a new line."""

import datetime as dt
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from movies import cast, local_time
from movies.models import Movie, Show, Theater

Row = TypeVar("Row", Theater, Movie)

DAYS = 7


class Command(BaseCommand):
    """Add the cast's theaters and movies, and their shows of the coming week; what is there already stays."""

    help = "Load a small cast of theaters and movies with shows for the coming days. Running it twice changes nothing."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        """Raise CommandError, and change nothing, if another theater or movie has one of the cast's numbers."""
        theaters = [find_or_add(Theater, row) for row in cast.THEATERS]
        movies = [find_or_add(Movie, row) for row in cast.MOVIES]
        before = Show.objects.count()
        Show.objects.bulk_create(
            [
                Show(theater=theater, movie=movie, starts_at=start)
                for theater in theaters
                for movie in movies
                for start in coming_starts(theater, movie)
            ],
            ignore_conflicts=True,
        )
        added = Show.objects.count() - before
        self.stdout.write(f"{len(theaters)} theaters and {len(movies)} movies are there; {added} shows were added.")


def find_or_add(model: type[Row], row: dict[str, Any]) -> Row:
    """Return the theater or movie that ``row`` describes; its number must not be another one's."""
    found, _ = model.objects.get_or_create(digits=row["digits"], defaults=row)
    wanted = model(**row)
    if str(found) != str(wanted):
        raise CommandError(
            f"Number {found.digits} belongs to the {model._meta.verbose_name} {found}, and the demo wants it for "
            f"{wanted}. Load the demo into an empty database, or give {found} another number first."
        )
    return found


def coming_starts(theater: Theater, movie: Movie) -> list[dt.datetime]:
    """Return the instants at which the movie plays there, from today on for a week, in local days."""
    today = local_time.wall_clock(timezone.now(), theater.time_zone).date()
    return [
        local_time.instant(dt.datetime.combine(today + dt.timedelta(days=day), time), theater.time_zone)
        for day in range(DAYS)
        for time in cast.DAILY[movie.title]
    ]
