"""The plugin of ``--change-answers``: hears the answers of a run, and when it is over, changes them one by one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from ..journeys.conversation import CALL, EVENTS_OF_GIVENS
from ..line import Line
from ..living_docs.stream.registry import scenario_of
from ..simulator import Request, Response, Transport
from .again import run_again
from .answers import Answer, Between, Identifiers
from .documents import document_in
from .kinds import Known
from .plans import Plan, known_of, plans

MOST_ANSWERS = 200  # of one scenario: one that walks the line would be walked again for each change


class AfterTheScenarios(pytest.Item):
    """Stands behind the last scenario, so that what is set up for the whole run is still there for the changes."""

    def runtest(self) -> None:
        """Do nothing: it is no test."""


@dataclass
class Outcome:
    """What came of the changes."""

    scenarios: int = 0
    left_out: dict[str, str] = field(default_factory=dict)  # scenarios that cannot tell anything, and why
    noticed: Counter[str] = field(default_factory=Counter)  # by kind
    survivors: list[Plan] = field(default_factory=list)
    seconds: float = 0
    runs: int = 0


class Changes:
    """Hears the answers of each scenario; when all have run, changes them, and runs the scenarios again."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.look = self.record
        self.received: dict[pytest.Item, list[Answer]] = {}
        self.now: list[Answer] = []
        self.red: set[str] = set()
        self.plan: Plan | None = None
        self.is_met = False
        self.known = Known()
        self.identifiers = Identifiers()
        self.outcome = Outcome()
        self.item: pytest.Item | None = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Stand between the line and all calls of the run."""
        self.end = AfterTheScenarios.from_parent(session, name="what nobody would notice")
        session.items.append(self.end)
        between, Line.between = Line.between, staticmethod(Between(lambda *its: self.look(*its)))
        try:
            return (yield)
        finally:
            Line.between = staticmethod(between)
            session.items.remove(self.end)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Begin to listen to a scenario; behind the last one, begin with the changes."""
        if item is self.end:
            self.change_all()
            return True
        self.item = item if scenario_of(item) else None
        return None

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin anew: plugins may run a scenario several times."""
        self.now = self.received[item] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests are red, or were not run."""
        if not report.passed or hasattr(report, "wasxfail"):
            self.red.add(report.nodeid)

    def record(self, request: Request, response: Response, transport: Transport) -> Response:
        """Note an answer."""
        document = document_in(response) if len(self.now) <= MOST_ANSWERS else None
        if document is not None and self.item is not None:
            call = self.item.stash.get(CALL, None)
            told = list(call.transcript) if call is not None and call.leg.webhooks.transport is transport else None
            by_givens = EVENTS_OF_GIVENS not in self.item.stash
            self.now.append(Answer(request.url, response, document, told, by_givens))
        return response

    def change(self, request: Request, response: Response, _: Transport) -> Response:
        """Change an answer, if it is the one that is to be changed now."""
        assert self.plan
        changed = self.plan.made(request, response, self.known, self.identifiers)
        self.is_met = self.is_met or changed is not None
        return changed or response

    def change_all(self) -> None:
        usable = {item: answers for item, answers in self.received.items() if scenario_of(item) and item.nodeid not in self.red and answers}
        for item, answers in list(usable.items()):
            if len(answers) > MOST_ANSWERS:
                del usable[item]
                continue
            self.now, self.item = [], item
            began = time.perf_counter()
            if not run_again(item, self.end):
                print("RED AGAIN", item.nodeid)
                del usable[item]
            else:
                self.identifiers.learn(answers, self.now)
        print(self.identifiers)
        self.known = known_of((it for answers in usable.values() for it in answers), self.identifiers)
        began = time.perf_counter()
        todo = plans(usable, self.known, self.identifiers)
        print(len(todo), "plans", time.perf_counter() - began, len({p.shape for p in todo}), "shapes")
        print(Counter(p.change.kind for p in todo))
        self.look = self.change
        best: dict[object, Counter[pytest.Item]] = {}
        began = time.perf_counter()
        import collections
        surv=[]
        for plan in todo:
            votes = best.setdefault(plan.shape, Counter())
            order = sorted(plan.answers, key=lambda item: (-votes[item], len(usable[item]) - usable[item].index(plan.answers[item])))
            for item in order:
                self.plan, self.is_met = plan, False
                self.outcome.runs += 1
                if not run_again(item, self.end) and self.is_met:
                    votes[item] += 1
                    break
            else:
                surv.append(plan)
        print(time.perf_counter() - began, self.outcome.runs)
        for p in surv:
            print(p.shape.place, "|", p.change.kind, "|", p.change.words, "|", len(p.answers))
