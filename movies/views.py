"""The call flow: what a caller hears, one view per menu, from the first word to the last.

Twilio asks for the first document at ``choose-theater`` and for each next one where the last
document said. The state of a call travels in those links: ``theater`` is the chosen theater,
``attempt`` the caller's attempt at the menu, from 1 to MAX_ATTEMPTS, and ``page`` the page that a
menu of several pages has read out, from 1. Where there are more shows than one answer announces,
``movie`` is the number that was pressed, and ``start`` when the next of them starts, in seconds since 1970.
"""

import datetime as dt
import logging
import re
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from twilio.request_validator import HMAC_SHA256, SIGNATURE_SETTINGS_HEADER
from twilio.twiml.voice_response import VoiceResponse

from . import clock
from .models import Movie, Theater
from .upcoming import LOOKAHEAD, UpcomingShow, announcement, upcoming_shows
from .webhook import EitherToken, View, Webhook, apology, make_webhook

MAX_ATTEMPTS = 3
SECONDS_TO_CHOOSE = 20
AT_A_TIME = 5  # options of a menu, and shows of an answer: as many as callers keep in mind
NEXT_PAGE = 0

NOTHING_RECEIVED = "We did not receive your selection"
THEATER_NOT_LISTED = "Please select a theater from the list."
MOVIE_NOT_LISTED = "Please select a movie from the list."

Row = TypeVar("Row", Theater, Movie)

logger = logging.getLogger(__name__)
request_validator = EitherToken(settings.TWILIO_AUTH_TOKEN, settings.TWILIO_SECONDARY_AUTH_TOKEN)
shared_key_validator = EitherToken(*settings.TWILIO_SHARED_KEYS, algorithm=HMAC_SHA256)


def validator_for(request: HttpRequest) -> EitherToken:
    """Return what knows the secrets with which a request says that it is signed."""
    return shared_key_validator if SIGNATURE_SETTINGS_HEADER in request.headers else request_validator


def validate_django_request(request: HttpRequest) -> None:
    """Raise SuspiciousOperation, which Django answers with HTTP 400, unless Twilio signed the request."""
    try:
        genuine = validator_for(request).validate(
            uri=request.build_absolute_uri(),
            params=request.POST,
            signature=request.headers.get("X-Twilio-Signature", ""),
        )
    except ValueError:  # a Host header with an impossible port
        genuine = False
    if not genuine:
        raise SuspiciousOperation("The X-Twilio-Signature is missing or does not fit this URL and these parameters.")


def twilio_webhook(view: View) -> Webhook:
    """Make a webhook of a view, for requests that Twilio has signed."""
    return make_webhook(view, lambda request: validate_django_request(request))  # looked up late: tests replace it


@twilio_webhook
def apologize(request: HttpRequest) -> VoiceResponse:
    """The number's fallback: what Twilio asks for when the line breaks down. It needs no database."""
    logger.error("Twilio fell back, for error %s at %s", request.POST.get("ErrorCode"), request.POST.get("ErrorUrl"))
    return apology()


@twilio_webhook
def call_ended(_request: HttpRequest) -> VoiceResponse:
    """The number's status callback: when a call was over, the log of calls knows by it. Nobody hears the answer."""
    return VoiceResponse()


@twilio_webhook
def choose_theater(request: HttpRequest) -> VoiceResponse:
    """The theater menu."""
    response = VoiceResponse()
    theaters, page = options(Theater, page_in(request))
    if not theaters:
        response.say("Welcome to movie info!")
        response.say("Sorry, there are no theaters to choose from right now.")
        return say_goodbye(response)

    attempt = attempt_in(request)
    menu = response.gather(
        action=link("choose-movie", attempt=attempt, page=page), finish_on_key="#", timeout=SECONDS_TO_CHOOSE
    )
    menu.say("Welcome to movie info!")
    menu.say("Please choose a theater and press #")
    for theater in theaters:
        location = f" at {theater.address}" if theater.address else ""
        menu.say(f"For {theater.name}{location} press {theater.digits}")
    if page:
        menu.say(f"For more theaters press {NEXT_PAGE}")
    return try_again(response, NOTHING_RECEIVED, "choose-theater", attempt, page=page)


