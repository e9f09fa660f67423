"""The call flow: what a caller hears, one view per menu, from the first word to the last.

Twilio asks for the first document at ``choose-theater`` and for each next one where the last
document said. The state of a call travels in those links: ``theater`` is the chosen theater,
``attempt`` the caller's try at the menu, from 1 to TRIES, and ``page`` what a menu of several
pages has told, from 1.
"""

import datetime as dt
import functools
import logging
import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as CatalogueError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.twiml.voice_response import VoiceResponse

from . import clock, local_time, request_log
from .database import deadline
from .models import Movie, Show, Theater
from .tokens import EitherToken

TRIES = 3
SECONDS_TO_CHOOSE = 20
OPTIONS_ON_A_PAGE = 9
NEXT_PAGE = 0
SOON = dt.timedelta(hours=12)
SHOWS_TOLD = 50
LARGEST_REQUEST = 65_536  # bytes; Twilio's own are a few thousand

NOTHING_RECEIVED = "We did not receive your selection"
THEATER_NOT_LISTED = "Please select a theater from the list."
MOVIE_NOT_LISTED = "Please select a movie from the list."

Row = TypeVar("Row", Theater, Movie)

logger = logging.getLogger(__name__)
request_validator = EitherToken(settings.TWILIO_AUTH_TOKEN, settings.TWILIO_SECONDARY_AUTH_TOKEN)


def validate_django_request(request: HttpRequest) -> None:
    """Raise SuspiciousOperation, which Django answers with HTTP 400, unless Twilio signed the request."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        raise RequestDataTooBig(f"The request has more than {LARGEST_REQUEST} bytes.")
    try:
        genuine = request_validator.validate(
            uri=request.build_absolute_uri(),
            params=request.POST,
            signature=request.headers.get("X-Twilio-Signature", ""),
        )
    except ValueError:  # a Host header with an impossible port
        genuine = False
    if not genuine:
        raise SuspiciousOperation("The X-Twilio-Signature is missing or does not fit this URL and these parameters.")


def answers_twilio(view: Callable[[HttpRequest], VoiceResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make a webhook of a view: for Twilio alone, and polite even when the catalogue fails."""

    @csrf_exempt
    @require_POST
    @functools.wraps(view)
    def webhook(request: HttpRequest) -> HttpResponse:
        validate_django_request(request)
        request_log.call_sid.set(request.POST.get("CallSid"))
        try:
            with deadline():
                response = view(request)
        except CatalogueError:
            logger.exception("The catalogue failed during call %s", request.POST.get("CallSid"))
            response = apology()
        return HttpResponse(str(response), content_type="text/xml")

    return webhook


def apology() -> VoiceResponse:
    """Say that the line is out of order, and hang up."""
    response = VoiceResponse()
    response.say("We are sorry, movie info is not available right now. Please call again later.")
    response.hangup()
    return response


@answers_twilio
def apologize(request: HttpRequest) -> VoiceResponse:
    """The number's fallback: what Twilio asks for when the line breaks down. It needs no database."""
    logger.error("Twilio fell back, for error %s at %s", request.POST.get("ErrorCode"), request.POST.get("ErrorUrl"))
    return apology()


@answers_twilio
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
        place = f" at {theater.address}" if theater.address else ""
        menu.say(f"For {theater.name}{place} press {theater.digits}")
    if page:
        menu.say(f"For more theaters press {NEXT_PAGE}")
    return try_again(response, NOTHING_RECEIVED, "choose-theater", attempt, page=page)


@answers_twilio
def choose_movie(request: HttpRequest) -> VoiceResponse:
    """The movie menu: of the theater whose number was pressed, or of the one in the link."""
    attempt, page = attempt_in(request), page_in(request)
    if "Digits" not in request.POST:
        theater = theater_in(request)
        return movie_menu(theater, attempt, page) if theater else back_to_theaters(THEATER_NOT_LISTED)

    keys = request.POST["Digits"]
    if page and whole_number(keys) == NEXT_PAGE:
        return turn(page, "choose-theater", attempt=attempt)
    theater = find(Theater, digits=keys)
    if theater:
        return movie_menu(theater, attempt=1, page=0)
    sentence = THEATER_NOT_LISTED if keys else NOTHING_RECEIVED
    return try_again(VoiceResponse(), sentence, "choose-theater", attempt, page=page)


