"""The changes that a careless developer would make: a small function for each kind."""

from .change import Change, Known
from .flow import FLOW
from .speech import SPEECH

__all__ = ["KINDS", "Change", "Known"]

KINDS = (*SPEECH, *FLOW)
