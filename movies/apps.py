"""The phone line and its catalogue."""

from django.apps import AppConfig


class MoviesConfig(AppConfig):
    """Theaters, movies, shows, and the calls about them."""

    name = "movies"
    verbose_name = "Movie Info"

    def ready(self) -> None:
        """Let Django check the clock of a production server."""
        from . import clock  # noqa: F401 (it registers its check)
