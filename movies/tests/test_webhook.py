"""A webhook looks up what it needs of ``movies.views`` in each request, so that tests of the line may replace it."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import MagicMock, patch

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from twilio.request_validator import HMAC_SHA256

from movies.models import Movie, Show, Theater
from movies.urls import urlpatterns
from movies.views import validate_django_request
from movies.webhook import EitherToken
from pytest_ivr.simulator import Call, DjangoTransport, SharedKey, sign
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory

FRIDAY = dt.datetime(2020, 5, 1, 18, 0, tzinfo=dt.UTC)
THEATERS = [
    "Welcome to movie info!",
    "Please choose a theater and press #",
    "For Rialto at State Street, Chicago press 1",
]
MOVIES = ["Please choose a movie and press #", "For Casablanca press 1", "To go back to the theaters press star and #"]


@pytest.fixture
def rialto() -> Theater:
    """The one theater of the line, in which Casablanca starts half an hour after FRIDAY."""
    theater = TheaterFactory.create(rialto=True)
    ShowFactory.create(theater=theater, movie=MovieFactory.create(casablanca=True))
    return theater


def make_call(auth_token: str) -> list[list[str]]:
    """Make a whole call, signed with a token; return what the caller has heard after each action."""
    url = f"https://testserver{reverse('choose-theater')}"
    call = Call(url, transport=DjangoTransport(), auth_token=auth_token)
    call.dial()
    heard = [call.heard]
    while not call.ended:
        call.press("1#")
        heard.append(call.heard)
    return heard


def test_a_whole_call_with_another_validator_and_another_clock(rialto: Theater) -> None:
    with (
        patch("movies.views.request_validator", autospec=True) as request_validator,
        patch("movies.views.timezone") as timezone,
    ):
        request_validator.validate.return_value = True
        timezone.now.return_value = FRIDAY
        heard = make_call("nobody's")
    assert heard == [
        THEATERS,
        MOVIES,
        ["The movie Casablanca will be playing at Rialto at 01:30PM", "Thank you for using movie info!"],
    ]
    links = [call.kwargs["uri"] for call in request_validator.validate.call_args_list]
    assert links == [
        "https://testserver/movies/choose-theater",
        "https://testserver/movies/choose-movie?attempt=1",
        f"https://testserver/movies/list-showtimes?theater={rialto.pk}&attempt=1",
    ]
    parameters = [call.kwargs["params"] for call in request_validator.validate.call_args_list]
    assert [it.get("Digits") for it in parameters] == [None, "1", "1"]
    assert {it["CallSid"] for it in parameters} == {parameters[0]["CallSid"]}


def test_a_validator_that_refuses_ends_the_call(rialto: Theater) -> None:
    with patch("movies.views.request_validator", autospec=True) as request_validator:
        request_validator.validate.return_value = False
        [[last_words]] = make_call(settings.TWILIO_AUTH_TOKEN)
    assert "application error" in last_words


@patch("movies.views.request_validator", autospec=True)
def test_what_is_checked_is_handed_to_the_validator(request_validator: MagicMock, rf: RequestFactory) -> None:
    request = rf.post("/movies/choose-theater?a=1", {"Digits": "1"}, headers={"X-Twilio-Signature": "signed"})
    request_validator.validate.return_value = True
    validate_django_request(request)
    request_validator.validate.assert_called_once_with(
        uri="http://testserver/movies/choose-theater?a=1", params=request.POST, signature="signed"
    )
    request_validator.validate.return_value = False
    with pytest.raises(SuspiciousOperation):
        validate_django_request(request)


def test_the_check_itself_may_be_replaced(client: Client, rialto: Theater) -> None:
    checked: list[HttpRequest] = []
    with patch("movies.views.validate_django_request", checked.append):
        assert client.post(reverse("choose-theater")).status_code == 200
    assert [request.path for request in checked] == [reverse("choose-theater")]
    assert client.post(reverse("choose-theater")).status_code == 400


@pytest.mark.parametrize("view", [it.name for it in urlpatterns])
def test_the_signature_is_checked_in_development_too(client: Client, settings: Settings, view: str) -> None:
    """No caller can notice: Twilio signs every request, and only strangers would get in."""
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "movies.clock.ClockOverride"]
    assert client.post(reverse(view), headers={"Host": "localhost"}).status_code == 400


def test_a_webhook_goes_past_what_only_pages_need(client: Client, rialto: Theater) -> None:
    """No caller can notice: what only pages need would take its time."""
    session = "django.contrib.sessions.middleware.SessionMiddleware.process_request"
    with patch("movies.views.validate_django_request"), patch(session, side_effect=LookupError):
        answer = client.post(reverse("choose-theater"))
        assert (answer.status_code, answer["Content-Length"]) == (200, str(len(answer.content)))
        assert client.post("/movies/choose-theater/").status_code == 404
        assert client.get(reverse("choose-theater")).status_code == 405
        with pytest.raises(LookupError):
            client.get("/admin/login/")


OLD, NEW = SharedKey("o" * 64), SharedKey("n" * 64)


@pytest.mark.parametrize("key", [OLD, NEW], ids=["old", "new"])
def test_while_a_shared_key_is_replaced_calls_signed_with_either_go_on(rialto: Theater, key: str) -> None:
    with patch("movies.views.shared_key_validator", EitherToken(OLD, NEW, algorithm=HMAC_SHA256)):
        assert make_call(key)[:2] == [THEATERS, MOVIES]
        assert make_call(settings.TWILIO_AUTH_TOKEN)[:2] == [THEATERS, MOVIES]


@pytest.mark.parametrize(
    "key", [OLD, OLD + "", SharedKey(settings.TWILIO_AUTH_TOKEN)], ids=["another", "plain", "token"]
)
def test_who_has_no_shared_key_of_the_lines_gets_nowhere(rialto: Theater, key: str) -> None:
    with patch("movies.views.shared_key_validator", EitherToken(NEW, algorithm=HMAC_SHA256)):
        [[last_words]] = make_call(key)
    assert "application error" in last_words


def test_a_line_without_shared_keys_takes_none(rialto: Theater) -> None:
    for key in (SharedKey(""), SharedKey(settings.TWILIO_AUTH_TOKEN)):
        assert "application error" in make_call(key)[0][0]


@pytest.mark.parametrize("tokens", [[], [""], ["", ""]])
def test_without_a_token_nobody_gets_in(tokens: list[str]) -> None:
    """No caller can notice: a line that has no token yet answers nobody."""
    assert not EitherToken(*tokens).validate("https://line.example/", {"Digits": "1"}, "")
    signature = sign("", "https://line.example/", [("Digits", "1")])
    assert not EitherToken(*tokens).validate("https://line.example/", {"Digits": "1"}, signature)


@pytest.mark.parametrize("mistake", [LookupError, ValueError, TypeError, AttributeError, ArithmeticError, OSError])
@pytest.mark.parametrize("name", ["options", "upcoming_shows"])
def test_no_kind_of_programming_mistake_is_silenced(rialto: Theater, name: str, mistake: type[Exception]) -> None:
    """A caller hears of one kind in a journey, but cannot make them all."""
    with patch(f"movies.views.{name}", side_effect=mistake):
        heard = make_call(settings.TWILIO_AUTH_TOKEN)
    assert "application error" in heard[-1][-1]


def test_a_movie_that_is_added_during_a_call_is_listed(rialto: Theater) -> None:
    """A caller would notice, but journeys have a sentence for shows that are added alone."""
    url = f"https://testserver{reverse('choose-theater')}"
    call = Call(url, transport=DjangoTransport(), auth_token=settings.TWILIO_AUTH_TOKEN)
    call.dial()
    MovieFactory.create(nosferatu=True)
    call.press("1#")
    assert "For Nosferatu press 12" in call.heard


@pytest.mark.parametrize(
    ("model", "change", "sentence"),
    [
        (Theater, {"name": "Ritz"}, "The movie Casablanca will be playing at Ritz at 01:30PM"),
        (Theater, {"address": "Calle Mayor, Madrid"}, "For Rialto at Calle Mayor, Madrid press 1"),
        (Theater, {"time_zone": "Europe/Madrid"}, "The movie Casablanca will be playing at Rialto at 08:30PM"),
        (Movie, {"title": "Metropolis"}, "The movie Metropolis will be playing at Rialto at 01:30PM"),
        (
            Show,
            {"starts_at": FRIDAY + dt.timedelta(hours=3)},
            "The movie Casablanca will be playing at Rialto at 04:00PM",
        ),
    ],
)
def test_nothing_of_the_catalogue_is_kept_for_the_next_call(
    rialto: Theater, model: type[Model], change: dict[str, object], sentence: str
) -> None:
    """Journeys have names and shows; a theater that gets another clock is no caller's business."""
    with time_machine.travel(FRIDAY, tick=False):
        make_call(settings.TWILIO_AUTH_TOKEN)
        model._default_manager.update(**change)
        assert any(sentence in heard for heard in make_call(settings.TWILIO_AUTH_TOKEN))


def test_every_query_of_a_call_has_a_deadline(rialto: Theater) -> None:
    """No caller can notice until the database hangs, which a journey cannot wait for."""
    within: list[bool] = []

    @contextmanager
    def noted_deadline() -> Iterator[None]:
        within.append(True)
        yield
        within.append(False)

    def note(execute: Callable[..., object], *arguments: object) -> object:
        queries.append(within[-1:] == [True])
        return execute(*arguments)

    queries: list[bool] = []
    with patch("movies.webhook.deadline", noted_deadline), connection.execute_wrapper(note):
        make_call(settings.TWILIO_AUTH_TOKEN)
    assert len(queries) >= 3
    assert all(queries)
