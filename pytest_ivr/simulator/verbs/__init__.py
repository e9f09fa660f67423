"""What each verb does to the call: one class per verb (contract, section 4)."""

from .annotate import Annotate
from .audio import Audio, Pause, Play, Say
from .conference import Conference
from .dial import Conversation, Dial, Whisper
from .flow import Hangup, Leave, Redirect, Reject
from .gather import Gather
from .pay import Pay
from .products import Connect, Start, Stop
from .queue import Enqueue
from .record import Record
from .refer import Refer
from .sms import Sms
from .verb import HoldingVerb, Listening, Verb, WaitingVerb

__all__ = [
    "VERBS",
    "WAITING_VERBS",
    "Conference",
    "Connect",
    "Conversation",
    "Dial",
    "Enqueue",
    "Gather",
    "HoldingVerb",
    "Listening",
    "Pay",
    "Record",
    "Refer",
    "Verb",
    "WaitingVerb",
    "Whisper",
]

DOCUMENT_VERBS: tuple[type[Verb], ...] = (
    *(Say, Play, Audio, Pause, Gather, Record, Dial, Enqueue, Leave, Redirect, Hangup, Reject),
    *(Refer, Sms, Connect, Start, Stop, Pay, Annotate),
)
VERBS: dict[str, type[Verb]] = {verb.__name__: verb for verb in DOCUMENT_VERBS}
WAITING_VERBS: dict[str, type[WaitingVerb]] = {
    verb.__name__: verb
    for verb in (*(Gather, Record, Dial, Whisper, Conversation, Conference), *(Enqueue, Refer, Connect, Pay, Listening))
}
