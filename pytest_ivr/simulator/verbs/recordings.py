"""What Twilio reports of a recording: its address, its length, its text (contract, section 4.5)."""

from __future__ import annotations

from ..leg.callbacks import notify
from ..leg.leg import Leg
from ..twiml.document import Node

API = "https://api.twilio.com/2010-04-01/Accounts"
TRANSCRIBABLE_SECONDS = range(2, 121)


def recording_url(call: Leg, sid: str) -> str:
    """Return the address of a recording."""
    return f"{API}/{call.identity['AccountSid']}/Recordings/{sid}"


def report_recording(
    call: Leg,
    node: Node,
    sid: str,
    source: str,
    status: str,
    seconds: float = 0,
    *,
    conference: str = "",
    base: str | None = None,
) -> None:
    """Report that a recording is in-progress, completed or absent, if its status callback is subscribed to that.

    It is of the call, or of a conference by its identifier; the callback is relative to ``base`` (see notify).
    """
    given = node.attributes
    if status not in given["recordingStatusCallbackEvent"].replace(",", " ").split():
        return
    parameters = {
        "RecordingSid": sid,
        "RecordingUrl": recording_url(call, sid),
        "RecordingStatus": status,
        "RecordingDuration": str(round(seconds)),
        "RecordingChannels": "2" if given.get("record", "").endswith("-dual") else "1",
        "RecordingSource": source,
    }
    of = {"ConferenceSid": conference} if conference else {"CallSid": call.identity["CallSid"]}
    standard = {"AccountSid": call.identity["AccountSid"], **of}
    url, method = given["recordingStatusCallback"], given["recordingStatusCallbackMethod"]
    notify(call, url, method, parameters, standard=standard, base=base)


def report_transcription(call: Leg, node: Node, sid: str, seconds: float, text: str) -> None:
    """Report the text of a recording, if the verb wants it; one that nobody understands has failed."""
    given = node.attributes
    if given["transcribe"] == "false":
        return
    if round(seconds) not in TRANSCRIBABLE_SECONDS:
        call.warn(13617, node.line, f"A recording of {seconds} seconds is not transcribed; 2 to 120 are.")
        return
    transcription = call.new_sid("TR")
    parameters = {
        "TranscriptionSid": transcription,
        "TranscriptionText": text,
        "TranscriptionStatus": "completed" if text else "failed",
        "TranscriptionUrl": f"{API}/{call.identity['AccountSid']}/Transcriptions/{transcription}",
        "RecordingSid": sid,
        "RecordingUrl": recording_url(call, sid),
    }
    call.notify(given["transcribeCallback"], "POST", parameters)
