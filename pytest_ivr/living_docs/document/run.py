"""What a run has shown: features, rules, scenarios and steps, each with its status, and the calls that were made.

A scenario with examples has the worst status of its rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..stream.envelopes import SEVERITY, Message
from .exploration import Exploration
from .menu_names import MenuName
from .notes import Note
from .waivers import Waiver

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ...simulator import Event

RED = ("failed", "ambiguous", "undefined")

TECHNICAL = "@technical"  # the tag of a chapter that tells owners nothing

TYPES = ("given", "when", "then")
PARAMETER = re.compile(r"\{(\w*)[^{}]*\}")


def worst(statuses: Iterable[str]) -> str:
    """Return the worst of some statuses; what has nothing in it was not run."""
    return min(statuses, key=SEVERITY.index, default="not run")


@dataclass
class Part:
    """A piece of a step's text: what the sentence says, or the value of a parameter."""

    text: str
    is_parameter: bool


@dataclass
class Step:
    """A step of one run, with what happened in the call while it ran."""

    keyword: str
    text: str
    line: int
    is_background: bool = False
    is_context: bool = False  # whether it says what there is before anybody acts
    is_outcome: bool = False  # whether it says what is to come of the steps before it
    status: str = "not run"
    seconds: float = 0
    parts: list[Part] = field(default_factory=list)
    doc_string: str | None = None
    table: list[list[str]] = field(default_factory=list)
    message: str = ""
    traceback: str = ""
    way_there: list[Event] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)  # sentences that match
    suggestions: list[str] = field(default_factory=list)  # code that would define it

    @property
    def first_line(self) -> str:
        """Why it did not pass, in one line."""
        return next((line.strip() for line in self.message.splitlines() if line.strip()), "")

    @property
    def tells_something(self) -> bool:
        """Whether it is worth a line where it stands in no feature, as hooks do."""
        return bool(self.status not in ("passed", "not run") or self.attachments or self.events or self.way_there)


@dataclass
class Run:
    """One run of a scenario: a pickle, and what came of it. ``row`` are the values of its example.

    ``name`` is its title, and of its row, rule and file as much as it takes to tell it from all others.
    """

    title: str
    uri: str
    line: int
    tags: list[str]
    steps: list[Step]
    status: str = "not run"
    reason: str = ""
    seconds: float = 0
    row: list[str] = field(default_factory=list)
    rule: str = ""
    name: str = ""
    slug: str = ""
    attempts: int = 0
    was_running: bool = False  # when the run ended; then nobody knows what would have come of it
    text: str = ""  # the scenario as it stands in its file, if an exploration has written it

    def __post_init__(self) -> None:
        self.name = self.name or self.title

    @property
    def is_flaky(self) -> bool:
        """Whether it passed, but not at the first attempt."""
        return self.status == "passed" and self.attempts > 1

    @property
    def is_technical(self) -> bool:
        """Whether it is for developers."""
        return TECHNICAL in self.tags

    @property
    def way_there(self) -> list[Event]:
        """What happened in the call before the first step that is not a Given."""
        return [event for step in self.steps for event in step.way_there]

    @property
    def events(self) -> list[Event]:
        """What happened in the call from then on."""
        return [event for step in self.steps for event in step.events]

    @cached_property
    def transcript(self) -> list[Event]:
        """Everything that happened in the call."""
        return self.way_there + self.events

    @property
    def own_steps(self) -> list[Step]:
        """The steps without those of the feature's background, which stand there once, unless they did not pass."""
        return [step for step in self.steps if not step.is_background or step.status not in ("passed", "not run")]

    @property
    def notable_steps(self) -> list[Step]:
        """The steps that differ from those of other examples: the one that stopped, and those with attachments."""
        return [step for step in self.steps if step.message or step.attachments or step.status in (*RED, "pending")]

    @property
    def stopped_at(self) -> Step | None:
        """The step that kept the scenario from passing."""
        return next((step for step in self.steps if step.status not in ("passed", "skipped")), None)


def worst_run(runs: Iterable[Run]) -> Run:
    """Return the worst of some runs of one scenario; one that was not run tells less than any other.

    Of two that came to the same, the one with more attempts is worse: it may be flaky.
    """
    return min(runs, key=lambda run: (run.status == "not run", SEVERITY.index(run.status), -run.attempts))


@dataclass
class Examples:
    """A table of examples with its runs, one for each row."""

    name: str
    header: list[str]
    runs: list[Run]


@dataclass
class Scenario:
    """A scenario as it stands in the feature file, with its one run, or one for each row of its examples."""

    title: str
    description: str
    line: int
    tags: list[str]
    runs: list[Run]
    steps: list[Step] = field(default_factory=list)  # as they are written, with the names of what examples fill in
    examples: list[Examples] = field(default_factory=list)
    slug: str = ""

    @property
    def all_tags(self) -> list[str]:
        """The tags of its runs, with those of its feature, rule and examples."""
        return sorted({tag for run in self.runs for tag in run.tags})

    @property
    def status(self) -> str:
        """The worst status of its runs."""
        return worst(run.status for run in self.runs)

    @property
    def is_flaky(self) -> bool:
        """Whether a run of it passed, but not at the first attempt."""
        return any(run.is_flaky for run in self.runs)

    @property
    def was_running(self) -> bool:
        """Whether a run of it was running when the run of the suite ended."""
        return any(run.was_running for run in self.runs)


