"""Changes of Movie Info that break what is said of every call, each as a careless developer might make it.

They were written down before the sentences that are to notice them.
"""

from __future__ import annotations

import types
from typing import NamedTuple

import pytest
from pytest_bdd import given, parsers

from movies import urls, views

# The catalogue: the demo's, or a chain with pages of theaters, of movies, or of both.
SMALL = ""
THEATERS = "a chain of 10 theaters and 1 movies"
MOVIES = "a chain of 1 theaters and 11 movies"
PAGES = "a chain of 2 theaters and 19 movies"
BOTH = "a chain of 10 theaters and 10 movies"
FAILS = "no caller hears that an application error has occurred"
THANKED = "a caller who stays silent is thanked within 120 seconds"
IN_A_ROW = "nobody hears the same menu more than 3 times in a row"
LAST = 'the last words of every call are one of:\n  """\n  Thank you for using movie info!\n  """'
FIRST = 'every caller first hears "Welcome to movie info!"'
STAR = "star leads back from every menu that names it"
SAME = "after a mistake the same keys give the same answer"
NEVER = 'nobody ever hears "None"'
NOTHING = 'nobody ever hears "to choose from right now"'
WITHIN = "every answer is heard within {} seconds"
CHOICES = "every menu is at most 2 choices away from an answer"
SILENCE = "silence never chooses"
BACK = "turning back loses nothing"
THEATER = "every answer names the theater that the caller has chosen"
MOVIE = "every answer names the movie that the caller has chosen"
ONLY_STAR = "only star leads from the movies back to the theaters"
EVERY_PAGE = "the number of every theater and movie counts on every page"
THIRD = "the third mistake at a menu ends the call, on whatever pages it is made"


class Change(NamedTuple):
    """The lines of ``views.py`` that are others, the catalogue that shows it, the sentence that notices it.

    ``actions`` is how many a shortest call has that shows it.
    """

    name: str
    sentence: str
    catalogue: str
    old: str
    new: str
    actions: int


MOVIES_LINK = """action=link("list-showtimes", theater=theater.pk, attempt=attempt, page=page),"""
SHOWS = 'key, digits = whole_number(request.GET.get("theater", "")), whole_number(keys)'
ANSWER = "        return showtimes(shows, now, theater=key, movie=digits)\n\n    theater = "
ANSWER_END = "    return say_goodbye(response)\n\n\ndef options("
THEATERS_END = 'return try_again(response, NOTHING_RECEIVED, "choose-theater", attempt, page=page)'
MOVIES_END = 'return try_again(response, NOTHING_RECEIVED, "choose-movie", attempt, theater=theater.pk, page=page)'
NEIGHBOUR = """movie = Movie.objects.filter(digits__gt=whole_number(keys) or 99).order_by("digits").first()
    if movie and attempt_in(request) > 1:
        keys = str(movie.digits)
    """

