"""How a rule looks at calls: at each sentence, at all that is said in one go, at each turn, at each call, or at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..living_docs.document.menu_names import MenuName, name_for
from .calls import Farewells, Mistake
from .heard import ENGLISH, Said, Turn
from .settings import Bounds

EVERYWHERE = "the line"


@dataclass(frozen=True)
class Heard:
    """What there is to judge: calls as turns, the bounds, farewells to those who were silent, and names of menus."""

    calls: Sequence[Sequence[Turn]]
    bounds: Bounds
    farewells: Farewells
    names: Sequence[MenuName] = ()

    @property
    def turns(self) -> Iterator[Turn]:
        """The turns of all calls."""
        return (turn for call in self.calls for turn in call)

    @cached_property
    def sentences(self) -> set[tuple[str, str]]:
        """Each sentence with its language: calls have few, each of them often."""
        return {(it, said.language) for turn in self.turns for said in turn.said for it, _ in said.sentences}

    def title(self, turn: Turn) -> str:
        """Return what a menu is called: as ``menus.txt`` names it, else by its first sentence.

        One that was cut short before anything named it is called as the one menu that is heard at its address.
        """
        if name := self.name(turn):
            return name
        known = set() if turn.was_heard_out else self.names_at.get(turn.path, set())
        return (len(known) == 1 and next(iter(known))) or turn.title

    def name(self, turn: Turn) -> str:
        """Return the name that ``menus.txt`` gives to a menu; nothing if it gives none."""
        found = name_for([sentence for said in turn.said for sentence, _ in said.sentences], self.names)
        return found.name if found else ""

    @cached_property
    def names_at(self) -> Mapping[str, set[str]]:
        """The names of the menus at each address; nothing stands for one without a name."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for turn in self.turns:
            if turn.is_menu and turn.was_heard_out:
                found[turn.path].add(self.name(turn))
        return found


class Spot(NamedTuple):
    """Something that a rule has found: what is wrong, with which words, and where in which call.

    The words are of a ``language``, and of a recorded ``file`` if a voice does not read them.
    """

    problem: str
    words: str
    turn: Turn | None = None
    second: float = 0.0
    language: str = ENGLISH
    file: str = ""


Look = Callable[[Heard], Iterator[Spot]]


def at_sentences(check: Callable[[str, str], str], *, of_voices: bool = False) -> Look:
    """Look at each sentence and its language; or only at those that a voice reads from the text."""

    def look(heard: Heard) -> Iterator[Spot]:
        problems = {key: problem for key in heard.sentences if (problem := check(*key))}
        for turn in heard.turns if problems else ():
            for said in turn.said if not of_voices else filter(is_read, turn.said):
                for sentence, second in said.sentences:
                    if found := problems.get((sentence, said.language)):
                        yield Spot(found, sentence, turn, turn.began + second, said.language, said.file)

    return look


def is_read(said: Said) -> bool:
    """Tell whether a voice reads a text: a recording is heard as somebody has spoken it, however it is written."""
    return not said.file


def at_speech(check: Callable[[Said, Bounds], str]) -> Look:
    """Look at all that is said in one go."""

    def look(heard: Heard) -> Iterator[Spot]:
        for turn in heard.turns:
            for said in turn.said:
                if problem := check(said, heard.bounds):
                    yield Spot(problem, said.text, turn, turn.began + said.second, said.language, said.file)

    return look


def at_turns(check: Callable[[Turn, Bounds], Iterator[str]]) -> Look:
    """Look at each turn."""

    def look(heard: Heard) -> Iterator[Spot]:
        for turn in heard.turns:
            for problem in check(turn, heard.bounds):
                yield Spot(problem, heard.title(turn), turn, turn.began, turn.language, turn.files)

    return look


def at_calls(check: Callable[[Sequence[Turn], Farewells], Iterator[Mistake]]) -> Look:
    """Look at each call."""

    def look(heard: Heard) -> Iterator[Spot]:
        for call in heard.calls:
            for menu, after, problem in check(call, heard.farewells):
                yield Spot(problem, heard.title(menu), after, after.began, menu.language, menu.files)

    return look


def at_the_line(check: Callable[[Sequence[Sequence[Turn]]], Iterator[str]]) -> Look:
    """Look at all calls together."""
    return lambda heard: (Spot(problem, EVERYWHERE) for problem in check(heard.calls))
