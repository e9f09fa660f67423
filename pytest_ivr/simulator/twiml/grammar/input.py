"""What callers give: keys and speech (Gather), recordings (Record), card numbers (Pay)."""

from .element import (
    ANY,
    RECORDED_SIDES,
    RECORDING,
    SECONDS_OR_AUTO,
    STATUS_CALLBACK,
    Attribute,
    Element,
    boolean,
    free,
    language,
    matching,
    method,
    names,
    one_of,
    some_of,
    trim,
    whole,
)

PROMPTS = names("Say Play Pause")

INPUT = {
    "Gather": Element(
        {
            "action": ANY,
            "method": method(13312),
            "input": one_of("dtmf", "speech", "dtmf speech", "speech dtmf", default="dtmf", warning=13326),
            "timeout": matching(*SECONDS_OR_AUTO, default="5", warning=13313),
            "speechTimeout": matching(*SECONDS_OR_AUTO, warning=13327),
            "maxSpeechTime": whole(1, warning=13328),
            "finishOnKey": matching("[0-9#*]?", "one key of 0-9, # and *, or nothing", "#", 13310),
            "numDigits": whole(1, warning=13314),
            "actionOnEmptyResult": boolean("false", 13338),
            "partialResultCallback": ANY,
            "partialResultCallbackMethod": method(13329),
            "language": language("en-US", warning=13331),
            "hints": Attribute(
                allows=lambda hints: hints.count(",") < 500 and all(len(hint) <= 100 for hint in hints.split(",")),
                expected="at most 500 hints of at most 100 characters, with commas between",
                warning=13330,
            ),
            "profanityFilter": boolean("true", 13333),
            "speechModel": matching(
                "default|numbers_and_commands|phone_call|experimental_(conversations|utterances)"
                "|googlev2_.+|deepgram_nova-.+",
                "a speech model",
                warning=13334,
            ),
            "enhanced": boolean("false"),
            "bargeIn": boolean("true", 13332),
            "debug": boolean("false"),
        },
        PROMPTS,
        bad_child=13320,
        renumbered={13511: 13321, 13510: 13322},
    ),
    "Record": Element(
        {
            "action": ANY,
            "method": method(13610),
            "timeout": whole(0, "5", 13611),
            "maxLength": whole(2, "", 13612, 86_400),
            "finishOnKey": matching("[0-9#*]*", "keys of 0-9, # and *", "1234567890*#", 13613),
            "playBeep": boolean("true", 13616),
            "trim": trim("trim-silence"),
            "recordingTrack": RECORDED_SIDES,
            "transcribe": boolean("false", 13614),
            "transcribeCallback": ANY,
            **RECORDING,
        }
    ),
    "Pay": Element(
        {
            "input": one_of("dtmf", default="dtmf"),
            "action": ANY,
            "timeout": whole(1, "5"),
            "maxAttempts": whole(1, "2"),
            "securityCode": boolean("true"),
            "postalCode": Attribute("true"),
            "minPostalCodeLength": whole(1),
            "paymentConnector": Attribute("Default"),
            "paymentMethod": one_of("credit-card", "ach-debit", default="credit-card"),
            "bankAccountType": Attribute("consumer-checking"),
            "tokenType": one_of("reusable", "one-time", default="reusable"),
            "chargeAmount": matching(r"[0-9]+(\.[0-9]+)?", "an amount such as 10.50"),
            "currency": Attribute("usd"),
            "description": ANY,
            "validCardTypes": Attribute("visa mastercard amex"),
            "language": language("en-US"),
            **STATUS_CALLBACK,
        },
        names("Prompt Parameter"),
    ),
    "Prompt": Element(
        {
            "for": some_of(
                *("payment-card-number", "expiration-date", "security-code", "postal-code", "bank-routing-number"),
                *("bank-account-number", "payment-processing"),
                default="",
            ),
            "requireMatchingInputs": boolean(""),
            **free("errorType", "cardType", "attempt"),
        },
        PROMPTS,
    ),
}
