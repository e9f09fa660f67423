"""``manage.py migrate``: Django's own, for machines that may start together."""

from typing import Any

from django.core.management.commands import migrate

from movies.changing import one_at_a_time


class Command(migrate.Command):
    """Make and change the database's tables, while nobody else does."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait until nobody else migrates or imports, and do what Django does."""
        with one_at_a_time(self.stderr.write, options["database"]):
            super().handle(*args, **options)
