"""The line under measurement: a call to it, and the bare requests that such a call makes."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from pytest_ivr.simulator import Call, DjangoTransport, Request, Transport
from testbed.transports import RecordingTransport

ADDRESS = "https://testserver"


def new_call(transport: Transport, address: str = ADDRESS) -> Call:
    """Return a call that has not been dialed."""
    return Call(f"{address}{reverse('choose-theater')}", transport=transport, auth_token=settings.TWILIO_AUTH_TOKEN)


def recorded(make_call: Callable[[Transport], object]) -> list[Request]:
    """Return the requests that a call makes, signed."""
    transport = RecordingTransport(DjangoTransport())
    make_call(transport)
    return transport.requests


def long_call(transport: Transport, menus: int) -> None:
    """Make a call that goes from the theaters to the movies and back, through so many menus."""
    call = new_call(transport)
    call.dial()
    for _ in range(menus // 2 - 1):
        call.press("1#")
        call.press("*#")
    call.press("1#")
    if call.heard[0] != "Please choose a movie and press #":
        raise RuntimeError(f"The measured call went wrong: {call.heard}")


def complete_call(transport: Transport, theater: str, movie: str, address: str = ADDRESS) -> None:
    """Make a call of three requests: dial, choose a theater, choose a movie."""
    call = new_call(transport, address)
    call.dial()
    call.press(f"{theater}#")
    call.press(f"{movie}#")
    if call.status != "completed" or not call.heard[0].startswith("The movie"):
        raise RuntimeError(f"The measured call went wrong: {call.heard}")


def requests_of_a_call(theater: str, movie: str) -> list[Request]:
    """Return the three requests of a complete call, signed."""
    return recorded(lambda transport: complete_call(transport, theater, movie))


def bare(requests: list[Request]) -> Callable[[], None]:
    """Return a function that sends the requests with a bare Django test client, and looks at nothing."""
    client = Client()
    senders = [bare_request(client, request) for request in requests]

    def send() -> None:
        for sender in senders:
            sender()

    return send


def bare_request(client: Client, request: Request) -> Callable[[], None]:
    """Return a function that sends one request with a bare Django test client."""
    path = urlsplit(request.url)._replace(scheme="", netloc="").geturl()
    media_type, headers = request.headers["Content-Type"], {"Host": "testserver", **request.headers}

    def send() -> None:
        answer = client.post(path, request.body, content_type=media_type, secure=True, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"The bare request to {path} answered {answer.status_code}.")

    return send
