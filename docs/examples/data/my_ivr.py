"""The phone line of a repair shop: which bicycles are ready, and whether the shop is open."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, Response, request

app = Flask(__name__)
repairs = {}  # the state of each bicycle, by the number of its ticket


@app.post("/voice")
def voice():
    hour = datetime.now(ZoneInfo("America/Chicago")).hour
    words = "We are open until 6 P.M." if 9 <= hour < 18 else "We are closed."
    return twiml(
        f'<Gather action="/repair"><Say>{words} Enter the number of your ticket, then press pound.</Say></Gather>'
    )


@app.post("/repair")
def repair():
    number = request.form["Digits"]
    return twiml(f"<Say>Ticket {number} is {repairs.get(number, 'not known')}.</Say>")


def twiml(verbs):
    return Response(f"<Response>{verbs}</Response>", mimetype="text/xml")
