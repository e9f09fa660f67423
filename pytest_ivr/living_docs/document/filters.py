"""The template filters of the document."""

from collections.abc import Mapping
from typing import TypeVar

from django import template

from . import conversation, difference
from .line_map import Place
from .run import Run, Step

register = template.Library()
Value = TypeVar("Value")

SIGNS = {
    "failed": "✗",
    "ambiguous": "≠",
    "undefined": "?",
    "pending": "◔",
    "not run": "·",
    "skipped": "↷",
    "passed": "✓",
}


@register.filter
def sign(status: str) -> str:
    """Return the sign of a status, for those who do not see its color."""
    return SIGNS[status]


@register.filter
def way_there(run: Run) -> list[conversation.Bubble]:
    """Return what happened in the call before the first step that is not a Given."""
    return conversation.bubbles(event for step in run.steps for event in step.way_there)


@register.filter
def bubbles(run: Run) -> list[conversation.Bubble]:
    """Return what happened in the call from then on."""
    return conversation.bubbles(event for step in run.steps for event in step.events)


@register.filter
def compared(step: Step) -> list[difference.Line]:
    """Return what was heard against what was expected; nothing if the step compares nothing."""
    return [] if step.heard is None else difference.difference(step.expected, step.heard)


@register.filter
def tried(menu: Place, kind: str) -> list[Run]:
    """Return the runs that left a menu in this way."""
    return menu.tried(kind)


@register.filter
def get(mapping: Mapping[str, Value], key: str) -> Value | None:
    """Return what a mapping has for a key."""
    return mapping.get(key)