def movie_menu(theater: Theater, attempt: int, page: int) -> VoiceResponse:
    """The movies, whether or not they play in the theater, and the way back."""
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


@answers_twilio
def list_showtimes(request: HttpRequest) -> VoiceResponse:
    """The answer: when the movie whose number was pressed plays in the theater of the link."""
    keys, now = request.POST.get("Digits", ""), clock.stated() or timezone.now()
    response = VoiceResponse()
    shows = coming_shows(request.GET.get("theater", ""), keys, now)
    if shows:
        response.say(told(shows, now))
        return say_goodbye(response)

    theater = theater_in(request)
    if theater is None:
        return back_to_theaters(THEATER_NOT_LISTED)
    if keys == "*":
        return back_to_theaters()

    attempt, page = attempt_in(request), page_in(request)
    if page and whole_number(keys) == NEXT_PAGE:
        return turn(page, "choose-movie", theater=theater.pk, attempt=attempt)
    if find(Movie, digits=keys):
        response.say("Sorry, the movie is not playing any time soon in this theater.")
        return say_goodbye(response)
    sentence = MOVIE_NOT_LISTED if keys else NOTHING_RECEIVED
    return try_again(response, sentence, "choose-movie", attempt, theater=theater.pk, page=page)


class Coming(NamedTuple):
    """A show to come, and what is told of it."""

    movie: str
    theater: str
    time_zone: str
    starts_at: dt.datetime


def coming_shows(theater: str, keys: str, now: dt.datetime) -> list[Coming]:
    """Return the shows of a movie that start within the next 12 hours in a theater, SHOWS_TOLD at most."""
    key, digits = whole_number(theater), whole_number(keys)
    if not key or not digits:
        return []
    soon = Show.objects.filter(theater=key, movie__digits=digits, starts_at__range=(now, now + SOON))
    rows = soon.order_by("starts_at").values_list("movie__title", "theater__name", "theater__time_zone", "starts_at")
    return [Coming(*row) for row in rows[:SHOWS_TOLD]]


def told(shows: list[Coming], now: dt.datetime) -> str:
    """Tell when the shows start, in the theater's own time."""
    movie, theater, time_zone, _ = shows[0]
    today = local_time.wall_clock(now, time_zone).date()
    times = [local_time.wall_clock(show.starts_at, time_zone) for show in shows]
    clocks = [f"{'tomorrow at ' if time.date() > today else ''}{time:%I:%M%p}" for time in times]
    first_word = "" if times[0].date() > today else "at "
    return f"The movie {movie} will be playing at {theater} {first_word}{', '.join(clocks)}"


def options(model: type[Row], page: int) -> tuple[list[Row], int]:
    """Return the rows that a page of a menu tells, the first after the last, and its number: 0 if there is but one."""
    page = page or 1
    start = OPTIONS_ON_A_PAGE * (page - 1)
    rows = list(model.objects.order_by("digits")[start : start + OPTIONS_ON_A_PAGE + 1])
    if start and not rows:
        return options(model, 1)
    several = start or len(rows) > OPTIONS_ON_A_PAGE
    return rows[:OPTIONS_ON_A_PAGE], page if several else 0


def turn(page: int, menu: str, **query: int) -> VoiceResponse:
    """Go on to the next page of the menu, at the same try."""
    response = VoiceResponse()
    response.redirect(link(menu, **query, page=page + 1))
    return response


def try_again(response: VoiceResponse, sentence: str, menu: str, attempt: int, **query: int) -> VoiceResponse:
    """Say what went wrong and repeat the menu; after the last try, say goodbye instead."""
    if attempt == TRIES:
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


def link(view: str, **query: int) -> str:
    """Return the absolute path of a view, with the state of the call in its query; what is 0 is left out."""
    return f"{reverse(view)}?{urlencode({name: value for name, value in query.items() if value})}"


def attempt_in(request: HttpRequest) -> int:
    """Return the caller's try at this menu; a senseless count is the first."""
    attempt = whole_number(request.GET.get("attempt", ""))
    return attempt if attempt and attempt <= TRIES else 1


def page_in(request: HttpRequest) -> int:
    """Return the page that the menu has told, 0 if it had but one; a senseless one is none."""
    return whole_number(request.GET.get("page", "")) or 0


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
