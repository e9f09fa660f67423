"""What the phone in the browser adds to the requests of Twilio's that it stands for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.test import Client, override_settings
from django.urls import reverse

from .line import bare, requests_of_a_call
from .measure import Result, paired

MEMORY = "django.contrib.sessions.backends.cache"
DISK = "django.contrib.sessions.backends.db"
CALL = ("1#", "1#")
KEY_BY_KEY = ("1", "#", "1", "#")


def measure() -> list[Result]:
    """Compare complete calls in a browser with the same three requests from Twilio."""
    return [
        compare("a call on the phone, sessions in memory", CALL, MEMORY, 2),
        compare("the same on disk", CALL, DISK, 4),
        compare("key by key, sessions in memory", KEY_BY_KEY, MEMORY, 3),
        compare("the same on disk", KEY_BY_KEY, DISK, 6),
    ]


def compare(name: str, keys: tuple[str, ...], sessions: str, bound: float) -> Result:
    """Measure calls that press these keys, with sessions in one of Django's stores."""
    with override_settings(SESSION_ENGINE=sessions):
        ratio, taken = paired(phone_call(keys), bare(requests_of_a_call("1", "1")))
    return Result(f"{name} / the bare requests", ratio, bound, f"{taken * 1000:.2f} ms a call")


def phone_call(keys: tuple[str, ...]) -> Callable[[], None]:
    """Return a function that makes a call, as the page does that has shown all of it."""
    client, address = Client(), reverse("phone-act")

    def perform(**form: str) -> dict[str, Any]:
        answer = client.post(address, urlencode(form), content_type="application/x-www-form-urlencoded", secure=True)
        page: dict[str, Any] = answer.json()
        return page

    def call() -> None:
        page = perform(act="dial")
        for pressed in keys:
            page = perform(act="press", keys=pressed, **{name: page[name] for name in ("sid", "seen", "logged")})
        if not page["over"] or page["problem"]:
            raise RuntimeError(f"The measured call went wrong: {page}")

    return call
