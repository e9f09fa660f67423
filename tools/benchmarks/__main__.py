"""``make bench``: the speed of calls, scenarios, showtimes and journeys. Exits with 1 if a figure exceeds its bound."""

import os
import sys
import tempfile
from pathlib import Path

import django


def main() -> int:
    """Measure everything on databases of its own, and print a row for each figure."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.sqlite3"
        os.environ.update(DATABASE_URL=f"sqlite:///{database}", DJANGO_SETTINGS_MODULE="ivr.settings")
        django.setup()
        return measure_all()


def measure_all() -> int:
    """Measure and print."""

    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from . import (
        calls,
        changes,
        documentation,
        empty,
        explorer,
        imports,
        journeys,
        opening,
        phone,
        scenarios,
        showtimes,
        simulator,
    )

    setup_test_environment()
    call_command("migrate", verbosity=0)
    kept = True
    subjects = (
        calls,
        explorer,
        changes,
        phone,
        simulator,
        empty,
        scenarios,
        showtimes,
        imports,
        journeys,
        documentation,
        opening,
    )
    for subject in subjects:
        for result in subject.measure():
            print(result, flush=True)
            kept = kept and result.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