@dataclass
class Rule:
    """A rule with its scenarios; what stands under none has a rule without a name."""

    name: str
    description: str
    scenarios: list[Scenario]
    slug: str = ""

    @property
    def runs(self) -> list[Run]:
        """All runs of its scenarios."""
        return [run for scenario in self.scenarios for run in scenario.runs]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many runs have which status, the worst first."""
        return counts(self.runs)


@dataclass
class Feature:
    """A feature file. ``error`` says why it could not be read.

    ``label`` is its name, with the file if others are called the same.
    """

    uri: str
    name: str
    description: str = ""
    tags: list[str] = field(default_factory=list)
    background: list[Step] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    note: Note | None = None
    error: str = ""
    label: str = ""
    slug: str = ""

    def __post_init__(self) -> None:
        self.label = self.label or self.name

    @property
    def is_technical(self) -> bool:
        """Whether it is not for owners."""
        return TECHNICAL in self.tags

    @property
    def scenarios(self) -> list[Scenario]:
        """The scenarios in the order of the file."""
        return [scenario for rule in self.rules for scenario in rule.scenarios]

    @property
    def runs(self) -> list[Run]:
        """All runs of its scenarios."""
        return [run for scenario in self.scenarios for run in scenario.runs]

    @property
    def status(self) -> str:
        """The worst status of its runs; a file that could not be read has failed."""
        return "failed" if self.error else worst(run.status for run in self.runs)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many runs have which status, the worst first."""
        return counts(self.runs)


@dataclass
class Sentence:
    """A sentence that features may use: a step definition, and how often it is used."""

    type: str
    text: str
    location: str
    explanation: str = ""
    parameters: list[str] = field(default_factory=list)
    uses: int = 0
    example: Step | None = None

    @property
    def group(self) -> str:
        """Under which keyword the catalogue has it; under none if it may be used after any."""
        return self.type if self.type in TYPES else ""

    @property
    def parts(self) -> list[Part]:
        """The text, with the names of its parameters apart."""
        pieces = PARAMETER.split(self.text)
        return [Part(text, bool(number % 2)) for number, text in enumerate(pieces) if text]


@dataclass
class Suite:
    """What one stream, or several together, say of a suite."""

    features: list[Feature]
    sentences: list[Sentence]
    began: float  # seconds since 1970
    seconds: float
    success: bool  # whether the command that ran it ended well
    messages: list[str]  # why a run did not succeed, if not for a scenario
    meta: dict[str, Any]
    hooks: list[Step] = field(default_factory=list)  # what was done around the whole run, if it tells anything
    broke_off: bool = False  # the process died before the run was over
    menu_names: list[MenuName] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    synonyms: list[tuple[str, str]] = field(default_factory=list)  # a name, and words that mean the same
    questions: dict[str, list[str]] = field(default_factory=dict)  # by the rule that answers them
    note_problems: list[str] = field(default_factory=list)  # what is wrong with notes, in sentences
    uncommitted: list[str] = field(default_factory=list)  # files that are not as the commit has them
    exploration: Exploration | None = None  # what it says of itself, if this is one
    unnoticed: list[Message] = field(default_factory=list)  # what came of changed answers, as each run tells it
    explored: list[Suite] = field(default_factory=list)  # the explorations that were given with it

    @property
    def runs(self) -> list[Run]:
        """All runs of all scenarios, in the order of reading."""
        return [run for feature in self.features for run in feature.runs]

    @property
    def chapters(self) -> list[Feature]:
        """The features that are for owners."""
        return [feature for feature in self.features if not feature.is_technical]

    @property
    def technical_chapters(self) -> list[Feature]:
        """The features that are not."""
        return [feature for feature in self.features if feature.is_technical]

    @property
    def explorations(self) -> list[Exploration]:
        """What the explorations say of themselves."""
        return [it.exploration for it in self.explored if it.exploration]

    @property
    def explored_runs(self) -> list[Run]:
        """All calls of the explorations."""
        return [run for suite in self.explored for run in suite.runs]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many runs have which status, the worst first."""
        return counts(self.runs)

    @property
    def failed_hooks(self) -> list[Step]:
        """What failed though it is no scenario."""
        return [hook for hook in self.hooks if hook.status in RED]

    @property
    def is_red(self) -> bool:
        """Whether anything is wrong: the document is never greener than the exit code of the run."""
        errors = any(feature.error for feature in self.features) or self.failed_hooks or self.messages
        return bool(errors or not self.success or any(run.status in RED for run in self.runs))


def counts(runs: list[Run]) -> list[tuple[str, int]]:
    """Count runs by status, the worst first."""
    found = Counter(run.status for run in runs)
    return [(status, found[status]) for status in SEVERITY if found[status]]
