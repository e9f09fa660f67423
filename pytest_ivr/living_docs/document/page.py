"""The document: one file, offline, readable without JavaScript."""

import datetime as dt
from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from .asked import Texts, asked
from .call_flow import CallFlow
from .causes import causes
from .difference import difference, in_new_words
from .history import History
from .keypad import keypad
from .layout import Picture, layout
from .map_rows import MapRow
from .outlines import example_sentence, title_parts
from .retelling import retold
from .run import RED, TYPES, Suite
from .since import Since
from .verdict import duration, facts, verdict, web_link
from .voice_findings import VOICE_STATUSES, VoiceFinding
from .ways import EXPLORED, TESTED, UNTESTED, WAIVED, rows

# What statuses are for those who do not see their color.
SIGNS = {
    "failed": "✗",
    "ambiguous": "≠",
    "undefined": "?",
    "pending": "◔",
    "not run": "·",
    "skipped": "↷",
    "passed": "✓",
}
ROW_SIGNS = {TESTED: "✓", UNTESTED: "○", WAIVED: "∅", EXPLORED: "·"}


ENVIRONMENT = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
ENVIRONMENT.globals.update(
    difference=difference,
    example_sentence=example_sentence,
    in_new_words=in_new_words,
    duration=duration,
    red=RED,
    retold=retold,
    row_signs=ROW_SIGNS,
    rows=rows,
    signs=SIGNS,
    title_parts=title_parts,
    web_link=web_link,
)


def render_page(
    suite: Suite,
    flow: CallFlow,
    title: str,
    changed: Since | None = None,
    history: History | None = None,
    voice: Sequence[VoiceFinding] = (),
) -> str:
    """Return the document as HTML; ``voice`` is what was found of how the line speaks."""
    unsteady = history.unsteady() if history else {}
    picture = layout(flow)
    texts = Texts()
    questions, calls = asked(suite, flow, texts), keypad(suite, texts)
    return ENVIRONMENT.get_template("page.html").render(
        title=title,
        suite=suite,
        verdict=verdict(suite),
        facts=facts(suite),
        began=dt.datetime.fromtimestamp(suite.began, dt.UTC).isoformat(),
        changed=changed,
        history=history,
        unsteady=unsteady,
        unsteady_runs=[run for run in suite.runs if run.slug in unsteady],
        flow=flow,
        picture=picture,
        explorations=suite.explorations,
        voice=voice,
        voice_statuses=VOICE_STATUSES,
        pending=[run for run in suite.runs if run.status == "pending"],
        causes=causes(suite),
        broken=[feature for feature in suite.features if feature.error],
        types=[(type_, [it for it in suite.sentences if it.group == type_]) for type_ in (*TYPES, "")],
        ways=rows_by_run(picture),
        asked={**questions, "texts": texts.all()},
        keypad=calls,
    )


def rows_by_run(picture: Picture) -> dict[str, list[MapRow]]:
    """Return the rows of the map that each run's call took, by the name of the run's link."""
    found: dict[str, list[MapRow]] = {}
    for row in (it.row for box in picture.boxes for it in box.rows):
        for run in row.runs:
            found.setdefault(run.slug, []).append(row)
    return found
