"""From calls to findings: every rule looks at what was heard, and what it finds is graded, or waived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..living_docs.document.menu_names import MenuName
from ..living_docs.document.run import Run
from .calls import farewells_of
from .heard import BY_SILENCE, turns
from .looking import Heard, Spot
from .rules import RULES, Rule
from .settings import PROFILES, Settings

WAIVED = "waived"
LEVELS = ("error", "warning", "advice", WAIVED)


@dataclass(frozen=True)
class Finding:
    """What a rule found: in which words, and the call with the fewest turns that shows it, at which second.

    ``level`` is how grave it is, or waived, for the ``reason``.
    """

    rule: Rule
    problem: str
    words: str
    call: str
    shortest_call: str
    second: float
    level: str
    reason: str = ""


@dataclass(frozen=True)
class Judgement:
    """What was found in some calls, the gravest first, and the waivers that fit nothing.

    Beside them stands how much was looked at: turns, menus, and how often a caller was silent in one.
    """

    findings: list[Finding]
    mistakes: list[str]
    turns: int
    menus: set[str]
    silences: int

    @property
    def failed(self) -> bool:
        """Whether anything is an error, or a waiver fits nothing."""
        return bool(self.mistakes) or any(finding.level == "error" for finding in self.findings)


def judge(runs: Iterable[Run], settings: Settings, names: Sequence[MenuName] = ()) -> Judgement:
    """Judge what was heard in some calls, in which menus have names."""
    calls = [turns(run.name, run.transcript) for run in runs]
    heard = Heard(calls, settings.bounds, farewells_of(calls), names)
    findings = [graded(rule, spot, settings) for rule in RULES for spot in shortest(rule.look(heard))]
    findings.sort(key=lambda finding: LEVELS.index(finding.level))
    silences = sum(turn.was_missed and turn.left_by == BY_SILENCE for turn in heard.turns)
    menus = {heard.title(turn) for turn in heard.turns if turn.is_menu}
    return Judgement(findings, list(mistakes(findings, settings)), sum(map(len, calls)), menus, silences)


def shortest(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Yield what was found once for each problem and words: in the call with the fewest turns up to there."""
    found: dict[tuple[str, str], Spot] = {}
    for spot in spots:
        first = found.setdefault((spot.problem, spot.words), spot)
        if spot.turn and first.turn and spot.turn.number < first.turn.number:
            found[spot.problem, spot.words] = spot
    yield from found.values()


def graded(rule: Rule, spot: Spot, settings: Settings) -> Finding:
    """Return what was found with how grave it is: waived, or as the profile has it."""
    turn = spot.turn
    where = (turn.call, turn.actions) if turn else ("", "")
    found = (rule, spot.problem, spot.words, *where, round(spot.second, 1))
    waiver = next((it for it in settings.waivers if it.fits(rule.id, spot.words)), None)
    if waiver:
        return Finding(*found, WAIVED, waiver.reason)
    return Finding(*found, rule.levels[PROFILES.index(settings.profile)])


def mistakes(findings: Iterable[Finding], settings: Settings) -> Iterator[str]:
    """Yield in words which waivers fit nothing that was found."""
    for waiver in settings.waivers:
        if not any(waiver.fits(finding.rule.id, finding.words) for finding in findings):
            words = "nothing" if waiver.words == "*" else f"nothing that “{waiver.words}” fits"
            yield f"{waiver.place}: {waiver.rule} finds {words}; take the line out."
