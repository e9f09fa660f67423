"""Why some changes go unnoticed: because no caller could notice them."""

import re

# Modules that no call comes through.
ELSEWHERE = {
    "__init__.py": "it is empty",
    "admin.py": "managers use it, callers do not",
    "apps.py": "it only says where things are",
    "cast.py": "it is what the journeys are told with, on both sides",
}
# (module, what the change looks like, why nobody could notice it)
REASONS: tuple[tuple[str, str, str], ...] = ()


def reason(module: str, change: str) -> str | None:
    """Return why no caller could notice a change, if that is so."""
    return next(
        (why for name, pattern, why in REASONS if name == module and re.search(pattern, change, re.DOTALL)), None
    )
