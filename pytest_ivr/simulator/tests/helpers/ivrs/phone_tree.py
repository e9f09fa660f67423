"""A phone tree in Flask: two menus, a call to a cinema, a whisper to whoever answers there."""

from flask import Flask, Response, request
from twilio.twiml.voice_response import VoiceResponse

from .signed import signed_app, twiml

CINEMAS = {"1": ("Rialto", "+14155550101"), "2": ("Roxy", "+14155550102")}
SORRY = {"busy": "The line is busy.", "no-answer": "Nobody answers."}


def phone_tree(auth_token: str, told: list[tuple[str, str]]) -> Flask:
    """Return the line. It writes down how the phones do that it calls, and how its own call ended."""
    app = signed_app(auth_token)

    @app.post("/voice")
    def main_menu() -> Response:
        response = VoiceResponse()
        gather = response.gather(num_digits=1, action="/choice")
        gather.say("For a cinema, press 1. For our address, press 2.")
        response.redirect("/voice")
        return twiml(response)

    @app.post("/choice")
    def choice() -> Response:
        response = VoiceResponse()
        if request.form["Digits"] == "1":
            response.redirect("/cinemas", method="GET")
        elif request.form["Digits"] == "2":
            response.say("We are at 1 Main Street.")
        else:
            response.say("That was no choice.")
            response.redirect("/voice")
        return twiml(response)

    @app.get("/cinemas")
    def cinemas() -> Response:
        response = VoiceResponse()
        gather = response.gather(num_digits=1, action="/connect", timeout=10)
        for key, (name, _) in CINEMAS.items():
            gather.say(f"For {name}, press {key}.")
        response.say("Goodbye.")
        return twiml(response)

    @app.post("/connect")
    def connect() -> Response:
        response = VoiceResponse()
        name, number = CINEMAS.get(request.form["Digits"], CINEMAS["1"])
        response.say(f"We call {name}.")
        dial = response.dial(action="after", timeout=20, caller_id=request.form["To"])
        dial.number(number, url="/whisper", status_callback="/told", status_callback_event="ringing answered completed")
        return twiml(response)

    @app.post("/whisper")
    def whisper() -> Response:
        response = VoiceResponse()
        gather = response.gather(num_digits=1, action="/accept")
        gather.say("A caller for you. Press 1 to accept.")
        response.hangup()
        return twiml(response)

    @app.post("/accept")
    def accept() -> Response:
        response = VoiceResponse()
        if request.form["Digits"] != "1":
            response.hangup()
        return twiml(response)

    @app.post("/after")
    def after() -> Response:
        response = VoiceResponse()
        if request.form["DialBridged"] == "true":
            response.say(f"You talked for {request.form['DialCallDuration']} seconds. Goodbye.")
        else:
            response.say(SORRY.get(request.form["DialCallStatus"], "Nobody is free."))
            response.redirect("/voice")
        return twiml(response)

    @app.post("/told")
    @app.post("/ended")
    def write_down() -> tuple[str, int]:
        told.append((request.form["To"], request.form["CallStatus"]))
        return "", 204

    return app
