"""Health checks for a load balancer: whether this process is alive, and whether it can take calls.

Probes know no host name and wait two seconds, so their answers come before all else, and in time.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .database import deadline

SECONDS = 1

# One check at a time, in a thread of its own, whose answer all probes share: while the database stands still, no
# number of probes takes the threads away that callers and the other probes need.
_lock = threading.Lock()
_check: "tuple[Future[None], float] | None" = None


class Health:
    """Middleware that answers health checks. Put it first: no other has to know the host, or HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a health check, or let the request pass."""
        return ANSWERS.get(request.path_info, self.get_response)(request)


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """HTTP 200 while the process answers at all; if it does not, replace the process."""
    return HttpResponse("live", content_type="text/plain")


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """HTTP 200 while the catalogue can be read, 503 while it cannot: callers would hear an apology."""
    check, end = current_check()
    try:
        check.result(max(0, end - time.perf_counter()))
    except (DatabaseError, TimeoutError):
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ready", content_type="text/plain")


def current_check() -> "tuple[Future[None], float]":
    """Return the check that is going on, or begin one; and when it has taken too long, for whoever waits."""
    global _check
    with _lock:
        if _check is None or _check[0].done():
            _check = Future(), time.perf_counter() + SECONDS
            threading.Thread(target=fulfil, args=_check[:1], name="health", daemon=True).start()
        return _check


def fulfil(check: "Future[None]") -> None:
    """Make the check, and say what came of it."""
    try:
        read_catalogue()
        check.set_result(None)
    except Exception as error:
        check.set_exception(error)


def read_catalogue() -> None:
    """Read something of the catalogue. Raises DatabaseError if that cannot be done, or not in time."""
    try:
        with deadline(SECONDS), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM movies_theater LIMIT 1")
    finally:
        connection.close()


ANSWERS = {"/health/live": live, "/health/ready": ready}
