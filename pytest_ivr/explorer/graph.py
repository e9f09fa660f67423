"""What an exploration knows: the states in which calls rest, and the ways that lead on from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..journeys.prompts import Prompts
from ..simulator import Event


@dataclass(eq=False)
class Way:
    """What somebody does in a state, and what comes of it: the next state, or None where nobody can act any more.

    Its call, which is a shortest one to that state, is kept without what it has in common with that of its origin: of
    that call's events it has the first ``kept``; what follows the action begins ``began`` events later. ``second`` is
    when it comes to rest; ``said`` is what was heard on the way, without what differs from call to call; ``stopped``
    says why the simulation cannot follow, and ``is_endless`` whether that is because the line goes round and round.
    ``givens``, what was ``heard`` since somebody acted and how the call ``stands`` are what a scenario of it says.
    """

    origin: State | None  # None: the caller dials
    action: str
    kept: int
    events: Sequence[Event]
    second: float
    said: tuple[str, ...]
    heard: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()
    givens: tuple[str, ...] = ()
    target: State | None = None
    stopped: str = ""
    is_endless: bool = False
    began: int = 0

    @property
    def answered(self) -> Sequence[Event]:
        """What happened since the action began."""
        return self.events[self.began :]

    @property
    def transcript(self) -> list[Event]:
        """Everything that happened in the call."""
        before = self.origin.transcript[: self.kept] if self.origin else []
        return [*before, *self.events]

    @property
    def actions(self) -> tuple[str, ...]:
        """What people did in the call, from the first ring."""
        return (*(self.origin.actions if self.origin else ()), self.action)

    @property
    def path(self) -> str:
        """The same, in the words of a scenario."""
        return " then ".join(self.actions)

    @property
    def cost(self) -> tuple[int, int, float]:
        """How short its call is: the number of actions, of interruptions, and of seconds."""
        return len(self.actions), sum(' during "' in action for action in self.actions), self.second


@dataclass(eq=False)
class State:
    """Where calls rest: all in which whatever the line and Twilio can do next is the same.

    ``fingerprint`` is what those have in common, ``kind`` the same without the words that were said in a menu, and
    ``menu`` the kind with the last words and the keys that are named: it is asked again in other words before them.
    ``by`` is the way that led a shortest call here. ``tries`` is how many times in a row that call has come to the
    menu. ``verb`` is the one in which it rests, and ``is_held`` tells whether the caller waits in a queue or for a
    conference meanwhile; ``path`` is that of the address; ``sentences`` were heard since somebody acted, ``named`` are
    the keys that they name, ``name`` is what ``menus.txt`` calls the menu.
    """

    fingerprint: bytes
    kind: bytes
    menu: bytes
    tries: int
    by: Way
    verb: str = ""
    is_held: bool = False
    path: str = ""
    sentences: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    name: str = ""
    ways: list[Way] = field(default_factory=list)
    is_walked: bool = False  # whether everything that people can do here was tried

    @property
    def transcript(self) -> list[Event]:
        """Everything that happened in its call."""
        return self.by.transcript

    @property
    def actions(self) -> tuple[str, ...]:
        """What people did in its call."""
        return self.by.actions

    @property
    def title(self) -> str:
        """The last that was heard before somebody could act, or where nothing was."""
        return self.sentences[-1] if self.sentences else self.path


@dataclass
class Exploration:
    """A line that was walked. ``states`` are in the order in which shortest calls reach them.

    ``dialed_anew`` tells that each way was dialed from the first ring, because the line remembers more of a call than
    its answers tell. ``stopped`` says why it was not walked to its end, and ``unreached`` in sentences what was left
    out; ``requests`` is how many the line got, ``seconds`` how long it took, ``prompts`` the words of its files.
    """

    first: Way
    states: list[State]
    requests: int
    seconds: float
    dialed_anew: bool
    stopped: str = ""
    unreached: list[str] = field(default_factory=list)
    prompts: Prompts = field(default_factory=dict)

    @property
    def ways(self) -> Iterator[Way]:
        """All ways: dialing, and then those on from each state."""
        yield self.first
        for state in self.states:
            yield from state.ways
