"""What can go wrong: in the line (TwilioError), in the test (CallOver, ActionNotPossible), or in the simulation."""

# What Twilio logs as an error though the call goes on; its dictionary calls the rest of what does warnings.
LOGGED_ERRORS = frozenset(
    {
        *(13110, 13111, 13120, 13201, 13231, 13238, 13239, 13325, 13338, 13420, 13621, 13801),
        *(14201, 14204, 14205, 14206, 14210, 14212, 14213, 14220, 14221, 14300, 16023),
    }
)


def severity(code: int) -> str:
    """Return how grave Twilio calls what it logs by this number while the call goes on (contract, section 3.4)."""
    return "error" if code in LOGGED_ERRORS else "warning"


class TwilioError(Exception):
    """An error that is fatal for the document, by Twilio's number (contract, section 3.4).

    ``explanation`` is a sentence for the developer, ``line`` the line of the TwiML, if there is one, and ``url``
    what failed, if it is not what the call has asked for: a file, or where a redirect led.
    """

    def __init__(self, code: int, explanation: str, line: int | None = None, url: str | None = None) -> None:
        super().__init__(f"Twilio error {code}: {explanation}")
        self.code = code
        self.explanation = explanation
        self.line = line
        self.url = url


class DeliveryFailed(TwilioError):
    """No complete answer came.

    ``kind`` says what Twilio calls that in the connection override ``rp`` (contract, section 1.6): "ct" for
    a connection that failed, "rt" for an answer that did not begin in time; else it is empty, and is never retried.
    """

    def __init__(self, code: int, explanation: str, kind: str = "") -> None:
        super().__init__(code, explanation)
        self.kind = kind


class CallOver(ValueError):
    """The test acts in a call that has ended, or has not begun."""


class ActionNotPossible(ValueError):
    """The action is not possible now; the message names those that are."""


class EndlessCall(RuntimeError):
    """The line goes from document to document, or back to the same menu, without end."""


class OtherHost(NotImplementedError):
    """The call reached a host for which nobody answers; the message names the argument that says who does."""


class UnsupportedVerb(NotImplementedError):
    """The call reached a verb that Twilio knows and this simulator does not imitate."""
