"""The phone line and its catalogue."""

from django.apps import AppConfig
from django.core.signals import request_started


class MoviesConfig(AppConfig):
    """Theaters, movies, shows, and the calls about them."""

    name = "movies"
    verbose_name = "Movie Info"

    def ready(self) -> None:
        """Let Django check the clock of a production server, and look after its connections to the database."""
        from . import clock, database  # noqa: F401 (the clock registers its check)

        request_started.connect(database.leave_if_ended)
