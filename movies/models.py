"""The catalogue: theaters, movies, and the shows that bring them together.

``digits`` are what callers press. They belong to the theater or movie on the printed program,
and are never a primary key.
"""

import datetime as dt
from typing import Any

import pytz
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from . import local_time

NAME_LENGTH = 100
ADDRESS_LENGTH = 200

# A character that XML forbids would make the TwiML unreadable, and the whole menu with it.
speakable = RegexValidator(
    r"^[^\x00-\x1f\x7f\ufffe\uffff]*\Z", "This cannot be spoken: it has a control character in it."
)


def is_short(field: str, length: int) -> models.CheckConstraint:
    """Return the constraint that a text has at most so many characters, which SQLite would not hold by itself."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), length), name=f"%(class)s_{field}_is_short")


def time_zones() -> list[tuple[str, str]]:
    """Return the names of all time zones that pytz knows, as choices."""
    return [(name, name) for name in pytz.all_timezones]


class Theater(models.Model):
    """A house where movies play. ``time_zone`` is a pytz name: its shows are announced in that zone."""

    name = models.CharField(max_length=NAME_LENGTH, validators=[speakable])
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True, validators=[speakable])
    digits = models.PositiveIntegerField(
        unique=True, validators=[MinValueValidator(1)], help_text="What callers press to choose this theater."
    )
    time_zone = models.CharField(max_length=64, choices=time_zones, default="UTC")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(digits__gte=1), name="theater_digits_are_positive"),
            is_short("name", NAME_LENGTH),
            is_short("address", ADDRESS_LENGTH),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raise ValidationError for a time zone that pytz does not know: none of its shows could be announced."""
        if self.time_zone not in pytz.all_timezones_set:
            raise ValidationError({"time_zone": f"pytz knows no time zone {self.time_zone!r}."})
        super().save(*args, **kwargs)


class Movie(models.Model):
    """Something to watch, wherever it plays."""

    title = models.CharField(max_length=NAME_LENGTH, validators=[speakable])
    digits = models.PositiveIntegerField(
        unique=True, validators=[MinValueValidator(1)], help_text="What callers press to choose this movie."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(digits__gte=1), name="movie_digits_are_positive"),
            is_short("title", NAME_LENGTH),
        )

    def __str__(self) -> str:
        return self.title


class Show(models.Model):
    """One movie in one theater at one instant (aware, stored in UTC)."""

    # The constraint below starts with the theater, so its index serves look-ups by theater too.
    theater = models.ForeignKey(Theater, on_delete=models.CASCADE, related_name="shows", db_index=False)
    movie = models.ForeignKey(Movie, on_delete=models.CASCADE, related_name="shows")
    starts_at = models.DateTimeField()

    class Meta:
        # Its index is the one that the showtimes of a call are read from.
        constraints = (
            models.UniqueConstraint(fields=("theater", "movie", "starts_at"), name="one_show_per_theater_movie_time"),
        )

    def __str__(self) -> str:
        return f"{self.movie} at {self.theater}, {self.local_start:%a %d %b %Y, %I:%M%p}"

    @property
    def local_start(self) -> dt.datetime:
        """When the show starts, aware, as the clock in its theater shows it."""
        return local_time.wall_clock(self.starts_at, self.theater.time_zone)
