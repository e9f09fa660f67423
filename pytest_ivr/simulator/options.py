"""Where the simulation stops, and what it chooses where Twilio leaves a choice."""

from dataclasses import dataclass


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
    ``action_after_hang_up`` a Dial whose caller hangs up requests its action no more.
    """

    http_error: int = 11200
    action_after_hang_up: bool = True
