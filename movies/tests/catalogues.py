"""What the catalogue says, and how the tests of imports ask for it."""

from collections.abc import Callable, Iterator

from movies.models import Movie, Show, Theater

Import = Callable[..., str]
Refused = Callable[..., list[str]]


def catalogue() -> list[tuple[object, ...]]:
    """Return all that the catalogue says."""
    return [
        *Theater.objects.order_by("digits").values_list("digits", "name", "address", "time_zone"),
        *Movie.objects.order_by("digits").values_list("digits", "title"),
        *((show.theater.name, show.movie.title, f"{show.local_start:%d %H:%M %Z}") for show in shows()),
    ]


def shows() -> Iterator[Show]:
    """Return all shows in the order of time."""
    return iter(Show.objects.select_related("theater", "movie").order_by("starts_at", "movie"))
