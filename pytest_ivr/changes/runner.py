"""The plugin of ``--change-answers``: hears the answers of a run, and when it is over, changes them one by one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Sequence
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, Step

from ..journeys.conversation import CALL, EVENTS_OF_GIVENS, SECRET_KEYS
from ..journeys.prompts import Prompts, read_prompts
from ..line import BETWEEN
from ..living_docs.media_types import UNNOTICED
from ..living_docs.stream.messages import attached
from ..living_docs.stream.registry import scenario_of
from ..simulator import Call, Request, Response, Transport
from .again import run_again
from .answers import Answer, Identifiers, Look, Received, Shape, between
from .documents import document_in
from .drafting import parsed
from .kinds import Known
from .outcome import FILE, Outcome, read_waivers
from .plans import Plan, Trying, known_of, plans
from .proposals import Drafts, Trial

MOST_ANSWERS = 200  # of one scenario: one that walks the line would be walked again for each change
MANY_ANSWERS = f"it receives more than {MOST_ANSWERS} answers, and would for each change"
WHY_RED = "nobody would notice some changes of the line's answers"
RED = "it is not green as it is"
RED_AGAIN = "it is red when it runs a second time"


def change_answers(config: pytest.Config) -> None:
    """Begin to listen. Raises pytest.UsageError where scenarios run in several processes, or for a bad waiver."""
    if hasattr(config, "workerinput") or getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("--change-answers runs scenarios again where they ran, in one process: leave -n out.")
    if not config.option.collectonly:
        try:
            config.pluginmanager.register(Changes(config), "pytest_ivr.changes")
        except ValueError as error:
            raise pytest.UsageError(str(error)) from None


class AfterTheScenarios(pytest.Item):
    """Stands behind the last scenario, so that what is set up for the whole run is still there for the changes."""

    def runtest(self) -> None:
        """Do nothing: it is no test."""


class Changes:
    """Hears the answers of each scenario; when all have run, changes them, and runs the scenarios again."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.features = config.rootpath / (config.getini("bdd_features_base_dir") or "features")
        self.outcome = Outcome(config.stash[SECRET_KEYS], read_waivers(self.features / FILE, config.rootpath))
        self.look: Look = self.record
        self.received: dict[pytest.Item, Received] = {}
        self.steps: Sequence[Step] = ()  # those that run instead of a scenario's own
        self.call: Call | None = None  # of the scenario that ran last
        self.red: set[str] = set()
        self.usual: dict[tuple[object, ...], Trial] = {}  # what came of lines without a change
        self.took: dict[pytest.Item, float] = {}  # seconds, without a change
        self.known = Known()
        self.identifiers = Identifiers()

    # The run

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """Stand between the line and all calls of the run."""
        self.end: pytest.Item = AfterTheScenarios.from_parent(session, name="what nobody would notice")
        self.now = Received(self.end)  # of the scenario that runs; before the first, of nobody
        session.items.append(self.end)
        listening = between(lambda *exchange: self.look(*exchange))
        BETWEEN.append(listening)
        try:
            return (yield)
        finally:
            BETWEEN.remove(listening)
            session.items.remove(self.end)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Behind the last scenario, begin with the changes."""
        if item is not self.end:
            return None
        self.change_all()
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Listen to a scenario, from its beginning: plugins may run it several times."""
        self.now = Received(item)
        if self.look == self.record and scenario_of(item):
            self.received[item] = self.now

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        """Let the steps run that are to be tried, if there are any."""
        if self.steps:
            scenario.steps = list(self.steps)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self, request: pytest.FixtureRequest, scenario: Scenario) -> None:
        """Keep the call, and what there is to know of the scenario."""
        self.call = request.getfixturevalue("call") if self.steps else request.node.stash.get(CALL, None)
        self.now.transcript = list(self.call.transcript) if self.call else []
        self.now.given = request.node.stash.get(EVENTS_OF_GIVENS, ())
        self.now.givens = [step for step in scenario.steps if step.type == "given"]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which tests are red, or were not run."""
        if not report.passed or hasattr(report, "wasxfail"):
            self.red.add(report.nodeid)

    def pytest_deselected(self) -> None:
        """Note that not all scenarios run."""
        self.outcome.is_whole = False

    # What looks at the answers

    def record(self, request: Request, response: Response, transport: Transport) -> Response:
        """Note an answer."""
        document = document_in(response) if len(self.now.answers) <= MOST_ANSWERS else None
        if document is not None:
            stash = self.now.item.stash
            call = stash.get(CALL, None)
            is_own = call is not None and call.leg.webhooks.transport is transport
            told = list(call.transcript) if call and is_own else None
            self.now.answers.append(Answer(request.url, response, document, told, EVENTS_OF_GIVENS not in stash))
        return response

    def trying(self, plan: Plan | None) -> Trying:
        """Let a change be made from now on, if one is given; return what tells whether its answer came."""
        self.look = trying = Trying(plan, self.known, self.identifiers)
        return trying

    # The changes

    def change_all(self) -> None:
        """Make every change, and keep what came of it."""
        began = time.perf_counter()
        self.outcome.is_whole = self.outcome.is_whole and self.all_features_ran()
        usable = self.usable()
        answers = {item: received.answers for item, received in usable.items()}
        self.identifiers.learn_of_all(it for of in answers.values() for it in of)
        self.known = known_of((it for of in answers.values() for it in of), self.identifiers)
        todo = plans(answers, self.known, self.identifiers)
        self.outcome.begin(len(usable), len(todo))
        self.tell(f"{len(todo)} changes are made, and for each the scenarios that receive it run again")
        drafts = Drafts(usable, self.tried, self.prompts(), self.outcome.secret)
        ready: dict[Shape, Counter[pytest.Item]] = {}  # how often a scenario has noticed a change of an answer
        for plan in todo:
            votes = ready.setdefault(plan.shape, Counter())
            likely = sorted(plan.answers, key=lambda it: (-votes[it], usable[it].behind(plan.answers[it])))
            by = self.noticed_by(plan, likely)
            if by:
                votes[by] += 1
                self.outcome.noticed[plan.change.kind] += 1
            else:
                self.outcome.add(plan, *drafts.that_notices(plan))
            self.outcome.seconds = time.perf_counter() - began
        self.outcome.is_over = True

    def all_features_ran(self) -> bool:
        """Tell whether the scenarios of all features of the project have run."""
        ran = {scenario.path for item in self.received if (scenario := scenario_of(item))}
        return all(path.resolve() in ran for path in self.features.rglob("*.feature"))

    def usable(self) -> dict[pytest.Item, Received]:
        """Return the scenarios that can tell something of changes; note of the others why not."""
        found = {item: received for item, received in self.received.items() if received.answers}
        for item in list(found):
            if why_not := self.why_left_out(found[item]):
                self.outcome.left_out[item.nodeid] = why_not
                del found[item]
        return found

    def why_left_out(self, received: Received) -> str | None:
        """Return why a scenario can tell nothing of changes, if so; else learn what identifies its calls."""
        if received.item.nodeid in self.red:
            return RED
        if len(received.answers) > MOST_ANSWERS:
            return MANY_ANSWERS
        again = self.listened_again(received.item)
        if again is None:
            return RED_AGAIN
        self.identifiers.learn(received.answers, again)
        return None

    def listened_again(self, item: pytest.Item) -> Sequence[Answer] | None:
        """Run a scenario again as it is, and return its answers; None if it is red."""
        known, self.look = self.received[item], self.record
        began = time.perf_counter()
        is_green = run_again(item, self.end)
        self.took[item] = time.perf_counter() - began
        again, self.received[item] = self.received[item], known
        return again.answers if is_green else None

    def noticed_by(self, plan: Plan, items: Sequence[pytest.Item]) -> pytest.Item | None:
        """Return the first scenario that is red when a change is made; None if all stay green."""
        began = time.perf_counter()
        trying = self.trying(plan)
        for item in items:
            self.outcome.runs += 1
            self.outcome.unchanged += self.took[item]
            by = item if not run_again(item, self.end) and trying.is_met else None
            if by:
                break
        self.outcome.running += time.perf_counter() - began
        return by

    def prompts(self) -> Prompts:
        """Return the words of the files that the line plays."""
        scenario = next(filter(None, map(scenario_of, self.received)), None)
        return read_prompts(scenario.path, self.config.rootpath) if scenario else {}

    def tried(self, item: pytest.Item, lines: Sequence[str], plan: Plan | None) -> Trial:
        """Run lines in the place of a scenario's own, with or without a change; without one, only once."""
        known = self.usual.get((item, *lines)) if plan is None else None
        if known:
            return known
        self.steps, self.call = parsed(*lines), None
        trying = self.trying(plan)
        try:
            trial = Trial(run_again(item, self.end), self.call, trying.is_met)
        finally:
            self.steps = ()
        if plan is None:
            self.usual[item, *lines] = trial
        return trial

    # What is told

    def tell(self, line: str) -> None:
        """Tell something in the terminal while the changes are made."""
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if reporter:
            reporter.ensure_newline()
            reporter.write_line(f"What nobody would notice: {line}.")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that would have passed, and write what came of it into the stream."""
        writer: Any = self.config.pluginmanager.get_plugin("living_docs_writer")  # a run with a line has one
        content = self.outcome.as_json()
        writer.write([{"attachment": attached(content, UNNOTICED, "what nobody would notice")}])
        if self.outcome.is_red and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            writer.interruption = writer.interruption or WHY_RED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell what came of it."""
        terminalreporter.section("What nobody would notice", red=self.outcome.is_red)
        for line in self.outcome.lines():
            terminalreporter.line(line)
