"""The middleware that counts for Prometheus, to be named in the settings: it costs nothing until a server begins."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def counting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count requests. Commands of ``manage.py`` import all middleware, and are not to write counts of their own."""
    from .metrics import Metrics

    return Metrics(get_response)
