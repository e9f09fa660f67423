"""``manage.py serve_metrics 127.0.0.1:9101``: what Prometheus asks for, at an address that no caller reaches."""

import os
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from movies.database import deadline
from movies.thin import theaters_without_shows
from movies.upcoming import LOOKAHEAD

SECONDS = 2


class Command(BaseCommand):
    """Serves the counts of all workers, and what the catalogue lacks, until it is stopped."""

    help = "Serve metrics for Prometheus: the counts of all workers, and the theaters without a show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address."""
        parser.add_argument("address", help="host and port, such as 127.0.0.1:9101; no proxy may lead there")

    def handle(self, *_: Any, **options: Any) -> None:
        """Serve until the process is stopped. Raises CommandError for an address that cannot be."""
        if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            raise CommandError("Set PROMETHEUS_MULTIPROC_DIR to the folder in which the line counts.")
        address: str = options["address"]
        host, _colon, port = address.rpartition(":")
        if not (host and port.isdecimal()):
            raise CommandError(f"{address!r} is no host and port; write them like 127.0.0.1:9101.")
        registry = CollectorRegistry()
        registry.register(Catalogue())
        try:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            start_http_server(int(port), host, registry)
        except (OSError, OverflowError, ValueError) as error:
            raise CommandError(f"{address} cannot be served: {error}.") from None
        threading.Event().wait()


class Catalogue(Collector):
    """What the catalogue lacks, read each time that somebody asks; nothing while it cannot be read."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the number of theaters whose callers hear of no show now, whatever movie they choose."""
        try:
            with deadline(SECONDS):
                count = len(theaters_without_shows(timezone.now(), LOOKAHEAD))
        except DatabaseError:
            return
        finally:
            connection.close()
        words = "Theaters without a show in the next 12 hours"
        yield GaugeMetricFamily("movie_info_theaters_without_shows", words, value=count)