CHANGES = (
    Change("the theater is lost on page three", ONLY_STAR, PAGES,
           'next_page(page, "choose-movie", theater=theater.pk, attempt=attempt)',
           'next_page(page, "choose-movie", theater=0 if page == 2 else theater.pk, attempt=attempt)', 4),
    Change("the theater is another one on page three", THEATER, PAGES, MOVIES_LINK,
           MOVIES_LINK.replace("theater.pk", "(Theater.objects.first() if page == 3 else theater).pk"), 5),
    Change("the theater is another one after a second mistake", THEATER, SMALL, MOVIES_LINK,
           MOVIES_LINK.replace("theater.pk", "(Theater.objects.last() if attempt == 3 else theater).pk"), 5),
    Change("a fourth try", IN_A_ROW, SMALL, "MAX_ATTEMPTS = 3", "MAX_ATTEMPTS = 4", 4),
    Change("a third mistake is forgiven", THIRD, SMALL, "if attempt == MAX_ATTEMPTS:",
           "if attempt == MAX_ATTEMPTS and sentence != MOVIE_NOT_LISTED:", 5),
    Change("turning a page of theaters makes up for mistakes", THIRD, THEATERS,
           'next_page(page, "choose-theater", attempt=attempt)', 'next_page(page, "choose-theater")', 5),
    Change("turning a page of movies is a mistake", THIRD, MOVIES,
           'next_page(page, "choose-movie", theater=theater.pk, attempt=attempt)',
           'next_page(page, "choose-movie", theater=theater.pk, attempt=min(attempt + 1, MAX_ATTEMPTS))', 5),
    Change("whoever comes back has one try", THIRD, SMALL, 'link("choose-theater", attempt=1)',
           'link("choose-theater", attempt=MAX_ATTEMPTS)', 4),
    Change("star is taken for a mistake", STAR, SMALL, 'if keys == "*":', 'if keys == "**":', 3),
    Change("star keeps the page of the movies", STAR, BOTH,
           "        return back_to_theaters()\n\n    attempt, page = attempt_in(request), page_in(request)\n",
           '        return next_page(max(page_in(request) - 1, 0), "choose-theater", attempt=1)\n\n'
           "    attempt, page = attempt_in(request), page_in(request)\n", 4),
    Change("a theater's number counts on its own page alone", EVERY_PAGE, THEATERS,
           "    theater = find(Theater, digits=keys)\n",
           "    theater = find(Theater, digits=keys)\n"
           "    theater = theater if theater in options(Theater, page)[0] else None\n", 2),
    Change("a movie's number counts on page one alone, and on its own", EVERY_PAGE, MOVIES, "    if shows:\n",
           "    page = page_in(request)\n"
           "    if shows and (page < 2 or find(Movie, digits=keys) in options(Movie, page)[0]):\n", 4),
    Change("a small number is a place on the page", MOVIE, MOVIES, SHOWS,
           "place = 5 * (page_in(request) - 1) + (whole_number(keys) or 0)\n    "
           'if page_in(request) > 1 and len(keys) == 1 and keys not in "0*":\n'
           '        keys = str(Movie.objects.order_by("digits")[place - 1].digits)\n    ' + SHOWS, 4),
    Change("silence chooses the first theater at the third try", SILENCE, SMALL, THEATERS_END,
           "if attempt == MAX_ATTEMPTS:\n        response.redirect(link('choose-movie', theater=theaters[0].pk))\n"
           "        return response\n    "
           + THEATERS_END, 4),
    Change("silence chooses the first movie at the third try", SILENCE, SMALL, MOVIES_END,
           "if attempt == MAX_ATTEMPTS:\n        now = clock.override() or timezone.now()\n        "
           "response.say(announcement(upcoming_shows(theater.pk, movies[0].digits, now), now))\n    " + MOVIES_END, 5),
    Change("the neighbour's movie after a mistake", SAME, SMALL, SHOWS,
           NEIGHBOUR + SHOWS, 4),
    Change("the neighbour's movie on page two after a mistake", MOVIE, MOVIES, SHOWS,
           NEIGHBOUR.replace("> 1:", "> 1 and page_in(request) == 2:") + SHOWS, 5),
    Change("the last try has no thanks", THANKED, SMALL,
           "    if attempt == MAX_ATTEMPTS:\n        return say_goodbye(response)\n",
           "    if attempt == MAX_ATTEMPTS:\n        response.hangup()\n        return response\n", 4),
    Change("the line waits too long", THANKED, SMALL, "SECONDS_TO_CHOOSE = 20", "SECONDS_TO_CHOOSE = 50", 4),
    Change("silence at the movies counts for nothing", THANKED, SMALL, MOVIES_END,
           MOVIES_END.replace("attempt,", "0,"), 3),
    Change("the welcome comes second", FIRST, SMALL, '    menu.say("Welcome to movie info!")\n', "", 1),
    Change("the call goes on behind an answer", CHOICES, SMALL,
           ANSWER_END, ANSWER_END.replace("return say_goodbye(response)",
           "response.redirect(link('choose-theater'))\n    return response"), 3),
    Change("a word of the program is read out at the third try", NEVER, SMALL, "    response.say(sentence)\n",
           "    response.say(f'{sentence} {[None, None, None][attempt]}' if attempt == 2 else sentence)\n", 3),
    Change("behind the last page there is nothing", NOTHING, THEATERS, "    if start and not rows:\n",
           "    if not page:\n", 3),
    Change("page three breaks down", FAILS, PAGES, "    page = page or 1\n", "    page = (None, 1, 2)[page] or 1\n", 4),
    Change("an unlisted movie at the third try gets no goodbye", LAST, SMALL,
           "    sentence = MOVIE_NOT_LISTED if keys else NOTHING_RECEIVED\n",
           "    sentence = MOVIE_NOT_LISTED if keys else NOTHING_RECEIVED\n"
           "    if attempt == MAX_ATTEMPTS and keys:\n        response.say(sentence)\n        return response\n", 5),
    Change("an answer from page two takes its time", WITHIN.format(240), MOVIES,
           ANSWER, ANSWER.replace("return ", "told = ").replace("\n\n",
           "\n        if page_in(request) == 2:\n            told.pause(length=240)\n"
           "            told.verbs.insert(0, told.verbs.pop())\n        return told\n\n"),
           4),
    Change("whoever comes back is not offered the first theater", BACK, SMALL, "    attempt = attempt_in(request)\n",
           "    attempt = attempt_in(request)\n"
           "    theaters = theaters[1:] if request.GET.get('attempt') == '1' else theaters\n", 3),
)  # fmt: skip


def changed(change: Change) -> types.ModuleType:
    """Return the call flow with a change. Raises LookupError if the lines that it changes are not there."""
    path = views.__file__
    with open(path, encoding="utf-8") as file:
        code = file.read()
    if change.old not in code:
        raise LookupError(f"{change.name!r} changes what is not there.")
    module = types.ModuleType(views.__name__)
    module.__package__ = views.__package__
    exec(compile(code.replace(change.old, change.new), path, "exec"), module.__dict__)  # noqa: S102 (ours)
    return module


@given(parsers.parse('somebody has changed the line: "{name}"'))
def is_changed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is answered by views in which something was changed."""
    module = changed(next(change for change in CHANGES if change.name == name))
    for pattern in urls.urlpatterns:
        monkeypatch.setattr(pattern, "callback", getattr(module, pattern.callback.__name__))
