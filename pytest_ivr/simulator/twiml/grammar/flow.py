"""Where a call goes on: Redirect, Hangup, Reject, Leave; and Annotate, which says nothing of that."""

from .element import NAMED, PARAMETER, Element, method, names, one_of

VERBS = names(
    "Say Play Pause Gather Record Dial Enqueue Leave Redirect Hangup Reject Refer Sms Connect Start Stop Pay Echo "
    "Annotate"
)
# The root of documents that are not the call's own: for callers who wait, and for callees before they are connected
QUEUE_WAIT = Element(children=names("Say Play Pause Gather Redirect Hangup Leave"))
CONFERENCE_WAIT = Element(children=names("Say Play Pause Redirect"), bad_child=13238)
WHISPER = Element(children=names("Say Play Pause Gather Redirect Hangup"), bad_child=13201)
QUEUE_WHISPER = Element(children=names("Say Play Pause Redirect"))

FLOW = {
    "Response": Element(children=VERBS),
    "Redirect": Element({"method": method(13710)}, text=True),
    "Hangup": Element(children=PARAMETER),
    "Reject": Element({"reason": one_of("rejected", "busy", default="rejected", warning=13810)}, PARAMETER),
    "Leave": Element(),
    "Echo": Element(),
    "Annotate": Element(children=names("BillingReferenceTag"), bad_child=13112),
    "BillingReferenceTag": Element(text=True),
    "Parameter": Element(NAMED),
    "Config": Element(NAMED),
}
