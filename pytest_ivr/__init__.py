"""A kit for phone lines that answer Twilio's voice webhooks: journeys in plain English, an exact stand-in for Twilio,
and the document that each run becomes.

``Line`` describes a line. It is imported when it is asked for, so that a project without one pays nothing for the kit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .line import Line

__all__ = ["Line"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Return what is imported on demand."""
    if name == "Line":
        from .line import Line

        return Line
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
