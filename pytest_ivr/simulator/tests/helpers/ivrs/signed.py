"""What both lines in Flask have in common: they answer in TwiML, and refuse what Twilio did not sign."""

from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse


def twiml(response: VoiceResponse) -> Response:
    """Return an answer to Twilio."""
    return Response(str(response), mimetype="text/xml")


def signed_app(auth_token: str) -> Flask:
    """Return an application that takes requests signed with this token."""
    app = Flask(__name__)
    validator = RequestValidator(auth_token)

    @app.before_request
    def refuse_strangers() -> None:
        if not validator.validate(request.url, request.form, request.headers.get("X-Twilio-Signature", "")):
            abort(403)

    return app
