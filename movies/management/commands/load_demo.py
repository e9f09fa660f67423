"""``manage.py load_demo``: something to hear on a new line."""

import datetime as dt
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from movies import demo_catalogue, local_time
from movies.changing import changing_the_catalogue
from movies.models import Movie, Show, Theater
from movies.names import as_heard

Row = TypeVar("Row", Theater, Movie)

DAYS = 7


class Command(BaseCommand):
    """Add the demo's theaters and movies, and their shows of the coming week; what is there already stays."""

    help = "Load a few theaters and movies, with shows for the coming week. Running it twice changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Raise CommandError, and change nothing, if another theater or movie has one of the demo's numbers."""
        with changing_the_catalogue(self.stderr.write), transaction.atomic():
            self.load()

    def load(self) -> None:
        """Add what is not there."""
        theaters = [find_or_add(Theater, row) for row in demo_catalogue.THEATERS]
        movies = [find_or_add(Movie, row) for row in demo_catalogue.MOVIES]
        shows = [
            Show(theater=theater, movie=movie, starts_at=start)
            for theater in theaters
            for movie in movies
            for start in coming_starts(theater, movie)
        ]
        Show.objects.bulk_create(shows, ignore_conflicts=True)
        self.stdout.write(f"Demo data: {len(theaters)} theaters, {len(movies)} movies, {len(shows)} shows.")


def find_or_add(model: type[Row], row: dict[str, Any]) -> Row:
    """Return the theater or movie of that name, whatever its number; a new one's must not be another one's."""
    wanted = model(**row)
    named = model.objects.filter(heard_as=as_heard(str(wanted))).first()
    found = named or model.objects.get_or_create(digits=row["digits"], defaults=row)[0]
    if not named and str(found) != str(wanted):
        raise CommandError(
            f"Number {found.digits} belongs to the {model._meta.verbose_name} {found}, but the demo needs it for "
            f"{wanted}. Load the demo into an empty database, or give {found} another number first."
        )
    return found


def coming_starts(theater: Theater, movie: Movie) -> list[dt.datetime]:
    """Return the instants at which the movie plays there in the coming week, from the theater's own today on."""
    today = local_time.day(timezone.now(), theater.time_zone)
    return [
        local_time.instant(dt.datetime.combine(today + dt.timedelta(days=day), time), theater.time_zone)
        for day in range(DAYS)
        for time in demo_catalogue.DAILY[movie.title]
    ]
