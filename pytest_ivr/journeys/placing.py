"""Where a saved call belongs: under which rule, and what to do so that nothing in its file is lost."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser

ENGLISH = "en"


class Place(NamedTuple):
    """A place for a scenario: behind the last of a rule, or of a feature without rules.

    ``titles`` are those that its file has already, ``line`` is the index of the line before which it is to stand,
    ``column`` how far in.
    """

    path: Path
    feature: str
    rule: str
    titles: frozenset[str]
    line: int
    column: int

    @property
    def words(self) -> str:
        """What a person chooses it by."""
        return f"{self.feature}: {self.rule}" if self.rule else self.feature


def places(folder: Path) -> list[Place]:
    """Return the places in the features below a folder; those in other languages and those with errors have none."""
    return [place for path in sorted(folder.rglob("*.feature")) for place in places_in(path, read(path))]


def read(path: Path) -> str:
    """Return a file as it is, its ends of lines included; empty if it cannot be read."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as Gherkin counts them, with their ends."""
    return io.StringIO(text).readlines()


def parsed(text: str) -> Any:
    """Return the feature in a text; None if there is none, or it has errors."""
    try:
        return Parser().parse(text.removeprefix("\ufeff")).get("feature")
    except (CompositeParserException, ParserException):
        return None


def places_in(path: Path, text: str) -> Iterator[Place]:
    """Yield the places in a feature."""
    feature = parsed(text)
    if feature is None or feature["language"] != ENGLISH:
        return
    lines = lines_of(text)
    rules = [child["rule"] for child in feature["children"] if "rule" in child]
    for block, following in zip(rules or [feature], [*rules[1:], None], strict=False):
        end = first_line(following) if following else len(lines)
        children = [next(iter(child.values())) for child in block["children"]]
        yield Place(
            path=path,
            feature=feature["name"],
            rule=block["name"] if rules else "",
            titles=frozenset(titles(feature["children"])),
            line=end_of_text(lines, end, comments=following is None),
            column=children[-1]["location"]["column"] - 1 if children else block["location"]["column"] + 1,
        )


def titles(children: Sequence[Any]) -> Iterator[str]:
    """Yield the titles of the scenarios of a feature or a rule."""
    for child in children:
        if "rule" in child:
            yield from titles(child["rule"]["children"])
        elif "scenario" in child:
            yield child["scenario"]["name"]


def first_line(block: Any) -> int:
    """Return the index of the first line of a block, which is that of its tags if it has some."""
    first: int = min(it["location"]["line"] for it in (block, *block["tags"]))
    return first - 1


def end_of_text(lines: Sequence[str], end: int, *, comments: bool) -> int:
    """Return the index behind the last line before ``end`` that says something; comments there belong to what follows,
    unless they are told to count.
    """
    while end > 0 and (not lines[end - 1].strip() or (not comments and lines[end - 1].lstrip().startswith("#"))):
        end -= 1
    return end


def unused(title: str, titles: Collection[str]) -> str:
    """Return a title that is not among others: with a number behind it, if it is."""
    numbered = (f"{title} ({number})" for number in count(2))
    return next(it for it in chain([title], numbered) if it not in titles)


def put(place: Place, scenario: Sequence[str]) -> str:
    """Write a scenario into its place, with the ends of lines that the file has; return the file as it was.

    Raises ValueError if the file is another by now.
    """
    before = read(place.path)
    if place not in places_in(place.path, before):
        raise ValueError(f"{place.path} has been changed meanwhile.")
    end_of_line = "\r\n" if "\r\n" in before else "\n"
    lines = lines_of(before)
    added = ["", *(" " * place.column + line for line in scenario)]
    above = "".join(lines[: place.line])
    if not above.endswith("\n"):
        above += end_of_line
    text = above + "".join(line.rstrip() + end_of_line for line in added) + "".join(lines[place.line :])
    place.path.write_bytes(text.encode())
    return before