@twilio_webhook
def choose_movie(request: HttpRequest) -> VoiceResponse:
    """The movie menu: of the theater whose number was pressed, or of the one in the link."""
    attempt, page = attempt_in(request), page_in(request)
    if "Digits" not in request.POST:
        theater = theater_in(request)
        return movie_menu(theater, attempt, page) if theater else back_to_theaters(THEATER_NOT_LISTED)

    keys = request.POST["Digits"]
    if page and whole_number(keys) == NEXT_PAGE:
        return next_page(page, "choose-theater", attempt=attempt)
    theater = find(Theater, digits=keys)
    if theater:
        return movie_menu(theater, attempt=1, page=0)
    sentence = THEATER_NOT_LISTED if keys else NOTHING_RECEIVED
    return try_again(VoiceResponse(), sentence, "choose-theater", attempt, page=page)


def movie_menu(theater: Theater, attempt: int, page: int) -> VoiceResponse:
    """The movies, whether or not they are playing at the theater, and the way back."""
    response = VoiceResponse()
    movies, page = options(Movie, page)
    if not movies:
        response.say("Sorry, there are no movies to choose from right now.")
        return say_goodbye(response)

    menu = response.gather(
        action=link("list-showtimes", theater=theater.pk, attempt=attempt, page=page),
        finish_on_key="#",
        timeout=SECONDS_TO_CHOOSE,
    )
    menu.say("Please choose a movie and press #")
    for movie in movies:
        menu.say(f"For {movie.title} press {movie.digits}")
    if page:
        menu.say(f"For more movies press {NEXT_PAGE}")
    menu.say("To go back to the theaters press star and #")
    return try_again(response, NOTHING_RECEIVED, "choose-movie", attempt, theater=theater.pk, page=page)


@twilio_webhook
def list_showtimes(request: HttpRequest) -> VoiceResponse:
    """The answer: when the movie whose number was pressed is playing at the theater of the link."""
    keys, now = request.POST.get("Digits", ""), clock.override() or timezone.now()
    key, digits = whole_number(request.GET.get("theater", "")), whole_number(keys)
    shows = upcoming_shows(key, digits, now)
    if shows:
        return showtimes(shows, now, theater=key, movie=digits)

    theater = theater_in(request)
    if theater is None:
        return back_to_theaters(THEATER_NOT_LISTED)
    if keys == "*":
        return back_to_theaters()

    attempt, page = attempt_in(request), page_in(request)
    if page and whole_number(keys) == NEXT_PAGE:
        return next_page(page, "choose-movie", theater=theater.pk, attempt=attempt)
    response = VoiceResponse()
    if find(Movie, digits=keys):
        response.say("Sorry, the movie is not playing any time soon in this theater.")
        return say_goodbye(response)
    sentence = MOVIE_NOT_LISTED if keys else NOTHING_RECEIVED
    return try_again(response, sentence, "choose-movie", attempt, theater=theater.pk, page=page)


@twilio_webhook
def more_showtimes(request: HttpRequest) -> VoiceResponse:
    """The answer goes on, whatever key was pressed: the shows that the caller has not heard of yet."""
    now = clock.override() or timezone.now()
    key, digits = (whole_number(request.GET.get(name, "")) for name in ("theater", "movie"))
    shows = upcoming_shows(key, digits, now, start_in(request, now))
    if shows:
        return showtimes(shows, now, theater=key, movie=digits)
    return say_goodbye(VoiceResponse()) if theater_in(request) else back_to_theaters(THEATER_NOT_LISTED)


