"""What Prometheus is told of the line: each worker counts, and ``manage.py serve_metrics`` adds them up.

Nothing here is imported unless ``PROMETHEUS_MULTIPROC_DIR`` is set: the folder in which the workers write their counts,
which prometheus_client reads itself. https://prometheus.github.io/client_python/multiprocess/
"""

import re
import time
from collections.abc import Callable, Iterator
from itertools import product
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from prometheus_client import Counter, Histogram

from . import views
from .lean import WEBHOOKS
from .urls import urlpatterns
from .webhook import apology, refuse_large

UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError, ValueError)  # what a form or a host may raise
APOLOGY = str(apology()).encode()
BUCKETS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 10, 15)  # seconds; Twilio gives up after 15
GATHER = re.compile(rb'<Gather action="([^"]+)"')
MENUS = {  # by where their keys go
    "/movies/choose-movie": "theaters",
    "/movies/list-showtimes": "movies",
    "/movies/more-showtimes": "shows",
}
FIRST = "choose-theater"
REFUSALS = (301, 400)  # what came as plain HTTP is sent to HTTPS

CALLS = Counter("movie_info_calls", "Calls that have begun")
REQUESTS = Counter("movie_info_requests", "Requests, by view and HTTP status", ["view", "status"])
SECONDS = Histogram("movie_info_request_seconds", "Seconds until an answer, by view", ["view"], buckets=BUCKETS)
APOLOGIES = Counter("movie_info_apologies", "Callers who have heard the apology, by the view that made it", ["view"])
MENUS_HEARD = Counter("movie_info_menus", "Menus that callers were read, by the page of the list", ["menu", "page"])
MISDIRECTED = Counter(
    "movie_info_misdirected", "Refused requests that Twilio has signed for another address of the line"
)

# What alarms is there from the beginning: how much a count has grown is known only of one that was there before.
for webhook in urlpatterns:
    REQUESTS.labels(webhook.name, 500)
    APOLOGIES.labels(webhook.name)


class Metrics:
    """Middleware that counts requests and what callers hear."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and count that."""
        begin = time.perf_counter()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        REQUESTS.labels(view, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - begin)
        if request.path_info.startswith(WEBHOOKS):
            count_webhook(request, response, view)
        return response


def count_webhook(request: HttpRequest, response: HttpResponse, view: str) -> None:
    """Count what Twilio was answered, and with it the caller."""
    if response.status_code in REFUSALS and is_misdirected(request):
        MISDIRECTED.inc()
    if response.status_code != 200:
        return
    if view == FIRST and not request.GET:  # who is sent back there brings along the attempt
        CALLS.inc()
    if response.content == APOLOGY:
        APOLOGIES.labels(view).inc()
    for action in GATHER.findall(response.content):
        path, query = urlsplit(action.decode().replace("&amp;", "&"))[2:4]
        MENUS_HEARD.labels(MENUS.get(path, path), parse_qs(query).get("page", ["1"])[0]).inc()


def is_misdirected(request: HttpRequest) -> bool:
    """Whether a refused request is Twilio's after all: signed for another address at which the line may be reached."""
    signature = request.headers.get("X-Twilio-Signature")
    if not signature:
        return False
    validate = views.validator_for(request).validate
    try:
        refuse_large(request)
        return any(validate(address, request.POST, signature) for address in addresses(request))
    except UNREADABLE:
        return False


def addresses(request: HttpRequest) -> Iterator[str]:
    """Yield the addresses of a request, as they would be behind other proxies."""
    said = [request.headers.get(name, "") for name in ("Host", "X-Forwarded-Host")]
    hosts = dict.fromkeys(filter(None, (*said, *settings.ALLOWED_HOSTS)))
    for scheme, host in product(("https", "http"), hosts):
        yield f"{scheme}://{host}{request.get_full_path()}"
