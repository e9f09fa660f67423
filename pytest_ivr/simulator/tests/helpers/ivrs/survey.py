"""A survey in Flask: it asks for a word, and for the reason after a beep."""

from flask import Flask, Response, request
from twilio.twiml.voice_response import Gather, VoiceResponse

from .signed import signed_app, twiml

MOST_ATTEMPTS = 2


def survey(auth_token: str, told: list[tuple[str, str]]) -> Flask:
    """Return the line. It writes down what callers think, and what becomes of their recordings."""
    app = signed_app(auth_token)

    @app.post("/voice")
    def question() -> Response:
        attempt = int(request.args.get("attempt", "1"))
        response = VoiceResponse()
        if attempt > MOST_ATTEMPTS:
            response.say("We did not hear you. Goodbye.")
            return twiml(response)
        gather = Gather(input="speech", hints="yes, no", action=f"/answer?attempt={attempt}", speech_timeout=1)
        gather.say("Did you like the movie? Say yes or no.")
        response.append(gather)
        response.redirect(f"/voice?attempt={attempt + 1}")
        return twiml(response)

    @app.post("/answer")
    def reason() -> Response:
        response = VoiceResponse()
        if float(request.form["Confidence"]) < 0.5:
            response.redirect(f"/voice?attempt={int(request.args['attempt']) + 1}")
            return twiml(response)
        told.append(("opinion", request.form["SpeechResult"]))
        response.say("Tell us why, and press pound.")
        response.record(
            action="/thanks",
            finish_on_key="#",
            max_length=60,
            transcribe=True,
            transcribe_callback="/transcribed",
            recording_status_callback="/recorded",
        )
        return twiml(response)

    @app.post("/thanks")
    def thanks() -> Response:
        response = VoiceResponse()
        response.say("Thank you.")
        return twiml(response)

    @app.post("/recorded")
    def recorded() -> tuple[str, int]:
        told.append((request.form["RecordingStatus"], request.form["RecordingDuration"]))
        return "", 204

    @app.post("/transcribed")
    def transcribed() -> tuple[str, int]:
        told.append((request.form["TranscriptionStatus"], request.form["TranscriptionText"]))
        return "", 204

    @app.post("/ended")
    def ended() -> tuple[str, int]:
        told.append((request.form["CallStatus"], request.form["CallDuration"]))
        return "", 204

    return app
