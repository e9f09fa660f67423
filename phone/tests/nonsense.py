"""A line that answers what stands in a file, whatever it is asked: status, type and body."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def answer(request: HttpRequest) -> HttpResponse:
    """Answer what the file says."""
    status, content_type, body = Path(os.environ["ANSWER"]).read_text().split("\n", 2)
    return HttpResponse(body, content_type, int(status))


urlpatterns = [
    path("phone/", include("phone.urls")),
    path("line", answer, name="choose-theater"),
    path("showtimes", answer, name="list-showtimes"),
]
