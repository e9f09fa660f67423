"""What other products do with the sound of a call: Connect, Start, Stop and their nouns."""

from .element import (
    ANY,
    PARAMETER,
    RECORDED_SIDES,
    RECORDING,
    RECORDING_EVENTS,
    STATUS_CALLBACK,
    Element,
    boolean,
    free,
    language,
    matching,
    method,
    names,
    one_of,
    trim,
)

CONFIGURED = names("Config Parameter")
STREAM_TRACK = one_of("inbound_track", "outbound_track", "both_tracks", default="inbound_track")
ASSISTANT = {
    **free("language", "ttsLanguage", "transcriptionLanguage", "ttsProvider", "voice", "speechModel"),
    **free("transcriptionProvider", "profanityFilter", "dtmfDetection", "welcomeGreeting", "partialPrompts"),
    **free("welcomeGreetingInterruptible", "interruptible", "preemptible", "hints", "intelligenceService"),
    **free("reportInputDuringAgentSpeech", "elevenlabsTextNormalization", "interruptSensitivity", "debug"),
}

MEDIA = {
    "Connect": Element(
        {"action": ANY, "method": method()},
        names(
            "Stream ConversationRelay VirtualAgent Room Conversation AiSession ConversationRelaySession Autopilot "
            "Assistant"
        ),
    ),
    "Start": Element({"action": ANY, "method": method()}, names("Stream Siprec Recording Transcription")),
    "Stop": Element(children=names("Stream Siprec Transcription")),
    "Stream": Element(
        {
            "name": ANY,
            "url": matching(r"wss://[^?]+", "a wss URL without a query"),
            "track": STREAM_TRACK,
            **free("connectorName", "audioFormat", "sampleRate"),
            **STATUS_CALLBACK,
        },
        PARAMETER,
    ),
    "Siprec": Element({**free("name", "connectorName"), "track": STREAM_TRACK, **STATUS_CALLBACK}, PARAMETER),
    "Recording": Element(
        {
            **RECORDING,
            "trim": trim("do-not-trim"),
            "track": RECORDED_SIDES,
            "channels": one_of("mono", "dual", default="dual"),
        }
    ),
    "Transcription": Element(
        {
            "statusCallbackUrl": ANY,
            "statusCallbackMethod": method(),
            "track": one_of("inbound_track", "outbound_track", "both_tracks"),
            "languageCode": language(),
            "partialResults": boolean(""),
            "profanityFilter": boolean(""),
            "enableAutomaticPunctuation": boolean(""),
            "enableProviderData": boolean(""),
            **free("name", "inboundTrackLabel", "outboundTrackLabel", "transcriptionEngine", "speechModel", "hints"),
            **free("intelligenceService", "conversationConfiguration", "conversationId"),
        },
        CONFIGURED,
    ),
    "ConversationRelay": Element(
        {
            "url": matching(r"wss://.+", "a wss URL"),
            **ASSISTANT,
            **free("events", "backgroundNoiseReduction", "speechTimeout", "deepgramSmartFormat", "ignoreBackchannel"),
            **free("partialPromptOnHangup", "eagerEotThreshold", "asrSmartFormat", "ttsTextNormalization"),
            **free("ttsLanguageTextNormalization", "elevenlabsLanguageTextNormalization", "includeInPrompt"),
            **free("customerName", "applicationReconnect", "echoPromptFiltering", "turnDetection"),
            **free("eotThreshold", "conversationConfiguration"),
        },
        names("Language Parameter"),
    ),
    "Assistant": Element({"id": ANY, **ASSISTANT}, names("Language Parameter")),
    "Language": Element(
        {
            **free("code", "ttsProvider", "voice", "transcriptionProvider", "speechModel", "hints", "asrSmartFormat"),
            **free("ttsTextNormalization", "ttsLanguageTextNormalization"),
        }
    ),
    "VirtualAgent": Element({**free("connectorName", "language", "sentimentAnalysis"), **STATUS_CALLBACK}, CONFIGURED),
    "Room": Element({"participantIdentity": ANY}, text=True),
    "Conversation": Element(
        {
            **free("serviceInstanceSid", "inboundAutocreation", "inboundTimeout", "routingAssignmentTimeout"),
            "url": ANY,
            "method": method(),
            "record": ANY,
            "trim": trim("do-not-trim"),
            **STATUS_CALLBACK,
            "statusCallbackEvent": ANY,
            **RECORDING_EVENTS,
        }
    ),
    "AiSession": Element(free("aiConnector", "aiSessionConfiguration")),
    "ConversationRelaySession": Element(free("connector", "sessionConfiguration")),
    "Autopilot": Element(text=True),
}
