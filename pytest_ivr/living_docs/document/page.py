"""The document: one file, offline, readable without JavaScript."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from .conversation import bubbles
from .difference import difference
from .drawing import draw
from .line_map import LineMap, Way
from .run import RED, TYPES, Suite
from .verdict import facts, verdict

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


def render_page(suite: Suite, line_map: LineMap, title: str) -> str:
    """Return the document as HTML."""
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(bubbles=bubbles, difference=difference, signs=SIGNS)
    return environment.get_template("page.html").render(
        title=title,
        suite=suite,
        verdict=verdict(suite),
        facts=facts(suite),
        map=line_map,
        picture=draw(line_map),
        pending=[run for run in suite.runs if run.status == "pending"],
        failures=[run for run in suite.runs if run.status in RED],
        broken=[feature for feature in suite.features if feature.error],
        types=[(type_, [it for it in suite.sentences if it.group == type_]) for type_ in (*TYPES, "")],
        ways=ways_by_run(line_map),
        red=RED,
    )


def ways_by_run(line_map: LineMap) -> dict[str, list[Way]]:
    """Return the ways that each run took, by the name of its link."""
    found: dict[str, list[Way]] = {}
    for way in line_map.ways:
        for run in way.runs:
            found.setdefault(run.slug, []).append(way)
    return found
