"""The map as a Mermaid flowchart, for summaries: the same condensed drawing, with one line between two places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .call_flow import START, CallFlow
from .map_rows import Place, Row, places
from .ways import unique

# GitHub draws a flowchart of fewer than 500 lines and 50,000 characters, and shows an error instead of any other.
MOST_LINES, MOST_CHARACTERS = 400, 45_000
LONGEST = 60  # characters of a name, or of what callers do


def map_in_summary(flow: CallFlow) -> str:
    """Return the map of a line in Markdown: the nearest places, as many as can be drawn, and how many are not."""
    found = [it for it in places(flow) if not it.is_technical]
    number = len(found)
    while not fits(text := mermaid(found[:number])):
        number = number * 9 // 10
    left_out = len(found) - number
    told = f"\n\nThe {left_out} farthest of {len(found)} places are left out here; the document has them."
    return f"## The map of the line\n\n```mermaid\n{text}\n```{told if left_out else ''}"


def fits(text: str) -> bool:
    """Tell whether GitHub draws it."""
    return text.count("|") <= 2 * MOST_LINES and len(text) <= MOST_CHARACTERS


def mermaid(shown: Sequence[Place]) -> str:
    """Return places and the lines between them as a flowchart, without what only technical calls show."""
    rows = {it.node.id: [row for row in it.rows if not row.is_technical] for it in shown}
    lines = ["flowchart LR"]
    for it in shown:
        opening, closing = ("([", "])") if it.node.id == START else ("[", "]")
        text = "<br>".join([quoted(it.node.label), *told_in(it, rows[it.node.id])])
        lines.append(f'  {it.node.slug}{opening}"{text}"{closing}')
    for it in shown:
        by_target: dict[str, list[Row]] = defaultdict(list)
        for row in rows[it.node.id]:
            if row.target and row.target.id in rows:
                by_target[row.target.slug].append(row)
        lines += [line(it.node.slug, target, several) for target, several in by_target.items()]
    return "\n".join(lines)


def told_in(place: Place, rows: Iterable[Row]) -> Iterator[str]:
    """Yield what stands in a place: its signs, each with what callers do, and how much is not tested."""
    by_sign: dict[str, dict[str, None]] = defaultdict(dict)
    for row in (row for row in rows if not row.target):
        for it in row.signs:
            if not it.is_technical:
                failing = "✗ " if row.is_failing else ""
                by_sign[f"{failing}{it.sign} {quoted(it.name)}:" if it.name else f"{failing}{it.sign}"][row.label] = (
                    None
                )
    yield from (f"{sign} {quoted(', '.join(labels))}" for sign, labels in by_sign.items())
    if place.untested:
        yield f"○ {place.untested} not tested"


def line(origin: str, target: str, rows: list[Row]) -> str:
    """Return the line from one place to another, with what callers do and how many scenarios do it."""
    runs = unique(run for row in rows for run in row.owners_runs)
    is_failing = any(row.is_failing for row in rows)
    done = quoted(", ".join(dict.fromkeys(row.label for row in rows)))
    text = f"{'✗ ' if is_failing else ''}{done}: {len(runs) or rows[0].state}"
    return f'  {origin} {"-.->" if is_failing else "-->"}|"{text}"| {target}'


def quoted(text: str) -> str:
    """Return a text as Mermaid takes it, whatever is in it, and no longer than is read at a glance."""
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return "".join(it if it.isalnum() or it in " .,:!?…'-/" else f"#{ord(it)};" for it in short)