def showtimes(shows: list[UpcomingShow], now: dt.datetime, **chosen: int | None) -> VoiceResponse:
    """Announce the first shows, and offer the others; who stays silent has heard enough."""
    response = VoiceResponse()
    response.say(announcement(shows[:AT_A_TIME], now))
    others = shows[AT_A_TIME:]
    if others:
        start = int(others[0].starts_at.timestamp())
        menu = response.gather(
            action=link("more-showtimes", **chosen, start=start), num_digits=1, timeout=SECONDS_TO_CHOOSE
        )
        menu.say("There is 1 more show." if len(others) == 1 else f"There are {len(others)} more shows.")
        menu.say(f"For more shows press {NEXT_PAGE}")
    return say_goodbye(response)


def options(model: type[Row], page: int) -> tuple[list[Row], int]:
    """Return the rows on a page of a menu (after the last page, the first), and its number: 0 if there is but one."""
    page = page or 1
    start = AT_A_TIME * (page - 1)
    rows = list(model.objects.order_by("digits")[start : start + AT_A_TIME + 1])
    if start and not rows:
        return options(model, 1)
    several = start or len(rows) > AT_A_TIME
    return rows[:AT_A_TIME], page if several else 0


def next_page(page: int, menu: str, **query: int) -> VoiceResponse:
    """Go on to the next page of the menu, at the same attempt."""
    response = VoiceResponse()
    response.redirect(link(menu, **query, page=page + 1))
    return response


def try_again(response: VoiceResponse, sentence: str, menu: str, attempt: int, **query: int) -> VoiceResponse:
    """Say what went wrong and repeat the menu; after the last attempt, say goodbye instead."""
    if attempt == MAX_ATTEMPTS:
        return say_goodbye(response)
    response.say(sentence)
    response.redirect(link(menu, **query, attempt=attempt + 1))
    return response


def back_to_theaters(*sentences: str) -> VoiceResponse:
    """Start a new visit of the theater menu."""
    response = VoiceResponse()
    for sentence in sentences:
        response.say(sentence)
    response.redirect(link("choose-theater", attempt=1))
    return response


def say_goodbye(response: VoiceResponse) -> VoiceResponse:
    """Thank the caller and hang up."""
    response.say("Thank you for using movie info!")
    response.hangup()
    return response


def link(view: str, **query: int | None) -> str:
    """Return the absolute path of a view, with the state of the call in its query; what is 0 is left out."""
    return f"{reverse(view)}?{urlencode({name: value for name, value in query.items() if value})}"


def attempt_in(request: HttpRequest) -> int:
    """Return the caller's attempt at this menu; a count that makes no sense is the first."""
    attempt = whole_number(request.GET.get("attempt", ""))
    return attempt if attempt and attempt <= MAX_ATTEMPTS else 1


def page_in(request: HttpRequest) -> int:
    """Return the page that the menu has read out, 0 if it had but one; what makes no sense is 0, too."""
    return whole_number(request.GET.get("page", "")) or 0


def start_in(request: HttpRequest, now: dt.datetime) -> dt.datetime:
    """Return when the first show starts that the caller has not heard of; what makes no sense is now."""
    seconds = whole_number(request.GET.get("start", "")) or 0
    latest = int((now + LOOKAHEAD).timestamp())
    return max(now, dt.datetime.fromtimestamp(seconds, dt.UTC)) if seconds <= latest else now


def theater_in(request: HttpRequest) -> Theater | None:
    """Return the theater that the link names, if it still exists."""
    return find(Theater, pk=request.GET.get("theater", ""))


def find(model: type[Row], **field_and_text: str) -> Row | None:
    """Return the row whose field is the number that the text spells, or None."""
    ((field, text),) = field_and_text.items()
    number = whole_number(text)
    return None if number is None else model.objects.filter(**{field: number}).first()


def whole_number(text: str) -> int | None:
    """Read ASCII digits, leading zeros allowed, as a number of at most 18 digits: what a database holds."""
    match = re.fullmatch("0*([0-9]{1,18})", text)
    return int(match[1]) if match else None
