"""The document: one file, offline, readable without JavaScript."""

from pathlib import Path

from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from .drawing import draw
from .line_map import LineMap, Way
from .run import RED, TYPES, Suite
from .verdict import facts, verdict

FOLDER = Path(__file__).parent / "templates"


def render_page(suite: Suite, line_map: LineMap, title: str) -> str:
    """Return the document as HTML."""
    if not settings.configured:
        settings.configure(USE_I18N=False)  # templates ask for the language of numbers
    engine = Engine(dirs=[str(FOLDER)], builtins=["pytest_ivr.living_docs.document.filters"])
    return engine.get_template("page.html").render(
        Context(
            {
                "title": title,
                "suite": suite,
                "verdict": verdict(suite),
                "facts": facts(suite),
                "map": line_map,
                "picture": draw(line_map),
                "pending": [run for run in suite.runs if run.status == "pending"],
                "failures": [run for run in suite.runs if run.status in RED],
                "broken": [feature for feature in suite.features if feature.error],
                "types": [(type_, [it for it in suite.sentences if it.group == type_]) for type_ in (*TYPES, "")],
                "ways": ways_by_run(line_map),
                "style": mark_safe((FOLDER / "page.css").read_text()),  # noqa: S308 (our own file)
                "script": mark_safe((FOLDER / "page.js").read_text()),  # noqa: S308 (our own file)
            }
        )
    )


def ways_by_run(line_map: LineMap) -> dict[str, list[Way]]:
    """Return the ways that each run took, by the name of its link."""
    found: dict[str, list[Way]] = {}
    for way in line_map.ways:
        for run in way.runs:
            found.setdefault(run.slug, []).append(way)
    return found
