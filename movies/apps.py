"""The phone line and its catalogue."""

from django.apps import AppConfig
from django.core.signals import request_started


class MoviesConfig(AppConfig):
    """Theaters, movies, shows, and the calls about them."""

    name = "movies"
    verbose_name = "Movie Info"

    def ready(self) -> None:
        """Register the check of the clock, and close stale connections to the database before each request."""
        from . import clock, database  # noqa: F401 (the clock registers its check)

        request_started.connect(database.close_if_stale)
