"""The changes that a careless developer would make: a small function for each kind."""

from .change import Change, Known
from .flow import FLOW
from .speech import SPEECH, prompts_before

__all__ = ["ACTED_UPON", "KINDS", "Change", "Known"]

KINDS = (*SPEECH, *FLOW)
ACTED_UPON = (prompts_before, *FLOW)
