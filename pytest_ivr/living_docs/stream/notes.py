"""An owner's notes, in Markdown: ``sales.md`` beside ``sales.feature``, with the pictures that it shows."""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from ...beside_features import read_utf_8
from ..note_format import MEDIA_TYPES, markdown
from .envelopes import Message
from .features import shown

LARGEST = 500_000  # bytes of a picture: the page is one file, and has it in it
OTHERS = ("readme", ".feature")  # names of files in Markdown that are no notes: a folder's own, and Gherkin's
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//|/", re.IGNORECASE)  # an address, or a path from a disk's root
SHOWN = 60  # letters of an address in a sentence


def read_notes(features: Iterable[Path], root: Path) -> Message:
    """Return the notes beside features, each with its pictures, and in sentences what is wrong with them, if any.

    A note that no feature file is called as belongs to no chapter; one of a feature that is not in the run is left out.
    """
    paths = set(features)
    notes, problems = [], []
    for path in sorted({note for folder in {it.parent for it in paths} for note in folder.glob("*.md")}):
        feature = path.with_suffix(".feature")
        if path.stem.lower().endswith(OTHERS):
            continue
        if not feature.is_file():
            problems.append(f"{shown(path, root)} belongs to no chapter: there is no {feature.name} beside it.")
        elif feature in paths:
            try:
                text = read_utf_8(path)
            except (ValueError, OSError) as error:
                problems.append(f"{shown(path, root)} {told(error)}")
                continue
            pictures, wrong = read_pictures(path, text)
            notes.append({"uri": shown(feature, root), "text": text, "pictures": pictures})
            problems += [f"{shown(path, root)}:{line}: {it}" for line, it in wrong]
    return {"notes": notes, "problems": problems} if notes or problems else {}


def read_pictures(note: Path, text: str) -> tuple[list[Message], list[tuple[int, str]]]:
    """Return the pictures that a note shows, and what is wrong with others, each with its line."""
    pictures, wrong = [], []
    for source, line in dict(sources(text)).items():
        try:
            pictures.append(read_picture(note, source))
        except (ValueError, OSError) as error:
            wrong.append((line, f"The picture {source[:SHOWN]} {told(error)}"))
    return pictures, wrong


def sources(text: str) -> Iterator[tuple[str, int]]:
    """Yield the address of each picture of a text, and the line at which its paragraph begins."""
    for token in markdown().parse(text):
        for child in token.children or ():
            if child.type == "image":
                yield str(child.attrs["src"]), (token.map or [0])[0] + 1


def told(error: ValueError | OSError) -> str:
    """Return what is wrong with a file, as the rest of a sentence."""
    return f"cannot be read: {error.strerror}." if isinstance(error, OSError) else str(error)


def read_picture(note: Path, source: str) -> Message:
    """Return a picture; raise ValueError, with the rest of a sentence that begins with it, if it cannot be shown.

    Raises OSError for a file that cannot be read.
    """
    if ELSEWHERE.match(source):
        raise ValueError("lies elsewhere; the page is one file that works offline, so put it beside the note.")
    path = file_at(note.parent.resolve(), source)
    if path.suffix.lower() not in MEDIA_TYPES:
        raise ValueError(f"is none that a page shows; those end with {', '.join(MEDIA_TYPES)}.")
    if (size := path.stat().st_size) > LARGEST:
        raise ValueError(f"has {size:,} bytes, and may have {LARGEST:,}; make it smaller.")
    body = base64.b64encode(path.read_bytes()).decode()
    return {"source": source, "mediaType": MEDIA_TYPES[path.suffix.lower()], "body": body}


def file_at(folder: Path, source: str) -> Path:
    """Return the file that an address means in a folder. Raises ValueError for one that is outside, or not there."""
    try:
        path = (folder / unquote(source)).resolve()
        is_there = path.is_file()
    except (OSError, RuntimeError, ValueError):  # a name that is too long, a link to itself, a null character
        raise ValueError("has no name that a file can have; put it beside the note.") from None
    if not path.is_relative_to(folder):
        raise ValueError("lies outside of the note's folder; put it beside the note.")
    if not is_there:
        raise ValueError("is not there; put it beside the note, or take it out.")
    return path
