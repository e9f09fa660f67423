"""What the page needs of a finding about how the line speaks, whoever has judged it."""

from collections.abc import Iterable
from typing import Protocol

# As what status a level is shown.
VOICE_STATUSES = {"error": "failed", "warning": "pending", "advice": "not run", "waived": "skipped"}


class VoiceRule(Protocol):
    """A rule: its id, and what it asks for."""

    @property
    def id(self) -> str:
        """Such as P7."""

    @property
    def title(self) -> str:
        """What it asks for."""


class VoiceFinding(Protocol):
    """What a rule found: how grave, in which words, at which second of which call; why it is waived, if it is."""

    @property
    def rule(self) -> VoiceRule:
        """The rule."""

    @property
    def level(self) -> str:
        """One of VOICE_STATUSES."""

    @property
    def problem(self) -> str:
        """What is wrong, in a sentence."""

    @property
    def words(self) -> str:
        """The menu or sentence."""

    @property
    def file(self) -> str:
        """The recording that has these words, if no voice reads them."""

    @property
    def shortest_call(self) -> str:
        """What the caller does until then."""

    @property
    def second(self) -> float:
        """When it is heard."""

    @property
    def reason(self) -> str:
        """Why it is waived."""


def by_rule(findings: Iterable[VoiceFinding]) -> list[list[VoiceFinding]]:
    """Return findings rule by rule, apart what is waived for another reason, in the order in which they come."""
    found: dict[tuple[str, str], list[VoiceFinding]] = {}
    for it in findings:
        found.setdefault((it.rule.id, it.reason), []).append(it)
    return list(found.values())
