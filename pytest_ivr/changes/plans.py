"""Which changes there are to make in the answers of a run, and how one is made when the answer comes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

import pytest

from ..simulator import Request, Response, Transport
from .answers import Answer, Identifiers, Shape, link_to
from .documents import Document, document_in, meaning, written
from .kinds import ACTED_UPON, KINDS, Change, Known
from .kinds.change import Kind
from .kinds.spoken import units, values


@dataclass(eq=False)
class Plan:
    """A change that is to be made in all answers of a shape where it can be, and the scenarios that receive them."""

    shape: Shape
    draw: Kind
    change: Change
    answers: dict[pytest.Item, Answer] = field(
        default_factory=dict
    )  # by scenario, the first of its own call, if there is one

    @property
    def is_about_acting(self) -> bool:
        """Whether it takes an action behind the answer to tell it; what is said tells itself."""
        return self.draw in ACTED_UPON

    def drawn(self, document: Document, known: Known) -> Change | None:
        """Return the change as it is drawn from a document, if it can be made there."""
        wanted = self.change.kind, self.change.target
        return next((it for it in self.draw(document, known) if (it.kind, it.target) == wanted), None)

    def made(self, request: Request, response: Response, known: Known, identifiers: Identifiers) -> Response | None:
        """Return the changed answer to a request; None for one of another shape, or where the change cannot be made."""
        document = document_in(response)
        if document is None or identifiers.shape(request.url, document) != self.shape:
            return None
        change = self.drawn(document, known)
        if change is None:
            return None
        if change.edit is None:
            return Response(500, [], b"")
        change.edit()
        headers = [it for it in response.headers if it[0].lower() != "content-length"]
        return replace(response, headers=headers, body=written(document))


class Trying:
    """What looks at the answers while a plan is tried, if there is one; ``is_met`` once an answer was changed."""

    def __init__(self, plan: Plan | None, known: Known, identifiers: Identifiers) -> None:
        self.plan, self.known, self.identifiers = plan, known, identifiers
        self.is_met = False

    def __call__(self, request: Request, response: Response, _: Transport) -> Response:
        """Change an answer, if it is meant."""
        changed = self.plan.made(request, response, self.known, self.identifiers) if self.plan else None
        self.is_met = self.is_met or changed is not None
        return changed or response


def plans(received: Mapping[pytest.Item, Sequence[Answer]], known: Known, identifiers: Identifiers) -> list[Plan]:
    """Return the changes to make, those of an answer together, in the order in which the answers came.

    A change that means the same to every caller is not made.
    """
    found: dict[object, Plan] = {}
    drawn: dict[object, list[tuple[Kind, Change]]] = {}
    for item, answers in received.items():
        for answer in answers:
            shape = identifiers.shape(answer.url, answer.document)
            document = shape, meaning(answer.document, identifiers.path(answer.url))
            if document not in drawn:
                drawn[document] = list(real_changes(answer, known))
            for draw, change in drawn[document]:
                plan = found.setdefault((shape, change.kind, change.target), Plan(shape, draw, change))
                if plan.answers.setdefault(item, answer).told is None:
                    plan.answers[item] = answer
    return list(found.values())


def real_changes(answer: Answer, known: Known) -> Iterator[tuple[Kind, Change]]:
    """Yield the changes of an answer that callers may notice."""
    means = meaning(answer.document, answer.url)
    for draw in KINDS:
        first = {(it.kind, it.target): number for number, it in reversed([*enumerate(draw(answer.document, known))])}
        for number in sorted(first.values()):
            document = deepcopy(answer.document)
            change = list(draw(document, known))[number]
            if change.edit is not None:
                change.edit()
            if change.edit is None or meaning(document, answer.url) != means:
                yield draw, change


def known_of(received: Iterable[Answer], identifiers: Identifiers) -> Known:
    """Return what the answers of a run have in them."""
    found: dict[str, set[str]] = {}
    links: dict[str, str] = {}
    phones: set[str] = set()
    for answer in received:
        links.setdefault(identifiers.path(answer.url), link_to(answer.url))
        for unit in units(answer.document):
            for kind, match in values(unit.text):
                found.setdefault(kind, set()).add(match[0])
        for element in answer.document.iter("Dial", "Number"):
            phones.update(filter(None, ((element.text or "").strip(), element.get("callerId"))))
    kinds = {kind: sorted(texts) for kind, texts in found.items()}
    return Known(kinds, sorted(links.values()), sorted(phones))
