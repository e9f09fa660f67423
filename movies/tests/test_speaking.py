"""Whatever a manager may enter is spoken as it was entered, within Twilio's limits."""

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import HealthCheck, assume, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from movies.models import ADDRESS_LENGTH, NAME_LENGTH, Movie, Theater
from movies.names import composed
from movies.views import AT_A_TIME
from pytest_ivr.simulator import Call, DjangoTransport
from step_defs.factories import MovieFactory, TheaterFactory

TRANSPORT = DjangoTransport()


def dialed() -> Call:
    """Return a call at the theater menu."""
    call = Call(
        f"https://testserver{reverse('choose-theater')}",
        transport=TRANSPORT,
        auth_token=settings.TWILIO_AUTH_TOKEN,
    )
    call.dial()
    return call


def texts(length: int) -> st.SearchStrategy[str]:
    """Any text that the catalogue takes, much of it what XML or voices could stumble on."""
    anything = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
    strange = st.sampled_from("&<>\"'%+#]é語🎬\u200d\u2028\ufeff ")
    return st.text(anything | strange, min_size=1, max_size=length)


def spoken(text: str) -> str:
    """Return a text as it is heard: a voice knows but one kind of gap between words."""
    return " ".join(text.split())


@given(texts(100), texts(200), texts(100))
@example("<Hangup/>", "</Say><Dial>+15005550006</Dial>", "]]>")
@example("Café “Über” 🎬", "O'Connell & Sons", "Thelma & Louise")
@hypothesis_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_name_is_spoken_as_it_was_entered(db: None, name: str, address: str, title: str) -> None:
    for text, limit in ((name, NAME_LENGTH), (address, ADDRESS_LENGTH), (title, NAME_LENGTH)):
        assume(0 < len(composed(text)) <= limit)
    Theater.objects.all().delete()
    Movie.objects.all().delete()
    theater = TheaterFactory.build(name=name, address=address, digits=1)
    movie = MovieFactory.build(title=title, digits=1)
    for row in (theater, movie):
        row.full_clean()
        row.save()
    call = dialed()
    assert spoken(call.heard[-1]) == spoken(f"For {composed(name)} at {composed(address)} press 1")
    call.press("1#")
    assert spoken(call.heard[1]) == spoken(f"For {composed(title)} press 1")


@pytest.mark.parametrize("letter", ['"', "&", "🎬"])
def test_the_longest_menus_are_within_what_twilio_takes(letter: str) -> None:
    for digits in range(2_147_483_640 - 20, 2_147_483_640):
        name = letter * 98 + f"{digits % 100}"
        TheaterFactory.create(name=name, address=letter * 200, digits=digits)
        MovieFactory.create(title=name, digits=digits)
    call = dialed()
    assert len(call.heard) == AT_A_TIME + 3
    call.press("2147483639#")
    assert len(call.heard) == AT_A_TIME + 3
    assert not call.stopped
