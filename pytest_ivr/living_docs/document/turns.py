"""A call as people take turns in it: a menu is one turn, with a line for each sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...simulator import Event
from .conversation import Bubble, bubbles
from .menu_names import MenuName
from .run import Part
from .spoken_keys import spans_of_keys

LINE = "line"
A_MENU = 3  # so many sentences that come again are worth folding


@dataclass
class Line:
    """What is said in one breath, with the keys that it names; ``is_expected`` if the scenario says that it comes."""

    text: str
    is_expected: bool = False

    @property
    def parts(self) -> list[Part]:
        """The text, with what to press apart."""
        found, end = [], 0
        for start, stop in spans_of_keys(self.text):
            found += [Part(self.text[end:start], False), Part(self.text[start:stop], True)]
            end = stop
        return [part for part in (*found, Part(self.text[end:], False)) if part.text]


@dataclass
class Turn:
    """What one side says or does before another does; ``again`` are the lines that were there before, as a menu is."""

    time: str
    side: str
    lines: list[Line] = field(default_factory=list)
    again: list[Line] = field(default_factory=list)


def turns(events: Iterable[Event], names: Sequence[MenuName], before: Iterable[Event] = ()) -> Iterator[Turn]:
    """Yield the turns of a call, or of a part of it; ``before`` are the events that came earlier."""
    turn: Turn | None = None
    for bubble in bubbles(events, names, before):
        if turn and goes_on(turn, bubble):
            turn.lines.append(Line(bubble.text))
            continue
        if turn:
            yield turn
        turn = Turn(bubble.time, bubble.side, [Line(bubble.text)])
    if turn:
        yield turn


def goes_on(turn: Turn, bubble: Bubble) -> bool:
    """Tell whether a bubble belongs to the turn before it: only the line says several things in a row."""
    return turn.side == bubble.side == LINE


def folded(heard: Iterable[Turn]) -> Iterator[Turn]:
    """Yield turns, with what an earlier one of the line ended with, too, put aside."""
    endings: set[tuple[str, ...]] = set()
    for turn in heard:
        if turn.side == LINE:
            texts = tuple(line.text for line in turn.lines)
            tails = {texts[start:] for start in range(len(texts) - A_MENU + 1)}
            known = max(tails & endings, key=len, default=())
            cut = len(texts) - len(known)
            turn.lines, turn.again = turn.lines[:cut], turn.lines[cut:]
            endings |= tails
        yield turn
