"""What can go wrong: in the line (TwilioError), in the test (CallOver, ActImpossible), in the simulation (others)."""


class TwilioError(Exception):
    """An error that is fatal for the document, by Twilio's number (contract, section 3.4).

    ``explanation`` is a sentence for the developer, ``line`` the line of the TwiML, if there is one.
    """

    def __init__(self, code: int, explanation: str, line: int | None = None) -> None:
        super().__init__(f"Twilio error {code}: {explanation}")
        self.code = code
        self.explanation = explanation
        self.line = line


class CallOver(ValueError):
    """The test acts in a call that has ended, or has not begun."""


class ActImpossible(ValueError):
    """The test lets somebody do what nobody can do now; the message names what is possible."""


class EndlessCall(RuntimeError):
    """The line goes from document to document, or back to the same menu, without end."""


class UnsupportedVerb(NotImplementedError):
    """The call reached a verb that Twilio knows and this simulator does not imitate."""
