"""The catalogue: theaters, movies, and the shows that bring them together.

``digits`` are what callers press. They belong to the theater or movie on the printed program,
and are never a primary key.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from . import local_time, places
from .names import as_heard, composed

NAME_LENGTH = 100
ADDRESS_LENGTH = 200
HIGHEST = 2_147_483_647  # number that the column of digits holds; SQLite's would take more

POSITIVE = [MinValueValidator(1), MaxValueValidator(HIGHEST)]

# A character that XML forbids would make the TwiML unreadable, and the whole menu with it.
speakable = RegexValidator(
    r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]*\Z", "This cannot be spoken: it has a control character in it."
)


def is_short(field: str, length: int) -> models.CheckConstraint:
    """Return the constraint that a text has at most so many characters, which SQLite would not hold by itself."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), length), name=f"%(class)s_{field}_is_short")


def time_zones() -> list[tuple[str, str]]:
    """Return the names of all time zones that a theater may have, as choices."""
    return [(name, name) for name in sorted(places.names())]


class SpokenField(models.CharField):  # type: ignore[type-arg]  # generic for mypy alone
    """A text that callers hear. Whatever way it enters the catalogue, it stands there as ``composed`` writes it."""

    def to_python(self, value: Any) -> Any:
        """Return the text as it stands in the catalogue; look-ups and every way of writing pass here."""
        text = super().to_python(value)
        return composed(text) if isinstance(text, str) else text

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the row in memory say what the database does."""
        text = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, text)
        return text


class TimeZoneField(models.CharField):  # type: ignore[type-arg]  # generic for mypy alone
    """The place whose clock a theater has; by any other clock its shows would be announced at wrong times."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Raise ValidationError for what is no place, and whatever else Django refuses."""
        refuse_no_place(value)
        super().validate(value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let nobody pass who has not validated the row."""
        value = super().pre_save(model_instance, add)
        refuse_no_place(value)
        return value


def refuse_no_place(value: Any) -> None:
    """Raise ValidationError, with the nearest name, for what is no place."""
    if value not in places.names():
        raise ValidationError(places.refusal(value))


class HeardField(models.TextField):  # type: ignore[type-arg]  # generic for mypy alone
    """What the name in another field sounds like, so that the database holds each once. It is written with the row."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return what migrations write of the field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Listen to the name."""
        heard = as_heard(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, heard)
        return heard


def refuse_what_sounds_like_another(row: "Theater | Movie", field: str) -> None:
    """Raise ValidationError for a name that callers could not tell from that of another theater or movie."""
    others = type(row)._default_manager.filter(heard_as=as_heard(getattr(row, field))).exclude(pk=row.pk)
    for other in others:
        raise ValidationError({field: f"Callers could not tell it from {other}, which has number {other.digits}."})


class Theater(models.Model):
    """A house where movies play. ``time_zone`` is a place: its shows are announced by the clock there."""

    name = SpokenField(max_length=NAME_LENGTH, validators=[speakable])
    heard_as = HeardField(of="name", unique=True, editable=False)
    address = SpokenField(max_length=ADDRESS_LENGTH, blank=True, validators=[speakable])
    digits = models.PositiveIntegerField(
        unique=True, validators=POSITIVE, help_text="What callers press to choose this theater."
    )
    time_zone = TimeZoneField(max_length=64, choices=time_zones, default=places.WITHOUT_A_PLACE)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(digits__gte=1), name="theater_digits_are_positive"),
            is_short("name", NAME_LENGTH),
            is_short("address", ADDRESS_LENGTH),
        )

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Raise ValidationError for a name that callers would hear twice."""
        refuse_what_sounds_like_another(self, "name")


class Movie(models.Model):
    """Something to watch, wherever it plays."""

    title = SpokenField(max_length=NAME_LENGTH, validators=[speakable])
    heard_as = HeardField(of="title", unique=True, editable=False)
    digits = models.PositiveIntegerField(
        unique=True, validators=POSITIVE, help_text="What callers press to choose this movie."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(digits__gte=1), name="movie_digits_are_positive"),
            is_short("title", NAME_LENGTH),
        )

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Raise ValidationError for a title that callers would hear twice."""
        refuse_what_sounds_like_another(self, "title")


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
