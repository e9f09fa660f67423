"""The phone line and its catalogue."""

from django.apps import AppConfig


class MoviesConfig(AppConfig):
    """Theaters, movies, shows, and the calls about them."""

    name = "movies"
    verbose_name = "Movie Info"
