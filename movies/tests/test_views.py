"""What no caller can hear of the call flow: TwiML, queries, and addresses behind a proxy."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings as configured
from django.core.exceptions import SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse
from lxml import etree
from pytest_django import DjangoAssertNumQueries, Settings

from movies.models import Movie, Show, Theater
from movies.views import validate_django_request
from pytest_ivr.simulator import Call, DjangoTransport, sign
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory

Post = Callable[..., etree._Element]


@pytest.fixture
def post(client: Client) -> Post:
    """Post to a link of the line as Twilio does, and return the TwiML."""

    def send(link: str, **parameters: str) -> etree._Element:
        url = f"http://testserver{link}"
        signature = sign(configured.TWILIO_AUTH_TOKEN, url, parameters.items())
        answer = client.post(link, parameters, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/xml"
        return etree.fromstring(answer.content)

    return send


def test_the_twiml_is_as_plain_as_can_be(post: Post, rialto: Theater, casablanca: Movie) -> None:
    answers = [
        post(reverse("choose-theater")),
        post(reverse("choose-movie"), Digits="1"),
        post(reverse("choose-movie"), Digits="9"),
        post(f"{reverse('list-showtimes')}?theater={rialto.pk}", Digits="1"),
    ]
    for element in (element for answer in answers for element in answer.iter()):
        expected = {"Gather": {"action", "finishOnKey", "timeout"}}.get(str(element.tag), set())
        assert set(element.keys()) == expected
        if element.tag in ("Gather", "Redirect"):
            assert str(element.get("action") or element.text).startswith("/movies/")
    assert {element.tag for answer in answers for element in answer.iter()} == {
        *("Response", "Gather", "Say", "Redirect", "Hangup")
    }


@pytest.mark.parametrize("size", [1, 30])
def test_no_view_asks_more_than_three_queries(
    post: Post, size: int, rialto: Theater, casablanca: Movie, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    TheaterFactory.create_batch(size)
    MovieFactory.create_batch(size)
    Show.objects.bulk_create(ShowFactory.build(theater=rialto, movie=movie) for movie in Movie.objects.all())
    chosen = f"?theater={rialto.pk}"
    with django_assert_max_num_queries(1):
        post(reverse("choose-theater"))
    with django_assert_max_num_queries(2):
        post(reverse("choose-movie"), Digits="1")
    with django_assert_max_num_queries(2):
        post(reverse("choose-movie") + chosen)
    with django_assert_max_num_queries(3):
        post(reverse("list-showtimes") + chosen, Digits="1")
    with django_assert_max_num_queries(2):
        post(reverse("more-showtimes") + chosen + "&movie=1", Digits="0")
    with django_assert_max_num_queries(2):
        post(reverse("choose-theater") + "?page=99")
    with django_assert_max_num_queries(3):
        post(reverse("choose-movie") + chosen + "&page=99")
    with django_assert_max_num_queries(0):
        post(reverse("choose-movie") + "?page=1", Digits="0")
    with django_assert_max_num_queries(1):
        post(reverse("list-showtimes") + chosen + "&page=1", Digits="0")


NOON = dt.datetime(2020, 5, 1, 17, 0, tzinfo=dt.UTC)  # at Rialto


def announced(answer: etree._Element) -> str:
    """Return the times that are announced."""
    return str(answer.findtext("Say")).partition(" at Rialto at ")[2]


def link_to_more(answer: etree._Element) -> str:
    """Return where the key goes that asks for more shows."""
    [gather] = answer.findall("Gather")
    assert dict(gather.attrib) == {"action": gather.get("action"), "numDigits": "1", "timeout": "20"}
    return str(gather.get("action"))


@time_machine.travel(NOON, tick=False)
def test_more_shows_are_those_that_follow_what_was_heard_whatever_becomes_of_the_catalogue_meanwhile(
    post: Post, rialto: Theater, casablanca: Movie
) -> None:
    starts = [NOON + dt.timedelta(minutes=10 * number) for number in range(8)]
    shows = [ShowFactory.create(theater=rialto, movie=casablanca, starts_at=start) for start in starts]
    first = post(f"{reverse('list-showtimes')}?theater={rialto.pk}", Digits="1")
    assert announced(first) == "12:00PM, 12:10PM, 12:20PM, 12:30PM, 12:40PM"
    shows[1].delete()
    shows[5].delete()
    assert announced(post(link_to_more(first), Digits="0")) == "01:00PM, 01:10PM"
    with time_machine.travel(NOON + dt.timedelta(minutes=61), tick=False):
        assert announced(post(link_to_more(first), Digits="0")) == "01:10PM"
    Show.objects.all().delete()
    assert [it.text for it in post(link_to_more(first), Digits="0")] == ["Thank you for using movie info!", None]


def test_an_empty_selection_is_silence(post: Post, rialto: Theater, casablanca: Movie) -> None:
    links = [reverse("choose-movie") + "?attempt=2", f"{reverse('list-showtimes')}?theater={rialto.pk}&attempt=2"]
    for link in links:
        say, redirect = post(link, Digits="")
        assert say.text == "We did not receive your selection"
        assert str(redirect.text).endswith("attempt=3")


def test_digits_of_other_scripts_are_no_digits(post: Post, rialto: Theater) -> None:
    say, _ = post(reverse("choose-movie"), Digits="\u0661")
    assert say.text == "Please select a theater from the list."


def test_keys_without_end_are_an_unknown_number(post: Post, rialto: Theater) -> None:
    say, _ = post(reverse("choose-movie"), Digits="9" * 5000)
    assert say.text == "Please select a theater from the list."


def test_even_twilio_cannot_send_more_than_a_request_can_have(client: Client, rialto: Theater) -> None:
    link = reverse("choose-theater")
    for length, status in ((60_000, 200), (70_000, 400)):
        parameters = {"SpeechResult": "x" * length}
        signature = sign(configured.TWILIO_AUTH_TOKEN, f"http://testserver{link}", parameters.items())
        body = urlencode(parameters)
        form = "application/x-www-form-urlencoded"
        answer = client.post(link, body, content_type=form, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == status


def test_a_body_of_any_type_is_judged_by_its_signature_alone(client: Client, rialto: Theater) -> None:
    url = f"http://testserver{reverse('choose-theater')}"
    signature = sign(configured.TWILIO_AUTH_TOKEN, url)
    answer = client.post(
        reverse("choose-theater"), "{}", content_type="application/json", headers={"X-Twilio-Signature": signature}
    )
    assert b"Rialto" in answer.content


def test_a_proxy_may_put_the_public_host_into_a_header(settings: Settings, rf: RequestFactory) -> None:
    settings.ALLOWED_HOSTS = ["public.example"]
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {
        "Host": "10.0.0.5:8000",
        "X-Forwarded-Host": "public.example",
        "X-Forwarded-Proto": "https",
        "X-Twilio-Signature": sign(settings.TWILIO_AUTH_TOKEN, "https://public.example/movies/choose-theater?a=1"),
    }
    validate_django_request(rf.post("/movies/choose-theater?a=1", headers=headers))
    with pytest.raises(SuspiciousOperation):
        validate_django_request(rf.post("/movies/choose-theater?a=2", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "é" * 28},
        {"X-Twilio-Signature": "x" * 28, "Host": "testserver:99999"},
        {"X-Twilio-Signature": "x" * 28, "Host": "elsewhere.example"},
    ],
    ids=["none", "empty", "strange letters", "impossible port", "unknown host"],
)
def test_a_stranger_gets_400_whatever_the_headers(client: Client, headers: dict[str, str]) -> None:
    assert client.post(reverse("choose-theater"), headers=headers).status_code == 400


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("view", ["choose-theater", "choose-movie", "list-showtimes", "more-showtimes"])
def test_any_other_method_gets_405(client: Client, view: str, method: str) -> None:
    assert getattr(client, method)(reverse(view)).status_code == 405


def test_a_call_needs_no_session_and_sets_no_cookie(rialto: Theater) -> None:
    transport = DjangoTransport()
    call = Call(
        f"https://testserver{reverse('choose-theater')}",
        transport=transport,
        auth_token=configured.TWILIO_AUTH_TOKEN,
    )
    call.dial()
    assert list(call.leg.webhooks.cookies) == []
