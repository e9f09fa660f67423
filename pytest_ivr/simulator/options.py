"""Where the simulation stops, and what it chooses where Twilio leaves a choice."""

from dataclasses import dataclass

from .speaking.clocks import CLOCKS


@dataclass(frozen=True)
class Limits:
    """How far a call may go before the simulation takes it for endless.

    ``documents`` in a row without waiting for anybody, and the same menu (or wait) ``menus`` times in a
    row, raise EndlessCall. After ``seconds`` Twilio hangs up (contract, section 1.8).
    """

    documents: int = 100
    menus: int = 100
    seconds: int = 4 * 60 * 60


@dataclass(frozen=True)
class Choices:
    """What Twilio's pages say in two ways (contract, section 8).

    ``http_error`` is the number of an answer with status 4xx or 5xx: 11200 or 11217. Without
    ``action_after_hang_up`` a Dial whose caller hangs up requests its action no more. ``clock`` names what tells how
    long speech takes: "voice", what a voice needs for the text in words, "characters", a second for 15 of them, or one
    that was added to CLOCKS. Raises ValueError for a name that is not there.
    """

    http_error: int = 11200
    action_after_hang_up: bool = True
    clock: str = "voice"

    def __post_init__(self) -> None:
        if self.clock not in CLOCKS:
            raise ValueError(f"There is no clock {self.clock!r}; there are {', '.join(sorted(CLOCKS))}.")

    def seconds(self, text: str, language: str = "en-US") -> float:
        """Return how long a text takes that is spoken in a language."""
        return CLOCKS[self.clock](text, language)
