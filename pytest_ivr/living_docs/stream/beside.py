"""What stands beside the features, as a run tells it: names of menus, waivers, synonyms, questions and notes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from ...beside_features import find_beside, numbered_lines, numbered_words, read_words
from .. import media_types
from .envelopes import Message
from .features import FeatureFile, shown
from .notes import read_notes

MENUS = "menus.txt"
WAIVED = "waived.txt"
SYNONYMS = "synonyms.txt"
QUESTIONS = "questions.txt"
QUESTION_MARKS = ("?", "\uff1f", "\u061f")  # in Latin, Chinese and Arabic script


def read_beside(paths: Collection[Path], root: Path, features: Sequence[FeatureFile] = ()) -> dict[str, Any]:
    """Return what stands beside feature files, or nearest above them, by its media type.

    Of ``features``, if they are all that there are, one has to have each rule that a question names. Raises
    pytest.UsageError, with file and line, for what cannot be read.
    """
    try:
        return {
            media_types.MENUS: read_names(paths, MENUS, root),
            media_types.WAIVED: [
                waiver for file in files_beside(paths, WAIVED, root) for waiver in waivers(file, root)
            ],
            media_types.SYNONYMS: read_names(paths, SYNONYMS, root),
            media_types.QUESTIONS: read_questions(paths, root, features),
            media_types.NOTES: read_notes(paths, root),
        }
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None


def read_names(paths: Iterable[Path], file_name: str, root: Path) -> list[tuple[str, str]]:
    """Return names with their words, as all files of a name have them; raise ValueError for one that cannot be read."""
    return [named for file in files_beside(paths, file_name, root) for named in read_words(file).items()]


def waivers(file: Path, root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the ways that nobody need test, each with the reason and its place.

    Raises ValueError, with file and line, for one that names no menu and option.
    """
    for number, name, reason in numbered_words(file):
        if ", " not in name:
            raise ValueError(
                f"{file}:{number}: {name!r} should be a menu, what is done there, and perhaps at which try, "
                "written like `The main menu, star: reason` or `The main menu, star, second try: reason`."
            )
        yield name, reason, f"{shown(file, root)}:{number}"


def read_questions(paths: Iterable[Path], root: Path, features: Sequence[FeatureFile]) -> list[Message]:
    """Return rules with the questions that they answer, as all files of questions have them.

    A line that ends with a question mark is a question; any other, and a rule's own title, names the rule that answers
    those below it.
    Raises ValueError, with file and line, for a rule that no feature has, and for a question above the first rule.
    Where a feature cannot be read, nobody knows its rules.
    """
    is_whole = not any(feature.error for feature in features)
    known = {rule for feature in features for rule in feature.rules.values()} if is_whole else set()
    found: dict[str, list[str]] = {}
    for file in files_beside(paths, QUESTIONS, root):
        questions = None
        for number, line in numbered_lines(file):
            if line in known or not line.endswith(QUESTION_MARKS):
                if known and line not in known:
                    raise ValueError(
                        f"{file}:{number}: no feature has the rule {line!r}; write its title as it stands there."
                    )
                questions = found.setdefault(line, [])
            elif questions is None:
                raise ValueError(
                    f"{file}:{number}: {line!r} stands above all rules; write it below the one that answers it."
                )
            else:
                questions.append(line)
    return [{"rule": rule, "questions": questions} for rule, questions in found.items()]


def files_beside(paths: Iterable[Path], name: str, root: Path) -> list[Path]:
    """Return the files of a name that lie beside features, or nearest above them."""
    return sorted({file for path in paths if (file := find_beside(path, name, root))})
