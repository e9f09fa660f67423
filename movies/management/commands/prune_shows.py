"""``manage.py prune_shows``: delete past shows, which no caller will hear of."""

import datetime as dt
import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from movies.changing import changing_the_catalogue
from movies.models import Show


class Command(BaseCommand):
    """Delete the shows that started some days ago; theaters and movies stay."""

    help = "Delete shows that started more than some days ago. Theaters and movies stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the age."""
        parser.add_argument("--older-than", required=True, type=days, metavar="DAYS", help="an age such as 30d")

    def handle(self, *_args: Any, older_than: dt.timedelta, **_options: Any) -> None:
        """Delete them."""
        with changing_the_catalogue(self.stderr.write):
            removed, _ = Show.objects.filter(starts_at__lt=timezone.now() - older_than).delete()
        self.stdout.write(f"Shows: {removed:,} removed.")


def days(text: str) -> dt.timedelta:
    """Read "30d". Raises ArgumentTypeError for anything else."""
    if not re.fullmatch("[0-9]{1,5}d", text):
        raise ArgumentTypeError(f"{text!r} is not a number of days; write it like 30d")
    return dt.timedelta(days=int(text[:-1]))
