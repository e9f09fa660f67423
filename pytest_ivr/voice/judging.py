"""From calls to findings: every rule looks at what was heard, and what it finds is graded, or waived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..journeys.prompts import Prompts
from ..living_docs.document.menu_names import MenuName
from ..living_docs.document.run import Run
from .calls import farewells_of
from .heard import BY_SILENCE, Turn, is_english, turns
from .looking import Heard, Spot
from .rules import RULES, Rule
from .settings import PROFILES, Settings

WAIVED = "waived"
LEVELS = ("error", "warning", "advice", WAIVED)


@dataclass(frozen=True)
class Finding:
    """What a rule found: in which words, and the call that shows it best, at which second.

    That is the one with the fewest turns: a call of callers, or of developers if no other shows it.

    ``level`` is how grave it is, or waived, for the ``reason``; ``file`` is the recording that has the words.
    """

    rule: Rule
    problem: str
    words: str
    call: str
    shortest_call: str
    second: float
    level: str
    reason: str = ""
    file: str = ""


@dataclass(frozen=True)
class Judgement:
    """What was found in some calls, the gravest first, and the waivers that fit nothing.

    Beside them stands how much was looked at: turns, menus, and how often a caller was silent in one; and how many
    sentences of ``other_languages`` there are, to which rules do not apply that know English words alone.
    """

    findings: list[Finding]
    mistakes: list[str]
    turns: int
    menus: set[str]
    silences: int
    other_languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether anything is an error, or a waiver fits nothing."""
        return bool(self.mistakes) or any(finding.level == "error" for finding in self.findings)


def judge(
    runs: Iterable[Run], settings: Settings, names: Sequence[MenuName] = (), prompts: Prompts | None = None
) -> Judgement:
    """Judge what was heard in some calls, in which menus have names; ``prompts`` are the words of files it plays."""
    runs = list(runs)
    technical = {run.name for run in runs if run.is_technical}
    calls = [turns(run.name, run.transcript, prompts) for run in runs]
    heard = Heard(calls, settings.bounds, farewells_of(calls), names)
    findings = [graded(rule, spot, settings) for rule in RULES for spot in shortest(found(rule, heard), technical)]
    findings.sort(key=lambda finding: LEVELS.index(finding.level))
    silences = sum(turn.was_missed and turn.left_by == BY_SILENCE for turn in heard.turns)
    menus = {heard.title(turn) for turn in heard.turns if turn.is_menu}
    turns_heard = sum(map(len, calls))
    return Judgement(findings, list(mistakes(findings, settings)), turns_heard, menus, silences, other_languages(heard))


def found(rule: Rule, heard: Heard) -> Iterator[Spot]:
    """Yield what a rule finds in the languages that it knows."""
    return (spot for spot in rule.look(heard) if is_english(spot.language) or not rule.is_english)


def other_languages(heard: Heard) -> dict[str, int]:
    """Return how many sentences there are in each language that is not English."""
    said = {(it.language, it.text) for turn in heard.turns for it in turn.said if not is_english(it.language)}
    return dict(Counter(language for language, _ in sorted(said)))


def shortest(spots: Iterable[Spot], technical: Container[str]) -> Iterator[Spot]:
    """Yield what was found once for each problem and words: in the call with the fewest turns up to there.

    Callers' calls come before those that are ``technical``.
    """
    found: dict[tuple[str, str], Spot] = {}
    for spot in spots:
        first = found.setdefault((spot.problem, spot.words), spot)
        if spot.turn and first.turn and length(spot.turn, technical) < length(first.turn, technical):
            found[spot.problem, spot.words] = spot
    yield from found.values()


def length(turn: Turn, technical: Container[str]) -> tuple[bool, int]:
    """Return how long it takes to hear a turn: longer in any technical call than in callers' calls."""
    return turn.call in technical, turn.number


def graded(rule: Rule, spot: Spot, settings: Settings) -> Finding:
    """Return what was found with how grave it is: waived, or as the profile has it."""
    turn = spot.turn
    where = (turn.call, turn.actions) if turn else ("", "")
    place = (rule, spot.problem, spot.words, *where, round(spot.second, 1))
    waiver = next((it for it in settings.waivers if it.fits(rule.id, spot.words)), None)
    if waiver:
        return Finding(*place, WAIVED, waiver.reason, spot.file)
    return Finding(*place, rule.levels[PROFILES.index(settings.profile)], file=spot.file)


def mistakes(findings: Iterable[Finding], settings: Settings) -> Iterator[str]:
    """Yield in words which waivers fit nothing that was found."""
    for waiver in settings.waivers:
        if not any(waiver.fits(finding.rule.id, finding.words) for finding in findings):
            words = "nothing" if waiver.words == "*" else f"nothing that “{waiver.words}” fits"
            yield f"{waiver.place}: {waiver.rule} finds {words}; take the line out."
