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
from .layout import in_small, layout
from .map_rows import Place, places
from .markup import class_of, marked
from .outcomes import Outcome
from .outlines import example_sentence, title_parts
from .retelling import retold
from .run import RED, TYPES, Suite
from .script_rows import ScriptRow
from .since import Since
from .verdict import duration, facts, verdict, warning, web_link
from .voice_findings import VOICE_STATUSES, VoiceFinding, by_rule
from .ways import UNTESTED, WAIVED, rows

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
MOST_LISTED = 5  # scenarios of a way of the map; a script lists the others
ROW_SIGNS = {UNTESTED: "○", WAIVED: "∅"}


ENVIRONMENT = Environment(
    loader=PackageLoader(__package__),
    auto_reload=False,
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
ENVIRONMENT.globals.update(
    by_rule=by_rule,
    class_of=class_of,
    difference=difference,
    example_sentence=example_sentence,
    most_listed=MOST_LISTED,
    in_new_words=in_new_words,
    duration=duration,
    marked=marked,
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
    script: Sequence[ScriptRow] = (),
) -> str:
    """Return the document as HTML; ``voice`` is what was found of how the line speaks, ``script`` all that it says."""
    unsteady = history.unsteady() if history else {}
    found = places(flow)
    texts = Texts()
    questions, calls = asked(suite, flow, texts), keypad(suite, texts)
    return ENVIRONMENT.get_template("page.html").render(
        title=title,
        suite=suite,
        verdict=verdict(suite),
        facts=facts(suite),
        warning=warning(suite),
        began=dt.datetime.fromtimestamp(suite.began, dt.UTC).isoformat(),
        changed=changed,
        history=history,
        unsteady=unsteady,
        unsteady_runs=[run for run in suite.runs if run.slug in unsteady],
        flow=flow,
        picture=layout(found),
        small_picture=in_small(found),
        technical_map=any(it.is_technical for place in found for row in place.rows for it in row.outcomes),
        explorations=suite.explorations,
        voice=voice,
        script=script,
        voice_statuses=VOICE_STATUSES,
        pending=[run for run in suite.runs if run.status == "pending"],
        causes=causes(suite),
        broken=[feature for feature in suite.features if feature.error],
        types=[(type_, [it for it in suite.sentences if it.group == type_]) for type_ in (*TYPES, "")],
        ways=outcomes_by_run(found),
        asked={**questions, "texts": texts.all()},
        keypad=calls,
    )


def outcomes_by_run(found: Sequence[Place]) -> dict[str, list[Outcome]]:
    """Return what came of what each run's caller did, by the name of the run's link, in the order of the map."""
    ways: dict[str, list[Outcome]] = {}
    for it in (it for place in found for row in place.rows for it in row.outcomes):
        for run in it.runs:
            ways.setdefault(run.slug, []).append(it)
    return ways
