"""``manage.py check_showtimes``: say what callers will soon hear nothing of."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from movies.models import Theater
from movies.thin import movies_that_end, theaters_without_shows

HOURS = 24


class Command(BaseCommand):
    """Say which theaters have no shows soon, and which movies end; meant to be run after each import."""

    help = (
        "Say which theaters have no show, and which movies have their last one, in the coming hours. "
        "Fails if a theater has none: its callers would hear that nothing is playing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how far to look."""
        parser.add_argument("--hours", type=int, default=HOURS, help=f"how many hours to look ahead (default: {HOURS})")

    def handle(self, *_args: Any, hours: int, **_options: Any) -> None:
        """Raise CommandError if a theater has no show, or if there is none."""
        if not Theater.objects.exists():
            raise CommandError("There are no theaters at all.")
        now, within = timezone.now(), dt.timedelta(hours=hours)
        for movie in movies_that_end(now, within):
            self.stdout.write(f"The movie {movie} ends within {hours} hours.")
        theaters = theaters_without_shows(now, within)
        for theater in theaters:
            self.stdout.write(f"The theater {theater} has no show within {hours} hours.")
        if theaters:
            raise CommandError(f"Theaters without a show within {hours} hours: {len(theaters)}.")
        self.stdout.write(f"Every theater has a show within {hours} hours.")
