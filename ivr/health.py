"""Health checks for a load balancer: whether this process is alive, and whether it can take calls."""

from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """HTTP 200 while the process answers at all; if it does not, replace the process."""
    return HttpResponse("live", content_type="text/plain")


@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """HTTP 200 while the catalogue can be read, 503 while it cannot: callers would hear an apology."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM movies_theater LIMIT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ready", content_type="text/plain")
