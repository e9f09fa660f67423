"""The phone to dial the line with."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    """A phone in the browser and one in a terminal; they save calls as scenarios."""

    name = "phone"

    def ready(self) -> None:
        """Register the check that no production server has it."""
        from . import checks  # noqa: F401 (it registers its check)
