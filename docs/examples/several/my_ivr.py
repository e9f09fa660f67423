"""The phone lines of a bank: a number for everybody, one in Spanish, and one for merchants."""

from flask import Flask, Response, request

app = Flask(__name__)


@app.post("/voice")
def voice():
    return twiml("""
        <Gather numDigits="1" action="/choice"><Play>/prompts/welcome.mp3</Play></Gather>
        <Say>Goodbye.</Say>
    """)


@app.post("/choice")
def choice():
    if request.form["Digits"] == "1":
        return twiml('<Gather action="/pin"><Say>Enter your PIN, then press pound.</Say></Gather>')
    return twiml("<Redirect>/being-rebuilt</Redirect>")


@app.post("/pin")
def pin():
    return twiml("<Say>Your balance is 20 dollars.</Say>")


@app.post("/spanish")
def spanish():
    return twiml('<Say language="es-MX">Bienvenido.</Say>')


@app.post("/merchants")
def merchants():
    return twiml("<Say>Welcome, merchants.</Say>")


@app.get("/prompts/<name>")
def prompt(name):
    return Response(b"\0" * 64_000, mimetype="audio/mpeg")


def twiml(verbs):
    return Response(f"<Response>{verbs}</Response>", mimetype="text/xml")
