"""The document: one file, offline, readable without JavaScript."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from .call_flow import CallFlow, Transition
from .conversation import bubbles
from .difference import difference
from .layout import layout
from .run import RED, TYPES, Suite
from .verdict import facts, verdict, web_link

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


ENVIRONMENT = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
ENVIRONMENT.globals.update(bubbles=bubbles, difference=difference, red=RED, signs=SIGNS, web_link=web_link)


def render_page(suite: Suite, flow: CallFlow, title: str) -> str:
    """Return the document as HTML."""
    return ENVIRONMENT.get_template("page.html").render(
        title=title,
        suite=suite,
        verdict=verdict(suite),
        facts=facts(suite),
        flow=flow,
        picture=layout(flow),
        pending=[run for run in suite.runs if run.status == "pending"],
        failures=[run for run in suite.runs if run.status in RED],
        broken=[feature for feature in suite.features if feature.error],
        types=[(type_, [it for it in suite.sentences if it.group == type_]) for type_ in (*TYPES, "")],
        transitions=transitions_by_run(flow),
    )


def transitions_by_run(flow: CallFlow) -> dict[str, list[Transition]]:
    """Return the transitions of each run's call, by the name of the run's link."""
    found: dict[str, list[Transition]] = {}
    for transition in flow.transitions:
        for run in transition.runs:
            found.setdefault(run.slug, []).append(transition)
    return found
