"""All calls to Movie Info up to a length, without simulator and explorer: which are the shortest that break its laws?

A menu is answered by its own address and by the keys alone, so each answer is asked for once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

from django.conf import settings
from django.test import Client
from lxml import etree
from twilio.request_validator import RequestValidator

from movies.views import AT_A_TIME
from step_defs.answers import MOVIES, THEATERS, TRIES, Names

FIRST, HOST = "/movies/choose-theater", "https://testserver"
ANSWER = re.compile(r"The movie (?P<movie>.+) will be playing at (?P<theater>.+?) (tomorrow )?at \d\d:")
SILENCE, STAR, MORE = "", "*", "0"


class Step(NamedTuple):
    """What is said behind an action, the document of the menu in which the call rests then, and the keys it names."""

    said: tuple[str, ...]
    menu: str | None
    named: frozenset[str]

    @property
    def is_of_movies(self) -> bool:
        """Whether the call rests among the movies."""
        return MOVIES in self.said


class Trace(NamedTuple):
    """A call: what was pressed behind dialing, and what came of dialing and of that."""

    did: tuple[str, ...]
    steps: tuple[Step, ...]


Judge = Callable[[Trace, Names], bool]


class Answers:
    """The line's answers, each asked for once."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.signs = RequestValidator(settings.TWILIO_AUTH_TOKEN).compute_signature
        self.document = cache(self.asked_for)
        self.after = cache(self.behind)

    def asked_for(self, url: str, keys: str | None = None) -> str:
        """Return the document that the line answers with; an empty one for an error."""
        url = url.removesuffix("?")  # which names no other address
        form = {} if keys is None else {"Digits": keys}
        signature = self.signs(f"{HOST}{url}", form)
        response = self.client.post(url, form, secure=True, headers={"X-Twilio-Signature": signature})
        return response.content.decode() if response.status_code == 200 else "<Response/>"

    def behind(self, document: str, keys: str) -> Step:
        """Return what comes of keys, or of silence, in the menu of a document."""
        verbs = list(parsed(document))
        menu = next(verb for verb in verbs if verb.tag == "Gather")
        if keys:
            return self.spoken(self.document(menu.get("action", ""), keys))
        rest = verbs[verbs.index(menu) + 1 :]
        return self.spoken(f"<Response>{''.join(etree.tostring(verb, encoding='unicode') for verb in rest)}</Response>")

    def spoken(self, document: str) -> Step:
        """Return what is said until the call rests in a menu or is over."""
        said: list[str] = []
        for verb in parsed(document):
            said += [it.text or "" for it in verb.iter("Say")]
            if verb.tag == "Gather":
                named = re.findall(r"press (\w+)", " ".join(said))
                return Step(tuple(said), document, frozenset("*" if it == "star" else it for it in named) - {"and"})
            if verb.tag == "Redirect":
                following = self.spoken(self.document(verb.text or ""))
                return following._replace(said=(*said, *following.said))
        return Step(tuple(said), None, frozenset())


def parsed(document: str) -> etree._Element:
    """Return the verbs of a document."""
    return etree.fromstring(document.encode())


def traces(names: Names, most: int) -> list[Trace]:
    """Return all calls of at most so many actions, dialing included, the shortest first."""
    answers = Answers()
    found = [Trace((), (answers.spoken(answers.document(FIRST)),))]
    for did, steps in found:
        here = steps[-1]
        if here.menu and len(steps) < most:
            found += [Trace((*did, it), (*steps, answers.after(here.menu, it))) for it in tried(here, names)]
    return found


def tried(here: Step, names: Names) -> list[str]:
    """Return what can be done in a menu that may differ: of numbers, the ends of this page, and one of each page."""
    listed = names.movies if here.is_of_movies else names.theaters
    unlisted = next(str(it) for it in count(1) if it not in listed)
    numbers = [str(it) for it in sorted(listed)]
    here_named = [it for it in numbers if it in here.named]
    some = dict.fromkeys([*here_named[:1], *here_named[-1:], *numbers[::AT_A_TIME], *numbers[-1:]])
    return [*some, MORE, STAR, unlisted, SILENCE]


class Visit(NamedTuple):
    """Where the last action of a call was done: the theater whose number was pressed, and the mistakes there."""

    of_movies: bool
    chosen: int | None
    mistakes: int


def visit(trace: Trace, names: Names) -> Visit:
    """Return where the last action of a call was done."""
    chosen, mistakes = None, 0
    for key, here, there in zip(trace.did[:-1], trace.steps, trace.steps[1:], strict=False):
        if here.is_of_movies == there.is_of_movies:
            mistakes += is_mistake(key, here, names)
        else:
            chosen, mistakes = number(key) if there.is_of_movies else None, 0
    return Visit(trace.steps[-2].is_of_movies, chosen, mistakes)


def number(keys: str) -> int | None:
    """Return the number that is pressed."""
    return int(keys) if keys.isdigit() else None


def is_mistake(keys: str, here: Step, names: Names) -> bool:
    """Tell whether keys are neither a number of the menu, whatever the page, nor star or zero where they are named."""
    listed = names.movies if here.is_of_movies else names.theaters
    return number(keys) not in listed and not (keys in (STAR, MORE) and keys in here.named)


def of_another(what: str) -> Judge:
    """An answer has named another theater, or another movie, than the one whose number was pressed."""

    def judge(trace: Trace, names: Names) -> bool:
        answer = ANSWER.match(trace.steps[-1].said[0]) if trace.did and trace.steps[-1].said else None
        if answer is None:
            return False
        pressed = {
            "theater": names.theaters.get(visit(trace, names).chosen or 0),
            "movie": names.movies.get(number(trace.did[-1]) or 0),
        }
        return answer[what] != pressed[what]

    return judge


def led_back_without_star(trace: Trace, _: Names) -> bool:
    """Something else than a star has led from the movies to the theaters."""
    if not trace.did or trace.did[-1] == STAR:
        return False
    return trace.steps[-2].is_of_movies and THEATERS in trace.steps[-1].said


def ended_at_the_wrong_mistake(trace: Trace, names: Names) -> bool:
    """A third mistake has not ended the call, or an earlier one has."""
    if not trace.did or not is_mistake(trace.did[-1], trace.steps[-2], names):
        return False
    before = visit(trace, names).mistakes
    return before < TRIES and (trace.steps[-1].menu is None) != (before + 1 == TRIES)


def numbers_that_do_not_count(calls: Sequence[Trace], names: Names) -> Iterator[Trace]:
    """Yield the calls in which a number has not done what it does on the page that names it."""
    known: dict[tuple[bool, int | None, str], Step] = {}
    pressed = [(trace, visit(trace, names)) for trace in calls if trace.did and number(trace.did[-1])]
    for trace, where in pressed:
        if trace.did[-1] in trace.steps[-2].named:
            known.setdefault((*where[:2], trace.did[-1]), trace.steps[-1])
    for trace, where in pressed:
        listed: Mapping[int, str] = names.movies if where.of_movies else names.theaters
        its = known.get((*where[:2], trace.did[-1]))
        is_elsewhere = trace.did[-1] not in trace.steps[-2].named and number(trace.did[-1]) in listed
        if its and is_elsewhere and trace.steps[-1].said != its.said:
            yield trace


def shortest(calls: Sequence[Trace], names: Names, judge: Judge) -> int | None:
    """Return how many actions the shortest call has that breaks a law, dialing included; None if there is none."""
    return next((len(trace.steps) for trace in calls if judge(trace, names)), None)
