"""The files beside the features, such as ``prompts.txt``: one name a line, most with words behind a colon."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MARK = "\ufeff"
NOT_UTF_8 = "is not UTF-8, from byte {} on; save it as UTF-8."


def find_beside(feature: Path, name: str, root: Path) -> Path | None:
    """Return the file of that name in the folder of a feature, or the nearest above it, up to ``root``."""
    folders = [folder for folder in feature.parents if folder == root or root in folder.parents] or [feature.parent]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def read_words(path: Path) -> Mapping[str, str]:
    """Return the words that a file gives to names, as ``name: words``; a line that begins with # is a comment.

    Raises ValueError, with file and line, for a line in another form, and for a name that stands there twice; with
    the file, if that is not in UTF-8.
    """
    return {name: words for _, name, words in numbered_words(path)}


def numbered_words(path: Path) -> list[tuple[int, str, str]]:
    """Return each name with its words, and the number of its line; raises what ``read_words`` raises."""
    found: dict[str, tuple[int, str, str]] = {}
    for number, line in numbered_lines(path):
        name, colon, text = (part.strip() for part in line.partition(": "))
        if not (colon and name and text):
            raise ValueError(f"{path}:{number}: {line!r} should be a name and its words, written `name: words`.")
        if name in found:
            raise ValueError(f"{path}:{number}: {name!r} has words already; take one of the lines out.")
        found[name] = number, name, text
    return list(found.values())


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines that are neither empty nor comments, with their numbers.

    Raises ValueError, with the file, if that is not in UTF-8.
    """
    try:
        lines = enumerate(read_utf_8(path).splitlines(), 1)
    except ValueError as error:
        raise ValueError(f"{path} {error}") from None
    return [(number, line.strip()) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]


def read_utf_8(path: Path) -> str:
    """Return the text of a file, without the mark that Windows puts first.

    Raises ValueError if it is in another encoding, with the rest of a sentence that begins with the file. A null
    character is none of a text, but half of one in UTF-16.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(NOT_UTF_8.format(error.start)) from None
    if "\0" in text:
        raise ValueError(NOT_UTF_8.format(path.read_bytes().index(0)))
    if text.startswith(MARK):
        raise ValueError("begins with two byte order marks; save it as UTF-8 without any.")
    return text
