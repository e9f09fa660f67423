"""The project as an application: it has checks of its own."""

from django.apps import AppConfig


class IvrConfig(AppConfig):
    """Settings, addresses, and what a production server needs."""

    name = "ivr"

    def ready(self) -> None:
        """Register the checks of a production server."""
        from . import checks  # noqa: F401 (it registers its check)
