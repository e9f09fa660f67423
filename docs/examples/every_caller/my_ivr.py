"""The phone line of a bicycle shop, as a Flask application."""

from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/voice")
def voice():
    return twiml("""
        <Gather numDigits="1" action="/choice">
          <Say>Welcome to Harbor Bikes. For sales press 1. For our address press 2.</Say>
        </Gather>
        <Say>Goodbye.</Say>
    """)


@app.post("/choice")
def choice():
    if request.form["Digits"] == "1":
        return twiml("<Say>One moment.</Say><Dial>+14155550100</Dial>")
    if request.form["Digits"] == "2":
        return twiml("<Say>We are at 14 Harbor Street. Goodbye.</Say>")
    return twiml("<Say>That is not one of the choices.</Say><Redirect>/voice</Redirect>")


def twiml(verbs):
    return Response(f"<Response>{verbs}</Response>", mimetype="text/xml")
