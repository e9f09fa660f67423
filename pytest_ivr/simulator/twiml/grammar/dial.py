"""Whom callers are connected with: Dial and its nouns, Enqueue, Refer; and Sms."""

from .element import (
    ANY,
    CALL_EVENTS,
    NAMED,
    PASSWORD,
    PLAYED_KEYS,
    RECORDED_SIDES,
    RECORDING,
    STATUS_CALLBACK,
    Attribute,
    Element,
    boolean,
    free,
    matching,
    method,
    names,
    one_of,
    some_of,
    trim,
    whole,
)

MUSIC = "http://twimlets.com/holdmusic?Bucket=com.twilio.music.classical"  # what Twilio plays by default

MACHINE_DETECTION = free(
    "machineDetection",
    "machineDetectionTimeout",
    "machineDetectionSpeechThreshold",
    "machineDetectionSpeechEndThreshold",
    "machineDetectionSilenceTimeout",
    "amdStatusCallback",
) | {"amdStatusCallbackMethod": method()}


def recorded(starts: str, warning: int) -> Attribute:
    """Return the attribute that tells from when on a call is recorded."""
    kinds = [kind for start in starts.split() for kind in (start, f"{start}-dual")]
    return one_of("do-not-record", "true", "false", *kinds, default="do-not-record", warning=warning)


def whisper(bad_method: int) -> dict[str, Attribute]:
    """Return the attributes of a callee who hears a document before the callers are connected."""
    return {"url": ANY, "method": method(bad_method)}


DIAL = {
    "Dial": Element(
        {
            "action": ANY,
            "method": method(13210),
            "timeout": whole(5, "30", 13212, 600),
            "timeLimit": whole(1, "14400", 13216),
            "hangupOnStar": boolean("false", 13213),
            "callerId": matching(r"[^\s].{0,255}", "a number, a client or a SIP name", warning=13214),
            "answerOnBridge": boolean("false", 13219),
            "record": recorded("record-from-answer record-from-ringing", 13217),
            "trim": trim("do-not-trim"),
            "recordingTrack": RECORDED_SIDES,
            "ringTone": matching("[a-z]{2}(-old)?|at", "a country code", warning=13220),
            "sequential": boolean("false", 13218),
            "referUrl": ANY,
            "referMethod": method(13210),
            **free("callReason", "events", "passports"),
            **RECORDING,
        },
        names("Number Client Sip Conference Queue Application Sim WhatsApp"),
        text=True,
        bad_child=13215,
    ),
    "Number": Element(
        {
            **whisper(13221),
            **CALL_EVENTS,
            **MACHINE_DETECTION,
            "sendDigits": matching(*PLAYED_KEYS, warning=13222),
            "byoc": ANY,
        },
        text=True,
    ),
    "Client": Element(
        {**whisper(13221), **CALL_EVENTS, "clientNotificationUrl": ANY}, names("Identity Parameter"), text=True
    ),
    "Identity": Element(text=True),
    "Sip": Element(
        {
            **whisper(13241),
            **CALL_EVENTS,
            **MACHINE_DETECTION,
            "sendDigits": matching(*PLAYED_KEYS, warning=13242),
            "username": ANY,
            "password": PASSWORD,
        },
        names("Uri Headers"),
        text=True,
    ),
    "Uri": Element(
        {"priority": whole(0), "weight": whole(0), "username": ANY, "password": PASSWORD},
        text=True,
    ),
    "Headers": Element(children=names("Header")),
    "Header": Element(NAMED),
    "Conference": Element(
        {
            "muted": boolean("false", 13230),
            "beep": one_of("true", "false", "onEnter", "onExit", default="true", warning=13235),
            "startConferenceOnEnter": boolean("true", 13232),
            "endConferenceOnExit": boolean("false", 13231),
            "participantLabel": matching(
                "(?!CA[0-9a-f]{32}$)[^/]{0,128}",
                "a label without /, of at most 128 characters, that is no CallSid",
                warning=16023,
            ),
            "jitterBufferSize": one_of("small", "medium", "large", "off", default="large"),
            "waitUrl": Attribute(MUSIC),
            "waitMethod": method(13234),
            "maxParticipants": whole(2, "250", maximum=250),
            "record": one_of("do-not-record", "record-from-start", default="do-not-record"),
            "trim": trim("trim-silence", 13239),
            **free("region", "coach", "eventCallbackUrl"),
            **STATUS_CALLBACK,
            "statusCallbackEvent": some_of(
                *("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"),
                default="start end",
            ),
            **RECORDING,
        },
        text=True,
    ),
    "Queue": Element({**whisper(14210), **free("reservationSid", "postWorkActivitySid")}, text=True),
    "Application": Element(
        {**whisper(13221), **CALL_EVENTS, "customerId": ANY, "copyParentTo": boolean("false")},
        names("ApplicationSid Parameter"),
        text=True,
    ),
    "ApplicationSid": Element(text=True),
    "Sim": Element(text=True),
    "WhatsApp": Element({**whisper(13221), **CALL_EVENTS}, text=True),
    "Refer": Element({"action": ANY, "method": method()}, names("Sip")),
    "Enqueue": Element(
        {
            "action": ANY,
            "method": method(14201),
            "waitUrl": Attribute(MUSIC),
            "waitUrlMethod": method(14206),
            "workflowSid": ANY,
            "maxQueueSize": whole(1, "1000"),
        },
        names("Task"),
        text=True,
    ),
    "Task": Element({"priority": whole(0), "timeout": whole(1)}, text=True),
    "Sms": Element(
        {
            "to": matching(r"\+?[0-9() .-]+", "a phone number", warning=14101),
            "from": matching(r"\+?[0-9() .-]+", "a phone number", warning=14102),
            "action": ANY,
            "method": method(14104),
            "statusCallback": ANY,
        },
        text=True,
    ),
}
